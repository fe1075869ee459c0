import type { Decisions, Region, Verdict } from "../../core/model";

/** One line of a text, without its line break. */
export interface Line {
  readonly start: number;
  readonly end: number;
}

/** A region as it lies on the text: which one, and in what role. */
export interface Mark {
  readonly region: Region;
  readonly start: number;
  readonly end: number;
  readonly role: "region" | "suggestion" | "ghost";
  readonly verdict: Verdict | null;
}

/** A stretch of one line that lies under the same marks; the innermost mark comes last. */
export interface Segment {
  readonly start: number;
  readonly end: number;
  readonly marks: readonly Mark[];
}

export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", start)) {
    lines.push({ start, end });
    start = end + 1;
  }
  lines.push({ start, end: text.length });
  return lines;
}

/** The line that holds an offset; a line break belongs to the line before it. */
export function lineAt(lines: readonly Line[], offset: number): number {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lines[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Spans as marks, the outer before the inner; spans of nothing leave no mark. */
export function marksOf(
  regions: Iterable<Region>,
  object: string,
  role: Mark["role"],
  decisions: Decisions,
): Mark[] {
  const marks: Mark[] = [];
  for (const region of regions) {
    const { shape } = region;
    if (region.object !== object || shape.kind !== "span" || shape.start >= shape.end) continue;
    marks.push({
      region,
      start: shape.start,
      end: shape.end,
      role,
      verdict: decisions.get(region.id)?.verdict ?? null,
    });
  }
  return marks;
}

/**
 * The marks of every line. A line whose marks did not change gets the very list it had before, so that
 * it need not be drawn again.
 */
export function marksByLine(
  lines: readonly Line[],
  marks: readonly Mark[],
  before: readonly (readonly Mark[])[],
): readonly (readonly Mark[])[] {
  const found: Mark[][] = lines.map(() => []);
  const outerFirst = [...marks].sort(
    (a, b) => a.start - b.start || b.end - a.end || a.region.rank - b.region.rank,
  );
  for (const mark of outerFirst) {
    for (let index = lineAt(lines, mark.start); index < lines.length; index += 1) {
      const line = lines[index];
      if (!line || line.start >= mark.end) break;
      if (mark.start < line.end) found[index]?.push(mark);
    }
  }
  return found.map((list, index) => {
    const same = before[index];
    return same && same.length === list.length && list.every((mark, n) => sameMark(mark, same[n]))
      ? same
      : list;
  });
}

/** Cuts a line wherever a mark begins or ends. */
export function segmentsOf(line: Line, marks: readonly Mark[]): Segment[] {
  const cuts = new Set([line.start, line.end]);
  for (const { end, start } of marks) {
    if (start > line.start) cuts.add(start);
    if (end < line.end) cuts.add(end);
  }
  const borders = [...cuts].sort((a, b) => a - b);
  const segments: Segment[] = [];
  let open: Mark[] = [];
  let next = 0;
  for (let index = 0; index + 1 < borders.length; index += 1) {
    const start = borders[index] ?? 0;
    const end = borders[index + 1] ?? 0;
    open = open.filter((mark) => mark.end > start);
    for (let mark = marks[next]; mark && mark.start <= start; mark = marks[next]) {
      if (mark.end > start) open.push(mark);
      next += 1;
    }
    segments.push({ start, end, marks: [...open] });
  }
  return segments;
}

function sameMark(a: Mark, b: Mark | undefined): boolean {
  return a.region === b?.region && a.role === b.role && a.verdict === b.verdict;
}
