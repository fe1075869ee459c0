/** Places in texts that something is said about: the pressed character, and the word it belongs to. */
import type { SurfacePlace } from "../../core/surface";
import { offsetMap } from "../../ls/offsets";
import { grown, trimmed } from "./granularity";
import type { Prose } from "./prose";
import type { TextRange } from "./textRange";

/** As many characters of the text as name a place. */
const QUOTED = 40;

/** The place of a stretch; one without length is named by the word that it lies in. */
export function placeOfRange(range: TextRange, prose: Prose): SurfacePlace {
  const { text } = prose;
  const { toPoints } = offsetMap(text);
  const word = pinnedRange(range, prose);
  const quoted = text.slice(word.start, word.end).trim();
  const cut = quoted.length > QUOTED ? `${quoted.slice(0, QUOTED - 1).trimEnd()}…` : quoted;
  return {
    start: toPoints(range.start),
    ...(range.end > range.start && { end: toPoints(range.end) }),
    ...(cut && { words: `“${cut}”` }),
  };
}

/** The stretch of a place, as wide as it can be seen; null for a place of another kind. */
export function rangeOfPlace({ end, start }: SurfacePlace, prose: Prose): TextRange | null {
  if (start === undefined) return null;
  const { toUnits } = offsetMap(prose.text);
  const from = toUnits(start);
  return pinnedRange({ start: from, end: Math.max(from, toUnits(end ?? start)) }, prose);
}

function pinnedRange({ end, start }: TextRange, prose: Prose): TextRange {
  const { text } = prose;
  if (end > start) return { start, end };
  // Behind the last character of a word one still means the word.
  const at = start > 0 && /^(\s|$)/.test(text.slice(start, start + 1)) ? start - 1 : start;
  const last = Math.min(at + 1, text.length);
  const word = grown({ start: Math.min(at, last), end: last }, { ...prose, granularity: "word" });
  return trimmed(word, text);
}
