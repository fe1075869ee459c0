import { opacityOf } from "../../core/looks";
import type { Decisions, Difference, EditorState, Region, Verdict } from "../../core/model";
import { isInSight } from "../../core/selection";
import { nextGrapheme } from "../../ls/offsets";
import type { Prose } from "./prose";

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
  /** What became of it, and how strongly its side is shown, while annotations are compared. */
  readonly difference: Difference | null;
  readonly opacity: number;
}

/** A stretch of one line that lies under the same marks; the innermost mark comes last. */
export interface Segment {
  readonly start: number;
  readonly end: number;
  readonly marks: readonly Mark[];
}

/** A line that is longer comes in pieces, so that a book without a line break can be shown at all. */
const LONGEST_LINE = 8000;

/** The lines of a text without their breaks, which may be those of any system. */
export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const { 0: lineBreak, index } of text.matchAll(/\r\n|\n|\r/g)) {
    addLine(lines, text, start, index);
    start = index + lineBreak.length;
  }
  addLine(lines, text, start, text.length);
  return lines;
}

function addLine(lines: Line[], text: string, start: number, end: number): void {
  let from = start;
  while (end - from > LONGEST_LINE * 1.5) {
    const space = text.lastIndexOf(" ", from + LONGEST_LINE);
    const near = space > from + LONGEST_LINE / 2 ? space + 1 : from + LONGEST_LINE;
    const to = nextGrapheme(text, near - 1, 1);
    lines.push({ start: from, end: to });
    from = to;
  }
  lines.push({ start: from, end });
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

/** Regions as marks; those of other kinds or objects leave none. */
export function marksOf(
  regions: Iterable<Region>,
  object: string,
  role: Mark["role"],
  { rangeOf }: Pick<Prose, "rangeOf">,
  decisions: Decisions = new Map(),
): Mark[] {
  const marks: Mark[] = [];
  for (const region of regions) {
    const range = region.object === object ? rangeOf(region.shape) : null;
    if (!range || range.start >= range.end) continue;
    const verdict = decisions.get(region.id)?.verdict ?? null;
    const { end, start } = range;
    marks.push({ region, start, end, role, verdict, difference: null, opacity: 1 });
  }
  return marks;
}

/** Everything that shows on an object now: regions in sight, what a model offers, and how it was before. */
export function marksInSight(state: MarkState, object: string, prose: Prose): Mark[] {
  const { decisions, ghosts, offered, regions } = state;
  const sight = [...regions.values()].filter(({ id }) => isInSight(id, state) && opacityOf(id, state) > 0);
  const drawn = marksOf(sight, object, "region", prose, decisions).map((mark) => ({
    ...mark,
    difference: state.differences.get(mark.region.id)?.difference ?? null,
    opacity: opacityOf(mark.region.id, state),
  }));
  const proposed = marksOf(offered, object, "suggestion", prose);
  return [...marksOf(ghosts.values(), object, "ghost", prose), ...proposed, ...drawn];
}

type MarkState = Pick<
  EditorState,
  | "balance"
  | "decisions"
  | "differences"
  | "ghosts"
  | "hidden"
  | "regions"
  | "selectedId"
  | "selection"
  | "solo"
> & {
  /** Suggestions that may be seen now. */
  readonly offered: readonly Region[];
};

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
  if (a.region !== b?.region || a.role !== b.role || a.verdict !== b.verdict) return false;
  return a.difference === b.difference && a.opacity === b.opacity;
}
