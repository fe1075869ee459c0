import { describe, expect, it } from "vitest";
import { opacityOf } from "../../src/editor/core/looks";
import { marksOf, overlaid, overlaidMarks } from "../../src/editor/diff/overlaid";
import { matchRegions } from "../../src/editor/match/matchRegions";
import { BOXES, box, editorOf } from "./configs";

const BEFORE = [
  box("a", 10, 10, 10, 10),
  { ...box("b", 50, 50, 10, 10), parentID: "a" },
  { type: "relation", from_id: "a", to_id: "b", direction: "right" },
];
const AFTER = [box("a", 10, 10, 10, 10), box("c", 80, 80, 10, 10)];

const regions = (result: typeof BEFORE) => editorOf(BOXES, { result, mode: "readonly" }).state().regions;

describe("two annotations over each other", () => {
  it("keep their regions apart though they use the same ids, with groups and links inside of each", () => {
    const result = overlaid(BEFORE, AFTER);
    expect(result.map(({ from_id, id, parentID, to_id }) => [id, parentID, from_id, to_id])).toEqual([
      ["before:a", undefined, undefined, undefined],
      ["before:b", "before:a", undefined, undefined],
      [undefined, undefined, "before:a", "before:b"],
      ["after:a", undefined, undefined, undefined],
      ["after:c", undefined, undefined, undefined],
    ]);
    expect(regions(result as typeof BEFORE).size).toBe(5);
  });

  it("mark each region by what became of it, on both sides", () => {
    const comparison = matchRegions(regions(BEFORE), regions(AFTER as typeof BEFORE));
    const marks = overlaidMarks(comparison);
    expect(marks.get("before:a")).toEqual({ difference: "same", side: "before" });
    expect(marks.get("before:b")).toEqual({ difference: "removed", side: "before" });
    expect(marks.get("after:c")).toEqual({ difference: "added", side: "after" });
    expect(marksOf(comparison, "after").get("c")?.difference).toBe("added");
  });

  it.each([
    [0, 1, 0],
    [0.25, 1, 0.5],
    [0.5, 1, 1],
    [1, 0, 1],
  ])("at a balance of %s show the one before at %s and the one after at %s", (balance, before, after) => {
    const differences = new Map([
      ["x", { difference: "same", side: "before" }],
      ["y", { difference: "same", side: "after" }],
    ] as const);
    expect(opacityOf("x", { balance, differences })).toBe(before);
    expect(opacityOf("y", { balance, differences })).toBe(after);
    expect(opacityOf("neither", { balance, differences })).toBe(1);
  });
});
