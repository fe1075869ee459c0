/** What two texts have in common, line by line. */

export interface DiffLine {
  kind: "same" | "gone" | "new";
  text: string;
}

/** Beyond so many lines in the part that differs, all of it is shown as replaced. */
const MOST_CELLS = 4_000_000;

/** The lines of both texts in order: those they share, those that only the first has, those that only the second has. */
export function diffLines(before: string, after: string): DiffLine[] {
  const old = before.split("\n");
  const now = after.split("\n");
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start += 1;
  let end = 0;
  while (
    end < old.length - start &&
    end < now.length - start &&
    old[old.length - 1 - end] === now[now.length - 1 - end]
  ) {
    end += 1;
  }
  const same = (text: string): DiffLine => ({ kind: "same", text });
  return [
    ...old.slice(0, start).map(same),
    ...between(old.slice(start, old.length - end), now.slice(start, now.length - end)),
    ...old.slice(old.length - end).map(same),
  ];
}

/** A configuration with one tag in a line: lines with several would differ as a whole, and be longer than the page. */
export function tagByTag(config: string): string {
  return config.replace(/^([ \t]*)(.*)$/gm, (_, indent: string, line: string) =>
    (indent + line).replace(/>[ \t]*</g, `>\n${indent}<`),
  );
}

function between(old: readonly string[], now: readonly string[]): DiffLine[] {
  const gone = (text: string): DiffLine => ({ kind: "gone", text });
  const added = (text: string): DiffLine => ({ kind: "new", text });
  if (old.length * now.length > MOST_CELLS) return [...old.map(gone), ...now.map(added)];
  const width = now.length + 1;
  // How many lines can be shared from here to the end.
  const shared = new Uint32Array((old.length + 1) * width);
  const at = (row: number, column: number) => shared[row * width + column] ?? 0;
  for (let row = old.length - 1; row >= 0; row -= 1) {
    for (let column = now.length - 1; column >= 0; column -= 1) {
      shared[row * width + column] =
        old[row] === now[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const lines: DiffLine[] = [];
  let row = 0;
  let column = 0;
  while (row < old.length || column < now.length) {
    const left = old[row];
    const right = now[column];
    if (left !== undefined && left === right) {
      lines.push({ kind: "same", text: left });
      row += 1;
      column += 1;
    } else if (left !== undefined && (right === undefined || at(row + 1, column) >= at(row, column + 1))) {
      lines.push(gone(left));
      row += 1;
    } else {
      lines.push(added(right ?? ""));
      column += 1;
    }
  }
  return lines;
}
