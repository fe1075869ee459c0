import { describe, expect, it } from "vitest";
import { createEditor, parseConfig } from "../../src/editor";
import type { LsResultItem } from "../../src/editor/ls/resultItem";
import { dashesOf } from "../../src/editor/surfaces/image/paint/outlines";
import { changedRegions, isRepainted } from "../../src/editor/surfaces/image/scene";

const STAGE = { width: 300, height: 200 };
const DASH = { line: 6, gap: 4 };

describe("a broken line around a rectangle", () => {
  const rectangle = { minX: 10, minY: 20, maxX: 52, maxY: 47 };
  const dashes = dashesOf(rectangle, 2, DASH, STAGE);

  it("lies on its sides, as wide as it is wanted, and fills every corner that a side begins at", () => {
    expect(dashes[0]).toEqual([9, 19, 6, 2]);
    for (const [x, y, width, height] of dashes) {
      expect(x).toBeGreaterThanOrEqual(9);
      expect(y).toBeGreaterThanOrEqual(19);
      expect(x + width).toBeLessThanOrEqual(53);
      expect(y + height).toBeLessThanOrEqual(48);
      expect(width === 2 || height === 2).toBe(true);
    }
  });

  it("covers as much of its sides as line and gap say", () => {
    const length = dashes.reduce((sum, [, , width, height]) => sum + Math.max(width, height), 0);
    const around = 2 * (42 + 2) + 2 * (27 - 2);
    expect(length / around).toBeGreaterThan(0.55);
    expect(length / around).toBeLessThan(0.75);
  });

  it("is laid only where it can be seen, in step with the rest of it", () => {
    const huge = dashesOf({ minX: -50_003, minY: 20, maxX: 50_000, maxY: 47 }, 2, DASH, STAGE);
    expect(huge.length).toBeLessThan(2 * (STAGE.width / 10 + 2) + 20);
    const top = huge.filter(([, y, , height]) => y === 19 && height === 2);
    expect(top[0]?.[0]).toBeLessThanOrEqual(0);
    for (const [x] of top) expect((x + 50_004) % 10).toBe(0);
  });
});

describe("what is painted anew", () => {
  const CONFIG = `<View><RectangleLabels name="b" toName="p"><Label value="Car"/></RectangleLabels>
    <Image name="p" value="$image"/></View>`;

  function box(id: string, x: number): LsResultItem {
    return {
      id,
      from_name: "b",
      to_name: "p",
      type: "rectanglelabels",
      original_width: 200,
      original_height: 100,
      image_rotation: 0,
      value: { x, y: 10, width: 10, height: 20, rotation: 0, rectanglelabels: ["Car"] },
    };
  }

  function open() {
    const parsed = parseConfig(CONFIG);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    const result = [box("a", 0), box("b", 20), box("c", 40)];
    return createEditor({ schema: parsed.schema, data: { image: "a.png" }, result, mode: "review" });
  }

  it("after a verdict is what was judged, and after its undoing the same", () => {
    const editor = open();
    const before = editor.state();
    editor.decide(["b"], "approved");
    const judged = editor.state();
    expect(isRepainted(judged, before)).toBe(false);
    expect([...changedRegions(judged, before)].map(({ id }) => id)).toEqual(["b"]);
    editor.undo();
    expect([...changedRegions(editor.state(), judged)].map(({ id }) => id)).toEqual(["b"]);
  });

  it("after a change is where a region was and where it is; after selecting nothing", () => {
    const editor = open();
    editor.setEditable(true);
    const before = editor.state();
    const was = before.regions.get("a");
    if (was?.shape.kind !== "box") throw new Error("There is no box.");
    editor.reshape("a", { ...was.shape, x: 60 });
    const after = editor.state();
    expect([...changedRegions(after, before)]).toEqual([was, after.regions.get("a")]);
    editor.selectMany(["a", "b", "c"]);
    expect(changedRegions(editor.state(), after).size).toBe(0);
  });
});
