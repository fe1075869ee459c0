import { describe, expect, it } from "vitest";
import { pageNamed, scaleToFit } from "../../src/editor/surfaces/pdf/pages";
import { isNumeric, tableOf } from "../../src/editor/surfaces/table/tableData";

describe("the pages of a document", () => {
  const a4 = { width: 595, height: 842 };

  it("are as wide as the pane, but not larger than twice their size on paper", () => {
    expect(scaleToFit(a4, 24 + 595 * (96 / 72))).toBeCloseTo(1);
    expect(scaleToFit(a4, 10_000)).toBe(2);
    expect(scaleToFit({ width: 20_000, height: 10 }, 0)).toBe(0.1);
  });

  it.each([
    ["7", 7],
    [" 500 ", 500],
    ["0", null],
    ["501", null],
    ["1.5", null],
    ["last", null],
  ])("%s of 500 is %s", (text, page) => {
    expect(pageNamed(text, 500)).toBe(page);
  });
});

describe("tables", () => {
  it.each([
    [{ a: 1 }, { kind: "pairs", rows: [["a", 1]] }],
    ['{"a": 1}', { kind: "pairs", rows: [["a", 1]] }],
    [
      [{ a: 1 }, { b: 2 }],
      {
        kind: "rows",
        columns: ["a", "b"],
        rows: [
          [1, undefined],
          [undefined, 2],
        ],
      },
    ],
    [
      [
        ["a", "b"],
        [1, 2],
      ],
      { kind: "rows", columns: ["a", "b"], rows: [[1, 2]] },
    ],
    [["x"], { kind: "rows", columns: ["Value"], rows: [["x"]] }],
    [[], null],
    ["no table", null],
    [7, null],
  ])("%j", (value, expected) => {
    expect(tableOf(value)).toEqual(expected);
  });

  it("know what is a number", () => {
    expect([7, "1,200.50", "-3 %", "12 March", "", true].map(isNumeric)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
