import { describe, expect, it } from "vitest";
import { editorCommand } from "../../src/editor/core/commands";
import { lifespans } from "../../src/editor/core/tracks";
import { holds } from "../../src/editor/core/visibility";
import type { LsResultItem } from "../../src/editor/ls/resultItem";
import { BOXES, box, editorOf } from "./configs";

const LINK: LsResultItem = { type: "relation", from_id: "a", to_id: "b", direction: "right" };

describe("several regions", () => {
  const three = () => editorOf(BOXES, { result: [box("a", 1, 1, 5, 5), box("b", 9, 9, 5, 5), LINK] });

  it("are deleted together, with the links that would lead nowhere, and come back together", () => {
    const editor = three();
    editor.selectMany(["b", "a"]);
    editor.remove("a", "b");
    expect(editor.result()).toEqual([]);
    editor.undo();
    expect(editor.result()).toEqual([box("a", 1, 1, 5, 5), box("b", 9, 9, 5, 5), LINK]);
  });

  it("that are locked stay", () => {
    const editor = three();
    editor.toggleLocked("a");
    editor.remove("a", "b");
    expect(editor.result()).toEqual([box("a", 1, 1, 5, 5)]);
  });

  it("get a label together", () => {
    const editor = three();
    editor.selectMany(["a", "b"]);
    editor.chooseLabel("thing", "Person");
    expect(editor.result().map((item) => item.value?.rectanglelabels)).toEqual([
      ["Person"],
      ["Person"],
      undefined,
    ]);
  });

  it("become a group, which ends with the region that heads it", () => {
    const editor = three();
    editor.selectMany(["b", "a"]);
    editor.group();
    expect(editor.result().map((item) => item.parentID)).toEqual([undefined, "a", undefined]);
    editor.remove("a");
    expect(editor.result()).toEqual([box("b", 9, 9, 5, 5)]);
  });

  it("are hidden from walking, not from the result", () => {
    const editor = three();
    editor.toggleHidden("a");
    expect(editor.neighbour(1)?.id).toBe("b");
    expect(editor.result()).toHaveLength(3);
  });
});

describe("links", () => {
  it("are made once between two regions, turned and deleted", () => {
    const editor = editorOf(BOXES, { result: [box("a", 1, 1, 5, 5), box("b", 9, 9, 5, 5)] });
    editor.link("a", "b");
    editor.link("a", "b");
    editor.link("a", "a");
    const [link] = editor.links("b");
    expect(editor.links()).toHaveLength(1);
    editor.setDirection(link?.id ?? "", "bi");
    expect(editor.result().at(-1)).toEqual({ type: "relation", from_id: "a", to_id: "b", direction: "bi" });
    editor.remove(link?.id ?? "");
    expect(editor.result()).toHaveLength(2);
  });

  it("keep what others wrote into them", () => {
    const noted = { ...LINK, note: "kept" };
    const editor = editorOf(BOXES, { result: [box("a", 1, 1, 5, 5), box("b", 9, 9, 5, 5), noted] });
    expect(editor.result().at(-1)).toEqual(noted);
    editor.setDirection(editor.links()[0]?.id ?? "", "left");
    expect(editor.result().at(-1)).toEqual({ ...noted, direction: "left" });
  });
});

describe("verdicts", () => {
  it("are undone like edits, and are no part of the result", () => {
    const editor = editorOf(BOXES, { result: [box("a", 1, 1, 5, 5)], mode: "review" });
    expect(editor.decide(["a"], "rejected", { reason: "Wrong class" })).toBe(true);
    expect(editor.state().decisions.get("a")).toMatchObject({ verdict: "rejected", reason: "Wrong class" });
    expect(editor.isDirty()).toBe(false);
    editor.undo();
    expect(editor.state().decisions.size).toBe(0);
    editor.redo();
    expect(editor.state().decisions.get("a")?.verdict).toBe("rejected");
    expect(editor.result()).toEqual([box("a", 1, 1, 5, 5)]);
  });

  it("that are undone or given again are what is selected", () => {
    const editor = editorOf(BOXES, {
      result: [box("a", 1, 1, 5, 5), box("b", 9, 9, 5, 5), box("c", 20, 9, 5, 5)],
      mode: "review",
    });
    editor.decide(["a", "b"], "approved");
    editor.select("c");
    editor.undo();
    expect([...editor.state().selection]).toEqual(["a", "b"]);
    editor.select("c");
    editor.redo();
    expect([...editor.state().selection]).toEqual(["a", "b"]);
  });

  it("leave it to the page what all are", () => {
    const editor = editorOf(BOXES, { result: [box("a", 1, 1, 5, 5)], mode: "review" });
    const all = editorCommand("edit.select-all");
    expect(all.when(editor)).toBe(true);
    editor.setVerdicts({ a: "pending" });
    expect(all.when(editor)).toBe(false);
  });

  it("are given in review only", () => {
    expect(editorOf(BOXES, { result: [box("a", 1, 1, 5, 5)] }).decide(["a"], "approved")).toBe(false);
  });
});

describe("rights", () => {
  it("allow a reviewer to move what is there and nothing else", () => {
    const rights = {
      create: false,
      remove: false,
      relabel: false,
      reshape: true,
      extend: false,
      answer: true,
    };
    const editor = editorOf(BOXES, { result: [box("a", 1, 1, 5, 5)], mode: "review" });
    editor.setEditable(true, rights);
    editor.select("a");
    editor.chooseLabel("thing", "Person");
    editor.remove("a");
    editor.duplicate("a");
    expect(editor.result()).toEqual([box("a", 1, 1, 5, 5)]);
    const shape = editor.selected()?.shape;
    if (shape?.kind === "box") editor.reshape("a", { ...shape, x: 3 });
    expect(editor.result()).toMatchObject([{ value: { x: 3 } }]);
  });
});

describe("conditions", () => {
  const editor = editorOf(BOXES, { result: [box("a", 1, 1, 5, 5)] });
  const condition = { control: null, labels: [], choices: [] };
  const { regions } = editor.state();

  it.each([
    [{ ...condition, when: "region-selected" }, null, false],
    [{ ...condition, when: "region-selected" }, "a", true],
    [{ ...condition, when: "region-selected", labels: ["Person"] }, "a", false],
    [{ ...condition, when: "region-selected", labels: ["Car", "Person"] }, "a", true],
    [{ ...condition, when: "region-selected", control: "thing" }, "a", true],
    [{ ...condition, when: "region-selected", control: "other" }, "a", false],
    [{ ...condition, when: "no-region-selected" }, null, true],
    [{ ...condition, when: "no-region-selected" }, "a", false],
    [{ ...condition, when: "choice-selected" }, null, false],
    [{ ...condition, when: "choice-unselected" }, null, true],
  ] as const)("%o with %s selected", (asked, selectedId, expected) => {
    expect(holds(asked, { regions, selectedId }, editor.state().schema)).toBe(expected);
  });

  it("about choices look at what was chosen", () => {
    editor.pickChoice("weather", "Rain");
    const { regions, schema } = editor.state();
    const now = { regions, selectedId: null };
    const asked = { ...condition, when: "choice-selected", control: "weather" } as const;
    expect(holds({ ...asked, choices: ["Rain"] }, now, schema)).toBe(true);
    expect(holds({ ...asked, choices: ["Night"] }, now, schema)).toBe(false);
    expect(holds({ ...asked, control: "other" }, now, schema)).toBe(false);
  });
});

describe("the life of a track", () => {
  const key = (frame: number, enabled = true) => ({
    frame,
    enabled,
    time: 0,
    x: 0,
    y: 0,
    width: 1,
    height: 1,
    rotation: 0,
  });

  it.each([
    ["one key frame lasts to the end", [key(3)], 10, [[3, 10]]],
    ["a key frame that is switched off ends it", [key(3), key(7, false)], 10, [[3, 7]]],
    [
      "it can begin again",
      [key(1), key(2, false), key(8), key(9, false)],
      10,
      [
        [1, 2],
        [8, 9],
      ],
    ],
    ["several key frames are one life", [key(2), key(4), key(6, false)], 10, [[2, 6]]],
  ])("%s", (_, sequence, frames, expected) => {
    expect(lifespans(sequence, frames).map(({ end, start }) => [start, end])).toEqual(expected);
  });
});

describe("answers that the configuration gives beforehand to questions about regions", () => {
  const config = `<View>
    <Image name="photo" value="$image"/>
    <RectangleLabels name="thing" toName="photo"><Label value="Car"/><Label value="Person"/></RectangleLabels>
    <Choices name="state" toName="photo" perRegion="true">
      <Choice value="Moving"/><Choice value="Parked" selected="true"/>
    </Choices>
    <Rating name="sure" toName="photo" perRegion="true" defaultValue="3" whenTagName="thing" whenLabelValue="Person"
      visibleWhen="region-selected"/>
  </View>`;
  const shape = {
    kind: "box",
    x: 1,
    y: 1,
    width: 5,
    height: 5,
    rotation: 0,
    picture: { width: 100, height: 100 },
  } as const;
  const answersOf = (label: string) => {
    const editor = editorOf(config);
    editor.chooseLabel("thing", label);
    editor.draw("photo", shape);
    return [...(editor.ordered()[0]?.answers.keys() ?? [])];
  };

  it("are there with the region, of those that are asked about it, and undone with it", () => {
    expect(answersOf("Car")).toEqual(["state"]);
    expect(answersOf("Person")).toEqual(["state", "sure"]);
    const editor = editorOf(config);
    editor.chooseLabel("thing", "Car");
    editor.draw("photo", shape);
    expect(editor.result()[1]).toMatchObject({ type: "choices", value: { choices: ["Parked"] } });
    editor.undo();
    expect(editor.result()).toEqual([]);
  });

  it("are not given to what was taken from a model or was there before", () => {
    const editor = editorOf(config, { result: [box("a", 1, 2, 3, 4)], predictions: [box("p", 5, 6, 7, 8)] });
    editor.takeAll();
    expect(editor.ordered().map(({ answers }) => answers.size)).toEqual([0, 0]);
  });
});
