import { describe, expect, it } from "vitest";
import type { Authorship } from "../../src/editor/core/provenance";
import { predictionBehind, provenanceWords, scoreOf } from "../../src/editor/core/provenance";
import { predictedItem } from "../../src/editor/ls/predicted";
import { BOXES, box, ENTITIES, editorOf, span } from "./configs";

const YOLO = { id: 7, model: "yolo-8" };
const RELATION = { type: "relation", from_id: "p", to_id: "q", direction: "right" };

describe("a suggestion that is taken", () => {
  const scored = {
    ...box("p", 1, 2, 3, 4),
    score: 0.83,
    hidden: true,
    meta: { text: ["blurred"] },
    x_own: 1,
  };

  it("keeps its id, score, model and all else that was said of it", () => {
    const editor = editorOf(BOXES, { predictions: [predictedItem(scored, YOLO)] });
    editor.takeSuggestion("p");
    const { hidden: _, ...shown } = scored;
    expect(editor.result()).toEqual([
      {
        ...shown,
        origin: "prediction",
        meta: { text: ["blurred"], prediction: 7, model_version: "yolo-8" },
      },
    ]);
  });

  it("keeps them when it is changed, and says so in each of its entries", () => {
    const answered = {
      ...box("p", 1, 2, 3, 4),
      from_name: "weather",
      type: "choices",
      value: { x: 1, y: 2, width: 3, height: 4, rotation: 0, choices: ["Rain"] },
    };
    const config = BOXES.replace('choice="multiple"', 'choice="multiple" perRegion="true"');
    const editor = editorOf(config, {
      predictions: [scored, answered].map((each) => predictedItem(each, YOLO)),
    });
    editor.takeAll();
    editor.select("p");
    editor.pickChoice("weather", "Night");
    const after = editor.result();
    expect(after.map(({ origin, type }) => [type, origin])).toEqual([
      ["rectanglelabels", "prediction-changed"],
      ["choices", "prediction-changed"],
    ]);
    expect(after[0]).toMatchObject({ score: 0.83, meta: { prediction: 7 } });
  });

  it("is read again as what it was", () => {
    const first = editorOf(BOXES, { predictions: [predictedItem(scored, YOLO)] });
    first.takeAll();
    const again = editorOf(BOXES, { result: first.result() });
    const [region] = again.ordered();
    expect(region && [scoreOf(region), predictionBehind(region), region.origin]).toEqual([
      0.83,
      YOLO,
      "prediction",
    ]);
    expect(again.result()).toEqual(first.result());
  });

  it("gets another id only where its own is in use", () => {
    const editor = editorOf(BOXES, { result: [box("p", 9, 9, 1, 1)], predictions: [box("p", 1, 2, 3, 4)] });
    editor.takeAll();
    expect(editor.result().map(({ id }) => id)).toEqual(["p", "n1"]);
  });

  it("is a suggestion again once its taking is undone, and gone when it is redone", () => {
    const editor = editorOf(BOXES, { predictions: [box("p", 1, 2, 3, 4)] });
    editor.takeSuggestion("p");
    expect([editor.offered().length, editor.result().length]).toEqual([0, 1]);
    editor.undo();
    expect([editor.offered().length, editor.result().length]).toEqual([1, 0]);
    editor.redo();
    expect([editor.offered().length, editor.result().length]).toEqual([0, 1]);
  });

  it("brings along what a relation relates, under the ids that they get", () => {
    const predictions = [span("p", 0, 4, "Lena", "Person"), span("q", 14, 20, "Leiden", "LOC"), RELATION];
    const editor = editorOf(ENTITIES, { result: [span("p", 5, 10, "lives", "Date")], predictions });
    const link = editor.offered().find(({ shape }) => shape.kind === "link");
    editor.takeSuggestion(link?.id ?? "");
    expect(editor.result().at(-1)).toMatchObject({ type: "relation", from_id: "n1", to_id: "q" });
  });

  it("of a part belongs to its whole where that is there", () => {
    const parts = [box("p", 1, 2, 3, 4), { ...box("q", 1, 2, 1, 1), parentID: "p" }];
    const alone = editorOf(BOXES, { predictions: parts });
    alone.takeSuggestion("q");
    expect(alone.result()[0]).not.toHaveProperty("parentID");
    const both = editorOf(BOXES, { predictions: parts });
    both.takeAll();
    expect(both.result()[1]).toMatchObject({ parentID: "p" });
  });

  it("stays a prediction on both sides when it is split", () => {
    const editor = editorOf(BOXES, { predictions: [predictedItem(scored, YOLO)] });
    editor.takeAll();
    const shape = (x: number) => ({
      kind: "box" as const,
      x,
      y: 2,
      width: 1,
      height: 4,
      rotation: 0,
      picture: { width: 100, height: 100 },
    });
    editor.part("p", shape(1), shape(2));
    expect(editor.result().map(({ meta, origin, score }) => [score, origin, meta])).toEqual(
      Array(2).fill([
        0.83,
        "prediction-changed",
        { text: ["blurred"], prediction: 7, model_version: "yolo-8" },
      ]),
    );
  });
});

describe("where a region comes from", () => {
  const ada = { by: "Ada", at: "at 13:50" };
  const ben = { by: "Ben", at: "at 14:02" };
  const cases: readonly [string, Record<string, unknown>, Authorship | null, boolean, string[]][] = [
    ["a stroke of one's own", {}, { made: ada, changed: null }, false, ["Drawn by Ada at 13:50"]],
    [
      "one that was corrected",
      {},
      { made: ada, changed: ben },
      false,
      ["Drawn by Ada at 13:50", "Changed by Ben at 14:02"],
    ],
    ["one that is new", {}, { made: null, changed: null }, true, ["Not handed in yet"]],
    [
      "a suggestion that was just taken",
      predictedItem({ score: 0.834 }, YOLO),
      null,
      true,
      ["From yolo-8, score 0.83", "Taken as it is, not handed in yet"],
    ],
    [
      "a suggestion that was taken and moved",
      { ...predictedItem({ score: 0.834 }, YOLO), origin: "prediction-changed" },
      null,
      true,
      ["From yolo-8, score 0.83", "Taken, then changed, not handed in yet"],
    ],
    ["one that nobody knows", {}, null, false, ["Drawn by hand"]],
    [
      "a prediction",
      predictedItem({ score: 0.834 }, YOLO),
      { made: ada, changed: null },
      false,
      ["From yolo-8, score 0.83", "Taken by Ada at 13:50"],
    ],
    [
      "a prediction that is being changed",
      { origin: "prediction-changed", score: 1 },
      { made: ada, changed: ben },
      true,
      [
        "From a model, score 1.00",
        "Taken by Ada at 13:50",
        "Changed by Ben at 14:02",
        "Changed now, not handed in yet",
      ],
    ],
    [
      "a changed prediction from elsewhere",
      { origin: "prediction-changed" },
      null,
      false,
      ["From a model", "Changed by hand"],
    ],
  ];

  it.each(cases)("is told of %s", (_, more, authorship, touched, words) => {
    const editor = editorOf(BOXES, { result: [{ ...box("a", 1, 2, 3, 4), ...more }] });
    const [region] = editor.ordered();
    expect(region && provenanceWords(region, authorship, touched)).toEqual(words);
  });
});
