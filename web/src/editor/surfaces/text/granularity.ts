import { wholeGraphemes } from "../../ls/offsets";
import { type Line, lineAt } from "./marks";
import type { Prose } from "./prose";
import type { TextRange } from "./textRange";

/** A selected stretch as it is meant: whole characters at least, or whole words, sentences or lines. */
export function grown(range: TextRange, { granularity, lines, text }: Prose): TextRange {
  const whole = wholeGraphemes(text, range.start, range.end);
  if (granularity === "symbol" || whole.start >= whole.end) return whole;
  if (granularity === "paragraph") {
    const first = lines[lineAt(lines, whole.start)];
    const last = lines[lineAt(lines, whole.end - 1)];
    return { start: first?.start ?? whole.start, end: last?.end ?? whole.end };
  }
  // What was swept along at the edges asks for no further word.
  const bare = trimmed(whole, text);
  const first = partsAround(text, lines, bare.start, granularity).find(({ end }) => end > bare.start);
  const last = partsAround(text, lines, bare.end - 1, granularity).find(({ end }) => end >= bare.end);
  return trimmed({ start: first?.start ?? bare.start, end: last?.end ?? bare.end }, text);
}

/** The stretch without white space at its ends; one of nothing but white space stays as it is. */
export function trimmed({ end, start }: TextRange, text: string): TextRange {
  let from = start;
  let to = end;
  while (from < to && /\s/.test(text[from] ?? "")) from += 1;
  while (to > from && /\s/.test(text[to - 1] ?? "")) to -= 1;
  return from < to ? { start: from, end: to } : { start, end };
}

const SEGMENTERS = {
  word: new Intl.Segmenter(undefined, { granularity: "word" }),
  sentence: new Intl.Segmenter(undefined, { granularity: "sentence" }),
};
/** Nobody's word or sentence is longer; lines may be as long as a book. */
const REACH = 4000;

/** The words or sentences near an offset: those of its line. */
function partsAround(
  text: string,
  lines: readonly Line[],
  offset: number,
  unit: "word" | "sentence",
): TextRange[] {
  const line = lines[lineAt(lines, offset)] ?? { start: 0, end: text.length };
  const from = Math.max(line.start, offset - REACH);
  const part = text.slice(from, Math.min(line.end, offset + REACH));
  return [...SEGMENTERS[unit].segment(part)].map(({ index, segment }) => ({
    start: from + index,
    end: from + index + segment.length,
  }));
}
