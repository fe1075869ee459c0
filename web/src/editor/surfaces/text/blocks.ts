import type { Line } from "./marks";

/** Lines that come onto the page and leave it together. */
export interface Block {
  /** Their numbers: from `first` up to, but not including, `last`. */
  readonly first: number;
  readonly last: number;
  readonly start: number;
  readonly end: number;
}

const CHARACTERS = 4000;
const LINES = 40;

/** So few blocks are on the page all the time: the browser's own search and selection then reach everything. */
export const FEW_BLOCKS = 6;

export function blocksOf(lines: readonly Line[]): Block[] {
  const blocks: Block[] = [];
  let first = 0;
  for (let at = 0; at < lines.length; at += 1) {
    const start = lines[first]?.start ?? 0;
    const end = lines[at]?.end ?? 0;
    if (end - start < CHARACTERS && at + 1 - first < LINES && at + 1 < lines.length) continue;
    blocks.push({ first, last: at + 1, start, end });
    first = at + 1;
  }
  return blocks;
}

/** The block of a line. */
export function blockAt(blocks: readonly Block[], line: number): number {
  return Math.max(
    blocks.findLastIndex(({ first }) => first <= line),
    0,
  );
}

/** About how high a block will be, before it was ever seen; in pixels. */
export function guessedHeight(
  { first, last }: Block,
  lines: readonly Line[],
  width: number,
  size: number,
): number {
  const fitting = Math.max(width / (size * 0.48), 10);
  let rows = 0;
  for (let at = first; at < last; at += 1) {
    const line = lines[at];
    rows += line ? Math.max(Math.ceil((line.end - line.start) / fitting), 1) : 1;
  }
  return rows * size * 2.125;
}
