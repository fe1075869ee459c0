import { describe, expect, it } from "vitest";
import { type Arrangement, isTree, type ListRow, listRows } from "../../src/editor/core/listing";
import type { Editor } from "../../src/editor/core/store";
import { mainOption } from "../../src/editor/core/titles";
import { rowWords } from "../../src/editor/panels/rowWords";
import { BOXES, box, editorOf } from "./configs";

const PLAIN: Arrangement = { sorting: "order", grouping: "none", sought: "", closed: new Set() };

const RESULT = [
  { ...box("c1", 1, 1, 5, 5, "Car"), score: 0.5 },
  { ...box("p1", 2, 2, 5, 5, "Person"), score: 0.9 },
  { ...box("c2", 3, 3, 5, 5, "Car"), parentID: "p1" },
  { ...box("p2", 4, 4, 5, 5, "Person"), parentID: "c2" },
  { type: "relation", from_id: "c1", to_id: "p1", direction: "right" },
  { id: "w", from_name: "weather", to_name: "photo", type: "choices", value: { choices: ["Rain"] } },
  { id: "odd", type: "vectorlabels" },
];

function rowsOf(editor: Editor, change: Partial<Arrangement> = {}): readonly ListRow[] {
  const { decisions, schema } = editor.state();
  return listRows(
    {
      regions: editor.ordered(),
      offered: editor.offered(),
      decisions,
      wordsOf: (region) => Object.values(rowWords(region, editor)).join(" "),
      classOf: (region) => mainOption(region, schema),
    },
    { ...PLAIN, ...change },
  );
}

const shown = (rows: readonly ListRow[]) =>
  rows.map((row) =>
    row.kind === "head" ? `${row.title} (${row.count})` : `${"-".repeat(row.depth)}${row.key}`,
  );

describe("the rows of the list", () => {
  const editor = editorOf(BOXES, { result: RESULT, predictions: [box("s", 9, 9, 3, 3)] });

  it("put parts below what they belong to, and what is not drawn below captions", () => {
    expect(shown(rowsOf(editor))).toEqual([
      "c1",
      "p1",
      "-c2",
      "--p2",
      "Relations (1)",
      "-relation:c1:p1",
      "About the item (1)",
      "-w",
      "Kept as it is (1)",
      "-odd",
      "Suggestions (1)",
      "-?s",
    ]);
  });

  it("stand below their classes, in the order in which classes come", () => {
    expect(shown(rowsOf(editor, { grouping: "class" })).slice(0, 6)).toEqual([
      "Car (1)",
      "-c1",
      "Person (1)",
      "-p1",
      "--c2",
      "---p2",
    ]);
  });

  it.each([
    ["order", ["a", "b", "c", "d"]],
    ["drawn", ["a", "b", "c", "d"]],
    ["label", ["b", "d", "a", "c"]],
    ["score", ["c", "a", "d", "b"]],
    ["verdict", ["d", "b", "c", "a"]],
  ] as const)("are sorted by %s", (sorting, order) => {
    const flat = editorOf(BOXES, {
      mode: "review",
      result: [
        { ...box("a", 1, 1, 5, 5, "Person"), score: 0.5 },
        box("b", 2, 2, 5, 5, "Car"),
        { ...box("c", 3, 3, 5, 5, "Person"), score: 0.9 },
        { ...box("d", 4, 4, 5, 5, "Car"), score: 0.1 },
      ],
    });
    flat.setVerdicts({ b: "pending", c: "approved", d: "rejected" });
    expect(shown(rowsOf(flat, { sorting }))).toEqual(order);
  });

  it("leave out what is closed, with everything below it", () => {
    const rows = rowsOf(editor, { grouping: "class", closed: new Set(["#class Car", "c2"]) });
    expect(shown(rows).slice(0, 4)).toEqual(["Car (1)", "Person (1)", "-p1", "--c2"]);
    expect(rows.find((row) => row.key === "c2")).toMatchObject({ open: false, parts: 1 });
  });

  it("are found by their words; a part whose group is not found stands alone", () => {
    expect(shown(rowsOf(editor, { sought: "person 2" }))).toEqual(["p2"]);
    expect(shown(rowsOf(editor, { sought: "RAIN" }))).toEqual(["About the item (1)", "-w"]);
  });

  it("survive groups that go around in a circle", () => {
    const round = editorOf(BOXES, {
      result: [
        { ...box("a", 1, 1, 5, 5), parentID: "b" },
        { ...box("b", 2, 2, 5, 5), parentID: "a" },
        { ...box("c", 3, 3, 5, 5), parentID: "nobody" },
      ],
    });
    expect(shown(rowsOf(round))).toEqual(["a", "b", "c"]);
  });

  it("are a tree only when something stands below something else", () => {
    expect(isTree(editor.ordered(), PLAIN)).toBe(true);
    const flat = editorOf(BOXES, { result: [box("a", 1, 1, 5, 5)] });
    expect(isTree(flat.ordered(), PLAIN)).toBe(false);
    expect(isTree(flat.ordered(), { grouping: "class" })).toBe(true);
  });
});
