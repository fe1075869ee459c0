import type { TextRange } from "./textRange";

const MOST_FOUND = 1000;

/** Where words stand in a text, in any case of their letters; at most a thousand places. */
export function findAll(text: string, words: string): readonly TextRange[] {
  if (words.trim() === "") return [];
  const pattern = words
    .trim()
    .split(/\s+/)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&"))
    .join("\\s+");
  const found: TextRange[] = [];
  for (const match of text.matchAll(new RegExp(pattern, "giu"))) {
    found.push({ start: match.index, end: match.index + match[0].length });
    if (found.length === MOST_FOUND) break;
  }
  return found;
}

/** The place to go to from an offset: the next one, or the one before; past the ends it begins again. */
export function nextFound(found: readonly TextRange[], offset: number, step: 1 | -1): number {
  if (found.length === 0) return -1;
  if (step === 1) {
    const at = found.findIndex(({ start }) => start > offset);
    return at === -1 ? 0 : at;
  }
  const at = found.findLastIndex(({ start }) => start < offset);
  return at === -1 ? found.length - 1 : at;
}
