import { describe, expect, it } from "vitest";
import { readResult } from "../../src/editor/ls/readResult";
import {
  lineAt,
  linesOf,
  type Mark,
  marksByLine,
  marksOf,
  segmentsOf,
} from "../../src/editor/surfaces/text/marks";
import { plainProse } from "../../src/editor/surfaces/text/prose";
import { offsetAt, placeOf } from "../../src/editor/surfaces/text/textRange";
import { ENTITIES, schemaOf, span } from "./configs";

const TEXT = "Dear Lena,\n\nsee you in Leiden\n";

function marks(...spans: [start: number, end: number][]): Mark[] {
  const result = spans.map(([start, end], n) => span(`r${n}`, start, end, "", "Person"));
  const prose = plainProse(TEXT, linesOf(TEXT), "symbol");
  return marksOf(readResult(result, schemaOf(ENTITIES), { text: TEXT }), "letter", "region", prose);
}

describe("lines", () => {
  it("cover the text without its line breaks", () => {
    expect(linesOf(TEXT)).toEqual([
      { start: 0, end: 10 },
      { start: 11, end: 11 },
      { start: 12, end: 29 },
      { start: 30, end: 30 },
    ]);
    expect([0, 10, 11, 12, 29, 30, 99].map((offset) => lineAt(linesOf(TEXT), offset))).toEqual([
      0, 0, 1, 2, 2, 3, 3,
    ]);
  });
});

describe("segments", () => {
  it("are cut at every border, the inner mark last", () => {
    const line = { start: 0, end: 10 };
    const cut = segmentsOf(line, marksByLine([line], marks([5, 9], [0, 9], [7, 10]), [])[0] ?? []);
    expect(
      cut.map(({ end, marks: over, start }) => [start, end, over.map((mark) => mark.region.id).join()]),
    ).toEqual([
      [0, 5, "r1"],
      [5, 7, "r1,r0"],
      [7, 9, "r1,r0,r2"],
      [9, 10, "r2"],
    ]);
  });

  it("of any marks join to the line again and say what covers them", () => {
    let seed = 5;
    const random = (below: number) => {
      seed = (seed * 48271) % 2147483647;
      return seed % below;
    };
    const lines = linesOf(TEXT);
    for (let round = 0; round < 100; round += 1) {
      const all = marks(
        ...Array.from({ length: 6 }, (): [number, number] => {
          const start = random(30);
          return [start, start + 1 + random(30 - start)];
        }),
      );
      const byLine = marksByLine(lines, all, []);
      lines.forEach((line, index) => {
        const segments = line.start === line.end ? [] : segmentsOf(line, byLine[index] ?? []);
        expect(segments.map(({ end, start }) => TEXT.slice(start, end)).join("")).toBe(
          TEXT.slice(line.start, line.end),
        );
        for (const { end, marks: over, start } of segments) {
          const covering = all.filter((mark) => mark.start <= start && mark.end >= end);
          expect(new Set(over)).toEqual(new Set(covering));
        }
      });
    }
  });

  it("of a line that did not change keep their list, so that it is not drawn again", () => {
    const lines = linesOf(TEXT);
    const [first, ...others] = marks([0, 4], [12, 15], [16, 19]);
    const before = marksByLine(lines, first ? [first, ...others] : others, []);
    const after = marksByLine(lines, others, before);
    expect(after[0]).not.toBe(before[0]);
    expect(after[2]).toBe(before[2]);
  });
});

describe("places in the page", () => {
  it("are found for every offset and lead back to it", () => {
    const root = document.createElement("article");
    root.innerHTML =
      '<p data-line="0" data-start="0" data-end="10"><span data-start="0">Dear </span><mark data-start="5">Lena</mark><span data-start="9">,</span></p>' +
      '<p data-line="1" data-start="11" data-end="11"><br></p><p data-line="2" data-start="12" data-end="29"><span data-start="12">see you in Leiden</span></p>' +
      '<p data-line="3" data-start="30" data-end="30"><br></p>';
    document.body.append(root);
    for (let offset = 0; offset <= TEXT.length; offset += 1) {
      const place = placeOf(root, linesOf(TEXT), offset);
      expect(place && offsetAt(root, place.node, place.offset)).toBe(offset);
    }
    expect(offsetAt(root, root, 2)).toBe(12);
    expect(offsetAt(root, root, 4)).toBe(30);
    expect(offsetAt(root, document.body, 0)).toBeNull();
    root.remove();
  });
});
