/**
 * Results count Unicode code points; JavaScript counts UTF-16 units. One map per text, built in one
 * pass, answers both ways in O(log n) of the characters outside of the basic plane.
 */
export interface OffsetMap {
  readonly units: number;
  readonly points: number;
  /** Clamped to the text; a unit inside of a surrogate pair counts as the pair's start. */
  toPoints(unit: number): number;
  /** Clamped to the text. */
  toUnits(point: number): number;
}

export function offsetMap(text: string): OffsetMap {
  const pairs: number[] = [];
  for (let i = 0; i + 1 < text.length; i += 1) {
    if (isHigh(text.charCodeAt(i)) && isLow(text.charCodeAt(i + 1))) {
      pairs.push(i);
      i += 1;
    }
  }
  const units = text.length;
  const points = units - pairs.length;
  return {
    units,
    points,
    toPoints(unit) {
      const at = clamp(unit, units);
      // A pair counts as passed only when both of its units lie before the offset.
      const passed = countWhile(pairs, (start) => start + 1 < at);
      const inside = pairs[passed] === at - 1 ? 1 : 0;
      return at - passed - inside;
    },
    toUnits(point) {
      const at = clamp(point, points);
      // The n-th pair (from 0) begins at code point pairs[n] - n.
      return at + countWhile(pairs, (start, n) => start - n < at);
    },
  };
}

/** The two borders moved outwards to whole characters as people see them (emoji, combining marks). */
export function wholeGraphemes(text: string, start: number, end: number): { start: number; end: number } {
  return { start: graphemeAt(text, start).start, end: end > start ? graphemeAt(text, end - 1).end : end };
}

/** The border one visible character after (+1) or before (-1) an offset, clamped to the text. */
export function nextGrapheme(text: string, offset: number, direction: 1 | -1): number {
  if (direction === 1) return offset >= text.length ? text.length : graphemeAt(text, offset).end;
  return offset <= 0 ? 0 : graphemeAt(text, offset - 1).start;
}

const SEGMENTER = new Intl.Segmenter(undefined, { granularity: "grapheme" });
/** Graphemes are short: a window spares segmenting a whole document for one character. */
const WINDOW = 64;

function graphemeAt(text: string, offset: number): { start: number; end: number } {
  const from = windowStart(text, Math.max(0, offset - WINDOW));
  const part = text.slice(from, offset + WINDOW);
  const found = SEGMENTER.segment(part).containing(offset - from);
  if (!found) return { start: offset, end: offset };
  return { start: from + found.index, end: from + found.index + found.segment.length };
}

function windowStart(text: string, offset: number): number {
  const inPair = isLow(text.charCodeAt(offset)) && isHigh(text.charCodeAt(offset - 1));
  return inPair ? offset - 1 : offset;
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

function clamp(value: number, max: number): number {
  return Math.min(Math.max(value, 0), max);
}

function countWhile(sorted: readonly number[], holds: (value: number, index: number) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(sorted[middle] ?? 0, middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
