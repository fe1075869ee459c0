import { describe, expect, it } from "vitest";
import { readResult } from "../../src/editor/ls/readResult";
import type { LsResultItem } from "../../src/editor/ls/resultItem";
import { writeResult } from "../../src/editor/ls/writeResult";
import { BOXES, box, ENTITIES, editorOf, schemaOf, span } from "./configs";

const DATA = { text: "😀 Lena lives in Leiden.", image: "/photo.png" };

function roundTrip(config: string, result: readonly LsResultItem[], data: Record<string, unknown> = DATA) {
  const schema = schemaOf(config);
  return writeResult(readResult(result, schema, data), schema, data);
}

const UNKNOWN = {
  origin: "prediction",
  score: 0.5,
  meta: { text: ["note"] },
  parentID: "p",
  item_index: 2,
  "x-own": [1],
};

describe("what nobody touched", () => {
  it.each<[string, string, LsResultItem[]]>([
    ["spans with keys of others", ENTITIES, [{ ...span("a", 2, 6, "Lena", "Person"), ...UNKNOWN }]],
    ["a span whose text says something else", ENTITIES, [span("a", 2, 6, "stale", "Person")]],
    ["a span beyond the text", ENTITIES, [span("a", 2, 999, "x", "Person")]],
    ["a span with turned borders", ENTITIES, [span("a", 9, 2, "x", "Person")]],
    [
      "borders that are words",
      ENTITIES,
      [{ ...span("a", 0, 1, "x", "Person"), value: { start: "0", end: "1", labels: [] } }],
    ],
    ["a label that the configuration does not have", ENTITIES, [span("a", 2, 6, "Lena", "Ghost")]],
    [
      "a control that the configuration does not have",
      ENTITIES,
      [{ ...span("a", 2, 6, "Lena", "x"), from_name: "old" }],
    ],
    [
      "another type of the same control",
      ENTITIES,
      [{ ...span("a", 2, 6, "Lena", "x"), type: "hypertextlabels" }],
    ],
    ["another target", ENTITIES, [{ ...span("a", 2, 6, "Lena", "x"), to_name: "other" }]],
    [
      "relations and other items without id",
      ENTITIES,
      [
        { type: "relation", from_id: "a", to_id: "b", direction: "right" },
        { type: "relation", from_id: "b", to_id: "a" },
      ],
    ],
    ["no value at all", ENTITIES, [{ id: "a", from_name: "entity", to_name: "letter", type: "labels" }, {}]],
    [
      "choices, also none and doubled ones",
      ENTITIES,
      [
        { id: "c", from_name: "mood", to_name: "letter", type: "choices", value: { choices: [] } },
        {
          id: "d",
          from_name: "mood",
          to_name: "letter",
          type: "choices",
          value: { choices: ["Good", "Good"] },
        },
      ],
    ],
    [
      "boxes, turned and out of the picture",
      BOXES,
      [
        box("a", 1.23456789, 2, 3, 4),
        {
          ...box("b", -5, 90, 300, 20),
          value: { ...box("b", -5, 90, 300, 20).value, rotation: 33, extra: null },
        },
      ],
    ],
    [
      "a box without size of its picture",
      BOXES,
      [
        {
          id: "a",
          from_name: "thing",
          to_name: "photo",
          type: "rectanglelabels",
          value: { x: 1, y: 2, width: 3, height: 4, rectanglelabels: ["Car"] },
        },
      ],
    ],
    [
      "items that share an id, mixed with others",
      BOXES,
      [
        box("a", 1, 2, 3, 4),
        box("b", 5, 6, 7, 8),
        { id: "a", from_name: "note", to_name: "photo", type: "textarea", value: { text: ["hm"] } },
        { id: "a", from_name: "weather", to_name: "photo", type: "choices", value: { choices: ["Rain"] } },
        { ...box("a", 9, 9, 9, 9) },
      ],
    ],
    [
      "what is no entry at all, beside one",
      BOXES,
      [null, 3, "words", [], box("a", 1, 2, 3, 4), { id: "a" }, {}] as unknown as LsResultItem[],
    ],
    [
      "values that cannot be read",
      BOXES,
      [
        { ...box("a", 1, 2, 3, 4), value: null },
        { ...box("b", 1, 2, 3, 4), value: "words" },
        { ...box("c", 1, 2, 3, 4), value: { x: null, y: "NaN", width: -1, height: 1e9 } },
        { ...box("d", 150, 120, 3, 4), id: 7 },
        { ...box("e", 1, 2, 3, 4), value: { x: 1, y: 2, width: 3, height: 4, rectanglelabels: "Car" } },
      ] as unknown as LsResultItem[],
    ],
    [
      "names that every object has",
      BOXES,
      [{ id: "constructor", from_name: "__proto__", to_name: "photo", type: "toString", value: {} }],
    ],
  ])("is written back as it was: %s", (_, config, result) => {
    const before = structuredClone(result);
    const written = roundTrip(config, result);
    expect(written).toEqual(before);
    written.forEach((item, index) => {
      expect(item).toBe(result[index]);
    });
  });

  it("is kept when the text is not there", () => {
    const result = [span("a", 2, 6, "Lena", "Person")];
    expect(roundTrip(ENTITIES, result, {})).toEqual(result);
    expect(roundTrip(ENTITIES, result, { text: { deep: true } })).toEqual(result);
  });

  it("survives thousands of random items", () => {
    let seed = 11;
    const random = (below: number) => {
      seed = (seed * 48271) % 2147483647;
      return seed % below;
    };
    const result = Array.from({ length: 3000 }, (_, index): LsResultItem => {
      const start = random(20);
      const item = span(
        `r${random(2500)}`,
        start,
        start + random(9) - 2,
        "",
        ["Person", "LOC", "?"][random(3)] ?? "",
      );
      return random(3) === 0
        ? { ...item, [`key${random(5)}`]: index, type: ["labels", "choices", "brush"][random(3)] }
        : item;
    });
    expect(roundTrip(ENTITIES, result)).toEqual(result);
  });
});

describe("what was changed", () => {
  it("keeps the keys of others and counts code points", () => {
    const editor = editorOf(ENTITIES, {
      data: DATA,
      result: [{ ...span("a", 2, 6, "Lena", "Person"), ...UNKNOWN }],
    });
    editor.reshape("a", { kind: "span", start: 17, end: 23 });
    expect(editor.result()).toEqual([
      {
        ...span("a", 16, 22, "Leiden", "Person"),
        ...UNKNOWN,
        origin: "prediction-changed",
      },
    ]);
  });

  it("is as it was after undo", () => {
    const result = [{ ...box("a", 1, 2, 3, 4), ...UNKNOWN }, box("b", 5, 6, 7, 8)];
    const editor = editorOf(BOXES, { result });
    editor.remove("a");
    editor.undo();
    editor.select("a");
    editor.chooseLabel("thing", "Person");
    editor.undo();
    expect(editor.result()).toEqual(result);
    expect(editor.result()[0]).toBe(result[0]);
  });

  it("writes new regions behind the ones that were there", () => {
    const editor = editorOf(BOXES, { result: [box("a", 1, 2, 3, 4)] });
    editor.pickChoice("weather", "Rain");
    editor.chooseLabel("thing", "Person");
    const picture = { width: 1000, height: 500 };
    editor.draw("photo", { kind: "box", x: 10, y: 20, width: 30, height: 40, rotation: 0, picture });
    expect(editor.result()).toEqual([
      box("a", 1, 2, 3, 4),
      {
        id: "n1",
        from_name: "weather",
        to_name: "photo",
        type: "choices",
        origin: "manual",
        value: { choices: ["Rain"] },
      },
      { ...box("n2", 10, 20, 30, 40, "Person"), origin: "manual" },
    ]);
  });
});
