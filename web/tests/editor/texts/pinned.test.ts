import { expect, test } from "vitest";
import { linesOf } from "../../../src/editor/surfaces/text/marks";
import { placeOfRange, rangeOfPlace } from "../../../src/editor/surfaces/text/pinned";
import { plainProse } from "../../../src/editor/surfaces/text/prose";

const TEXT = "🚂 Gulls follow\nthe ferry.";
const prose = plainProse(TEXT, linesOf(TEXT), "symbol");
const at = (words: string) => TEXT.indexOf(words);

test.each([
  ["inside of a word", at("ulls"), "Gulls"],
  ["at its beginning", at("Gulls"), "Gulls"],
  ["behind its end", at(" follow"), "Gulls"],
  ["at the end of a line", at("\n"), "follow"],
  ["on an emoji", 0, "🚂"],
  ["at the very end", TEXT.length, "."],
])("a press %s names the word, and comes back to it", (_, offset, word) => {
  const place = placeOfRange({ start: offset, end: offset }, prose);
  expect(place.words).toBe(`“${word}”`);
  const range = rangeOfPlace(place, prose);
  expect(range && TEXT.slice(range.start, range.end)).toBe(word);
});

test("places count code points, as results do", () => {
  const range = { start: at("Gulls"), end: at("Gulls") + 5 };
  expect(placeOfRange(range, prose)).toEqual({ start: 2, end: 7, words: "“Gulls”" });
  expect(rangeOfPlace({ start: 2, end: 7 }, prose)).toEqual(range);
});

test("a place of another kind, or behind the end, is no place outside of the text", () => {
  expect(rangeOfPlace({ frame: 3 }, prose)).toBeNull();
  expect(rangeOfPlace({ start: 5000, end: 6000 }, prose)?.end).toBe(TEXT.length);
});
