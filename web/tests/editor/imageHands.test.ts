import { beforeEach, describe, expect, it } from "vitest";
import { createEditor, type Editor } from "../../src/editor/core/store";
import { parseConfig } from "../../src/editor/ls/parseConfig";
import type { LsResultItem } from "../../src/editor/ls/resultItem";
import type { Point } from "../../src/editor/surfaces/image/geometry";
import type { Pointed } from "../../src/editor/surfaces/image/gesture";
import { Hands } from "../../src/editor/surfaces/image/hands";
import { Keyboard } from "../../src/editor/surfaces/image/keyboard";
import { Scene } from "../../src/editor/surfaces/image/scene";
import { troublesOf } from "../../src/editor/surfaces/image/troubles";

const CONFIG = `<View>
  <RectangleLabels name="box" toName="p"><Label value="Car"/><Label value="Person"/></RectangleLabels>
  <EllipseLabels name="round" toName="p"><Label value="Sun"/></EllipseLabels>
  <PolygonLabels name="outline" toName="p"><Label value="Roof"/></PolygonLabels>
  <BrushLabels name="paint" toName="p"><Label value="Sky"/></BrushLabels>
  <Image name="p" value="$image"/>
</View>`;
const PICTURE = { width: 200, height: 100 };

function box(id: string, x: number, y: number, more: Record<string, unknown> = {}): LsResultItem {
  return {
    id,
    from_name: "box",
    to_name: "p",
    type: "rectanglelabels",
    original_width: 200,
    original_height: 100,
    image_rotation: 0,
    value: { x, y, width: 10, height: 20, rotation: 0, rectanglelabels: ["Car"], ...more },
  };
}

/** A picture of 200 by 100 pixels, shown as large as it is, with somebody's hands on it. */
function desk(result: readonly LsResultItem[] = []) {
  const parsed = parseConfig(CONFIG);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  let made = 0;
  const newId = () => `n${++made}`;
  const editor = createEditor({
    schema: parsed.schema,
    data: { image: "a.png" },
    result,
    mode: "annotate",
    newId,
  });
  const scene = new Scene(editor, "p");
  scene.setPicture(PICTURE);
  const board = {
    editor,
    scene,
    view: { scale: 1, x: 0, y: 0, quarters: 0 } as const,
    room: PICTURE,
    brush: 8,
    show() {},
    follow() {},
  };
  const hands = new Hands(board);
  editor.subscribe((state, before) => {
    if (state.activeLabels !== before.activeLabels) hands.relabelled();
  });
  return { editor, scene, hands, keyboard: new Keyboard(board, hands) };
}

function at(x: number, y: number, more: Partial<Pointed> = {}): Pointed {
  return { screen: { x, y }, shift: false, alt: true, again: false, pans: false, ...more };
}

function drag(hands: Hands, from: Point, to: Point, more: Partial<Pointed> = {}): void {
  hands.down(at(from.x, from.y, more));
  hands.move(at(to.x, to.y, more));
  hands.up(at(to.x, to.y, more));
}

const results = (editor: Editor) => editor.result().map(({ type, value }) => [type, value]);

describe("hands on a picture", () => {
  let { editor, hands, keyboard } = desk();
  beforeEach(() => {
    ({ editor, hands, keyboard } = desk([box("a", 10, 10), box("b", 50, 50)]));
  });

  it("draw what the chosen label draws", () => {
    editor.chooseLabel("round", "Sun");
    drag(hands, { x: 100, y: 10 }, { x: 140, y: 30 });
    expect(results(editor).at(-1)).toEqual([
      "ellipselabels",
      { x: 60, y: 20, radiusX: 10, radiusY: 10, rotation: 0, ellipselabels: ["Sun"] },
    ]);
  });

  it("take another label while they draw, and with it its shape", () => {
    editor.chooseLabel("box", "Car");
    hands.down(at(100, 10));
    hands.move(at(130, 25));
    editor.chooseLabel("box", "Person");
    hands.move(at(140, 30));
    hands.up(at(140, 30));
    expect(editor.result().at(-1)?.value).toMatchObject({ x: 50, width: 20, rectanglelabels: ["Person"] });
    hands.down(at(100, 50));
    hands.move(at(130, 60));
    editor.chooseLabel("round", "Sun");
    hands.up(at(140, 70));
    expect(editor.result().at(-1)).toMatchObject({
      type: "ellipselabels",
      value: { x: 60, y: 60, radiusX: 10 },
    });
  });

  it("do not change what is selected by a label chosen for what they draw", () => {
    editor.chooseLabel("box", "Person");
    editor.select("a");
    hands.down(at(150, 10));
    expect(editor.state().selectedId).toBeNull();
  });

  it("select by a click, add by Shift, catch with a band, and move all of it in one step", () => {
    hands.down(at(25, 15));
    hands.up(at(25, 15));
    hands.down(at(105, 60, { shift: true }));
    hands.up(at(105, 60, { shift: true }));
    expect([...editor.state().selection]).toEqual(["a", "b"]);
    drag(hands, { x: 105, y: 60 }, { x: 115, y: 65 });
    expect(results(editor).map(([, value]) => (value as { x: number }).x)).toEqual([15, 55]);
    editor.undo();
    expect(results(editor).map(([, value]) => (value as { x: number }).x)).toEqual([10, 50]);
    editor.select(null);
    drag(hands, { x: 10, y: 2 }, { x: 30, y: 20 }, { shift: true });
    expect([...editor.state().selection]).toEqual(["a"]);
  });

  it("leave locked regions where they are, and read-only ones too", () => {
    editor.toggleLocked("a");
    drag(hands, { x: 25, y: 15 }, { x: 60, y: 15 });
    editor.setEditable(false);
    drag(hands, { x: 105, y: 60 }, { x: 120, y: 60 });
    expect(editor.result()).toEqual([box("a", 10, 10, {}), box("b", 50, 50)]);
  });

  it("paint stroke after stroke on one mask, each a step, and erase all of it with the mask", () => {
    editor.chooseLabel("paint", "Sky");
    drag(hands, { x: 20, y: 60 }, { x: 40, y: 60 });
    drag(hands, { x: 20, y: 80 }, { x: 40, y: 80 });
    expect(results(editor).map(([type]) => type)).toEqual([
      "rectanglelabels",
      "rectanglelabels",
      "brushlabels",
    ]);
    const both = editor.result().at(-1);
    editor.undo();
    expect(editor.result().at(-1)).not.toEqual(both);
    editor.redo();
    editor.setTool("erase");
    drag(hands, { x: 18, y: 60 }, { x: 42, y: 60 });
    expect(editor.state().regions.size).toBe(3);
    drag(hands, { x: 18, y: 80 }, { x: 42, y: 80 });
    expect([...editor.state().regions.keys()]).toEqual(["a", "b"]);
  });

  it("relate the region that a relation was begun at to the one that is clicked", () => {
    editor.select("a");
    editor.beginLink("a");
    hands.down(at(105, 60));
    hands.up(at(105, 60));
    expect(editor.links("a").map(({ shape }) => [shape.from, shape.to])).toEqual([["a", "b"]]);
  });

  it("are not needed: a polygon by keys, corner by corner, and a corner moved", () => {
    const press = (key: string, more: KeyboardEventInit = {}) =>
      keyboard.take(new KeyboardEvent("keydown", { key, ...more }));
    editor.chooseLabel("outline", "Roof");
    keyboard.draw();
    expect(keyboard.words()).toContain("100, 50");
    for (const key of [" ", "ArrowRight", "ArrowRight", " ", "ArrowDown", "ArrowDown", " "]) {
      press(key, { shiftKey: key !== " " });
    }
    press("Enter");
    const points = () => editor.result().at(-1)?.value?.points as number[][] | undefined;
    expect(points()).toEqual([
      [50, 50],
      [60, 50],
      [60, 70],
    ]);
    keyboard.nextCorner(-1);
    press("ArrowLeft", { shiftKey: true });
    expect(points()?.[2]).toEqual([55, 70]);
    keyboard.addCorner();
    expect(points()).toHaveLength(4);
    press("Delete");
    expect(points()).toEqual([
      [50, 50],
      [60, 50],
      [55, 70],
    ]);
  });
});

describe("what cannot be drawn as it is stored", () => {
  it("is found, and nothing else", () => {
    const { scene } = desk([
      box("in", 0, 0, { width: 100, height: 100 }),
      box("over", 95, 10),
      box("turned", 92, 10, { rotation: 45 }),
      box("away", 140, 10, { rotation: 45 }),
      {
        ...box("mask", 0, 0),
        from_name: "paint",
        type: "brushlabels",
        value: { format: "rle", rle: [1, 2, 3], brushlabels: ["Sky"] },
      },
    ]);
    const { missing, picture, placed } = scene;
    expect(troublesOf(placed, missing, picture)).toEqual({ unseen: ["mask"], outside: ["over", "away"] });
  });
});
