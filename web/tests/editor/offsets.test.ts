import { describe, expect, it } from "vitest";
import { nextGrapheme, offsetMap, wholeGraphemes } from "../../src/editor/ls/offsets";

/** Small deterministic generator: the same texts in every run. */
function* texts(count: number): Generator<string> {
  const pieces = ["a", "é", "e\u0301", "😀", "👩‍👩‍👧", "\n", "ש", "字", "🇳🇱", "𝒳"];
  let seed = 7;
  for (let n = 0; n < count; n += 1) {
    let text = "";
    for (let i = 0; i < n % 40; i += 1) {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      text += pieces[seed % pieces.length];
    }
    yield text;
  }
}

describe("offsets", () => {
  it("agree with counting code points one by one", () => {
    for (const text of texts(200)) {
      const map = offsetMap(text);
      let unit = 0;
      let point = 0;
      for (const character of text) {
        expect(map.toPoints(unit)).toBe(point);
        expect(map.toUnits(point)).toBe(unit);
        unit += character.length;
        point += 1;
      }
      expect(map.toPoints(unit)).toBe(point);
      expect(map.toUnits(point)).toBe(unit);
      expect([map.units, map.points]).toEqual([text.length, [...text].length]);
    }
  });

  it("count the inside of a surrogate pair as its start", () => {
    expect(offsetMap("a😀b").toPoints(2)).toBe(1);
    expect(offsetMap("a😀b").toPoints(3)).toBe(2);
  });

  it("are clamped to the text", () => {
    const map = offsetMap("a😀");
    expect([map.toUnits(-1), map.toUnits(9), map.toPoints(-1), map.toPoints(9)]).toEqual([0, 3, 0, 2]);
  });

  it("take a lone surrogate for what it is", () => {
    expect(offsetMap("\ud83da").toUnits(1)).toBe(1);
  });
});

describe("borders", () => {
  it("never cut through a visible character", () => {
    const text = "x👩‍👩‍👧y";
    expect(wholeGraphemes(text, 3, 4)).toEqual({ start: 1, end: text.length - 1 });
    expect(wholeGraphemes("e\u0301t\u00e9", 0, 1)).toEqual({ start: 0, end: 2 });
    expect(wholeGraphemes("abc", 1, 1)).toEqual({ start: 1, end: 1 });
  });

  it("walk over a text and back in the same steps", () => {
    for (const text of texts(60)) {
      const forward = [0];
      while ((forward.at(-1) ?? 0) < text.length) forward.push(nextGrapheme(text, forward.at(-1) ?? 0, 1));
      const backward = [text.length];
      while ((backward.at(-1) ?? 0) > 0) backward.push(nextGrapheme(text, backward.at(-1) ?? 0, -1));
      expect(backward.reverse()).toEqual(forward);
    }
  });
});
