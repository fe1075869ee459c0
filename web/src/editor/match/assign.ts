/** A pair that may be matched: places in two lists, and how alike the two are (above 0, at most 1). */
export interface Candidate {
  readonly a: number;
  readonly b: number;
  readonly score: number;
}

/**
 * The one-to-one assignment with the greatest sum of scores, out of the candidates; what is no candidate is never
 * paired. Candidates fall into groups that share nobody; each is solved by itself, so that the cost follows the
 * crowding and not the number of regions. Source: Kuhn 1955, in the form with potentials (Jonker and Volgenant 1987).
 */
export function assign(candidates: readonly Candidate[]): Candidate[] {
  return groupsOf(candidates).flatMap((group) => {
    const [only] = group;
    return group.length === 1 && only ? [only] : solve(group);
  });
}

/** Candidates that are connected by a shared region on either side. */
function groupsOf(candidates: readonly Candidate[]): Candidate[][] {
  const parents = new Map<string, string>();
  const rootOf = (name: string): string => {
    let root = name;
    while (parents.get(root) !== undefined && parents.get(root) !== root) root = parents.get(root) ?? root;
    // The way is shortened for the next one who asks.
    for (let at = name; at !== root; ) {
      const next = parents.get(at) ?? root;
      parents.set(at, root);
      at = next;
    }
    return root;
  };
  for (const { a, b } of candidates) parents.set(rootOf(`a${a}`), rootOf(`b${b}`));
  const groups = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const root = rootOf(`a${candidate.a}`);
    const group = groups.get(root);
    if (group) group.push(candidate);
    else groups.set(root, [candidate]);
  }
  return [...groups.values()];
}

function solve(group: readonly Candidate[]): Candidate[] {
  const left = [...new Set(group.map(({ a }) => a))];
  const right = [...new Set(group.map(({ b }) => b))];
  const [rows, columns, flipped] = left.length <= right.length ? [left, right, false] : [right, left, true];
  const placeOf = (list: readonly number[]) => new Map(list.map((each, place) => [each, place]));
  const rowOf = placeOf(rows);
  const columnOf = placeOf(columns);
  const cost = rows.map(() => new Float64Array(columns.length).fill(1));
  const known = new Map<number, Candidate>();
  for (const candidate of group) {
    const row = rowOf.get(flipped ? candidate.b : candidate.a) ?? 0;
    const column = columnOf.get(flipped ? candidate.a : candidate.b) ?? 0;
    const line = cost[row];
    if (line) line[column] = 1 - candidate.score;
    known.set(row * columns.length + column, candidate);
  }
  const chosen: Candidate[] = [];
  cheapest(cost, columns.length).forEach((row, column) => {
    const candidate = row === null ? undefined : known.get(row * columns.length + column);
    if (candidate) chosen.push(candidate);
  });
  return chosen;
}

/** For each column the row that it is given at the lowest total cost; there are no more rows than columns. */
function cheapest(cost: readonly Float64Array[], width: number): (number | null)[] {
  // Column 0 and row 0 stand for "nobody": places count from 1 inside of here.
  const rowPotential = new Float64Array(cost.length + 1);
  const columnPotential = new Float64Array(width + 1);
  const rowAt = new Int32Array(width + 1);
  for (let row = 1; row <= cost.length; row += 1) {
    const slack = new Float64Array(width + 1).fill(Number.POSITIVE_INFINITY);
    const before = new Int32Array(width + 1);
    const done = new Uint8Array(width + 1);
    rowAt[0] = row;
    let column = 0;
    do {
      done[column] = 1;
      const current = rowAt[column] ?? 0;
      let step = Number.POSITIVE_INFINITY;
      let next = 0;
      for (let each = 1; each <= width; each += 1) {
        if (done[each]) continue;
        const price = cost[current - 1]?.[each - 1] ?? 1;
        const reduced = price - (rowPotential[current] ?? 0) - (columnPotential[each] ?? 0);
        if (reduced < (slack[each] ?? 0)) {
          slack[each] = reduced;
          before[each] = column;
        }
        if ((slack[each] ?? 0) < step) {
          step = slack[each] ?? 0;
          next = each;
        }
      }
      for (let each = 0; each <= width; each += 1) {
        if (done[each]) {
          const owner = rowAt[each] ?? 0;
          rowPotential[owner] = (rowPotential[owner] ?? 0) + step;
          columnPotential[each] = (columnPotential[each] ?? 0) - step;
        } else slack[each] = (slack[each] ?? 0) - step;
      }
      column = next;
    } while (rowAt[column] !== 0);
    // The way back: everybody moves up by one place.
    while (column !== 0) {
      const previous = before[column] ?? 0;
      rowAt[column] = rowAt[previous] ?? 0;
      column = previous;
    }
  }
  return Array.from({ length: width }, (_, column) => {
    const row = rowAt[column + 1] ?? 0;
    return row === 0 ? null : row - 1;
  });
}
