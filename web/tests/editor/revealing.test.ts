import { describe, expect, it } from "vitest";
import type { DrawnShape } from "../../src/editor/core/model";
import { reachesInto } from "../../src/editor/core/revealing";
import type { KeyFrame } from "../../src/editor/core/shapes";
import { BOXES, box, ENTITIES, editorOf, span } from "./configs";

const PICTURE = { width: 200, height: 100 };

function area(x: number, y: number, width: number, height: number, rotation = 0): DrawnShape {
  return { kind: "box", x, y, width, height, rotation, picture: PICTURE };
}

function track(...keys: readonly Partial<KeyFrame>[]): DrawnShape {
  const usual = { time: 0, x: 10, y: 10, width: 10, height: 10, rotation: 0, enabled: true };
  return {
    kind: "track",
    frames: 100,
    duration: 4,
    sequence: keys.map((key) => ({ frame: 1, ...usual, ...key })),
  };
}

const TEXT = (start: number, end: number): DrawnShape => ({ kind: "span", start, end });
const SOUND = (start: number, end: number, channel = 0): DrawnShape => ({
  kind: "range",
  start,
  end,
  channel,
  length: 10,
});
const SAID = (startLine: number, startOffset: number, endLine: number, endOffset: number): DrawnShape => ({
  kind: "utterance",
  startLine,
  startOffset,
  endLine,
  endOffset,
  text: "",
});
const FRAMES = (start: number, end: number): DrawnShape => ({ kind: "timeline", ranges: [{ start, end }] });

describe("a suggestion reaches into what was drawn over", () => {
  const cases: readonly [string, DrawnShape, DrawnShape, boolean][] = [
    ["a box inside of it", area(10, 10, 5, 5), area(0, 0, 50, 50), true],
    ["a box over its edge", area(45, 45, 20, 20), area(0, 0, 50, 50), true],
    ["a box beside it", area(51, 0, 5, 5), area(0, 0, 50, 50), false],
    ["a box that only its turning brings there", area(60, 10, 20, 5, 135), area(0, 0, 52, 50), true],
    ["a box with it inside", area(0, 0, 90, 90), area(10, 10, 5, 5), true],
    [
      "an ellipse by its rim",
      { kind: "ellipse", x: 60, y: 25, radiusX: 12, radiusY: 5, rotation: 0, picture: PICTURE },
      area(0, 0, 50, 50),
      true,
    ],
    [
      "an ellipse beside it",
      { kind: "ellipse", x: 60, y: 25, radiusX: 8, radiusY: 5, rotation: 0, picture: PICTURE },
      area(0, 0, 50, 50),
      false,
    ],
    [
      "a polygon",
      {
        kind: "polygon",
        closed: true,
        picture: PICTURE,
        points: [
          [60, 60],
          [80, 60],
          [40, 40],
        ],
      },
      area(0, 0, 50, 50),
      true,
    ],
    ["a key point", { kind: "keypoint", x: 20, y: 20, width: 1, picture: PICTURE }, area(0, 0, 50, 50), true],
    ["a word inside", TEXT(5, 10), TEXT(0, 20), true],
    ["a word next to it", TEXT(10, 15), TEXT(0, 10), false],
    ["an utterance further down", SAID(2, 0, 2, 4), SAID(0, 3, 1, 9), false],
    ["an utterance between two", SAID(1, 0, 1, 4), SAID(0, 3, 2, 1), true],
    ["a sound", SOUND(2, 3), SOUND(1, 4), true],
    ["a sound on the other channel", SOUND(2, 3, 1), SOUND(1, 4), false],
    ["a sound later on", SOUND(5, 6), SOUND(1, 4), false],
    [
      "an instant of a series",
      { kind: "instants", start: 5, end: 5, instant: true },
      { kind: "instants", start: 4, end: 6, instant: false },
      true,
    ],
    [
      "a track where it is at that frame",
      track({}, { frame: 51, x: 60 }),
      track({ frame: 26, x: 30, width: 15 }),
      true,
    ],
    ["a track where it was before", track({}, { frame: 51, x: 60 }), track({ frame: 51 }), false],
    ["a track that is not there then", track({ enabled: false }), track({ frame: 40 }), false],
    ["a track in a stretch of frames", track({ frame: 20, enabled: false }), FRAMES(10, 30), true],
    ["a track after it", track({ frame: 31 }), FRAMES(10, 30), false],
    ["a stretch of frames", FRAMES(25, 60), FRAMES(10, 30), true],
    ["a stretch with the frame that was drawn on", FRAMES(25, 60), track({ frame: 30 }), true],
    ["a stretch without it", FRAMES(25, 60), track({ frame: 61 }), false],
  ];
  it.each(cases)("%s", (_, suggestion, lens, expected) => {
    expect(reachesInto(suggestion, lens)).toBe(expected);
  });
});

describe("suggestions that wait to be revealed", () => {
  const near = { ...box("near", 40, 40, 10, 10), score: 0.4 };
  const far = { ...box("far", 10, 10, 10, 10), score: 0.9 };
  const open = () => editorOf(BOXES, { predictions: [far, near], mustReveal: true });
  const offered = (editor: ReturnType<typeof open>) => editor.offered().map(({ id }) => id);

  it("show themselves in what is drawn over, which makes no region", () => {
    const editor = open();
    expect(offered(editor)).toEqual([]);
    editor.setTool("reveal");
    editor.draw("photo", area(35, 35, 20, 20));
    expect(offered(editor)).toEqual(["near"]);
    editor.draw("photo", area(0, 0, 20, 20));
    expect(offered(editor)).toEqual(["far"]);
    expect([editor.result(), editor.isDirty()]).toEqual([[], false]);
    editor.closeLens();
    expect(offered(editor)).toEqual([]);
  });

  it("also show themselves in a region of one's own, and in what waits for its label", () => {
    const editor = open();
    editor.draw("photo", area(35, 35, 20, 20));
    expect([editor.state().draft !== null, offered(editor)]).toEqual([true, ["near"]]);
    editor.takeSuggestion("near");
    expect(editor.state().draft).toBeNull();
    editor.chooseLabel("thing", "Car");
    editor.draw("photo", area(5, 5, 20, 20));
    expect(offered(editor)).toEqual(["far"]);
  });

  it("are taken as they are revealed: all of them, by score, and the nearest one first", () => {
    const editor = open();
    editor.setTool("reveal");
    editor.draw("photo", area(0, 0, 60, 60));
    expect(offered(editor).sort()).toEqual(["far", "near"]);
    editor.draw("photo", area(18, 18, 40, 40));
    expect(editor.suggestion()?.id).toBe("near");
    editor.lookAt("far");
    expect(editor.suggestion()?.id).toBe("far");
    editor.setThreshold(0.5);
    expect(offered(editor)).toEqual(["far"]);
    editor.takeAll();
    expect(editor.result().map(({ id }) => id)).toEqual(["far"]);
    editor.setThreshold(0);
    expect(offered(editor)).toEqual(["near"]);
  });

  it("wait whatever the person wishes, where the project wants it so", () => {
    const editor = open();
    editor.setReveals(false);
    expect(offered(editor)).toEqual([]);
    const free = editorOf(BOXES, { predictions: [far] });
    free.setReveals(true);
    expect(offered(free)).toEqual([]);
    free.setReveals(false);
    expect(offered(free)).toEqual(["far"]);
  });

  it("are answers at once, and relations once both ends are there", () => {
    const answer = {
      id: "m",
      from_name: "mood",
      to_name: "letter",
      type: "choices",
      value: { choices: ["Good"] },
    };
    const predictions = [
      span("p", 0, 4, "Lena", "Person"),
      span("q", 14, 20, "Leiden", "LOC"),
      { type: "relation", from_id: "p", to_id: "q", direction: "right" },
      answer,
    ];
    const editor = editorOf(ENTITIES, { predictions, mustReveal: true });
    expect(offered(editor)).toEqual(["m"]);
    editor.setTool("reveal");
    editor.draw("letter", TEXT(0, 20));
    expect(offered(editor).sort()).toEqual(["m", "p", "q"]);
    editor.takeSuggestion("p");
    editor.takeSuggestion("q");
    expect(offered(editor)).toEqual(["m", "relation:p:q"]);
  });
});
