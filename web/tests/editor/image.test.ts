import { describe, expect, it } from "vitest";
import {
  type Box,
  boxBetween,
  boxContains,
  boxOfShape,
  HANDLES,
  handleAt,
  movedBox,
  resizedBox,
  shapeOfBox,
} from "../../src/editor/surfaces/image/box";
import { BoxIndex } from "../../src/editor/surfaces/image/boxIndex";
import { cursorAt, dragGesture, type Scene, startGesture } from "../../src/editor/surfaces/image/gesture";
import {
  actualView,
  fitView,
  inSight,
  toPicture,
  toScreen,
  zoomAt,
} from "../../src/editor/surfaces/image/viewport";

const PICTURE = { width: 200, height: 100 };
const STAGE = { width: 432, height: 232 };
const BOX: Box = { x: 50, y: 20, width: 40, height: 30, rotation: 0 };

function handle(name: string) {
  const found = HANDLES.find((each) => each.name === name);
  if (!found) throw new Error(name);
  return found;
}

describe("the view", () => {
  it("fits the picture between margins of 16 pixels", () => {
    expect(fitView(PICTURE, STAGE)).toEqual({ scale: 2, x: 16, y: 16 });
  });

  it("zooms about the pointer and maps there and back", () => {
    const view = zoomAt(fitView(PICTURE, STAGE), 3, { x: 100, y: 60 });
    expect(toPicture(view, { x: 100, y: 60 })).toEqual(toPicture(fitView(PICTURE, STAGE), { x: 100, y: 60 }));
    expect(toScreen(view, toPicture(view, { x: 7, y: 9 }))).toEqual({ x: 7, y: 9 });
    expect(actualView(view, STAGE).scale).toBeCloseTo(1);
  });

  it("never loses the picture and never zooms without end", () => {
    const view = inSight({ scale: 2, x: -5000, y: 5000 }, PICTURE, STAGE);
    expect(toScreen(view, { x: 200, y: 0 }).x).toBe(48);
    expect(view.y).toBe(232 - 48);
    expect(zoomAt(view, 1e9, { x: 0, y: 0 }).scale).toBe(40);
  });
});

describe("a box", () => {
  it("is the same after percent and back", () => {
    expect(boxOfShape(shapeOfBox(BOX, PICTURE), PICTURE)).toEqual(BOX);
  });

  it("is drawn from any corner to any other, inside of the picture", () => {
    expect(boxBetween({ x: 90, y: 50 }, { x: 50, y: 20 }, PICTURE)).toEqual(BOX);
    expect(boxBetween({ x: 190, y: 90 }, { x: 900, y: 900 }, PICTURE)).toMatchObject({
      width: 10,
      height: 10,
    });
  });

  it("stays inside when it is moved", () => {
    expect(movedBox(BOX, 999, -999, PICTURE)).toMatchObject({ x: 160, y: 0, width: 40, height: 30 });
  });

  it("is resized by each handle, the opposite side staying", () => {
    expect(resizedBox(BOX, handle("se"), { x: 100, y: 60 }, PICTURE)).toMatchObject({
      x: 50,
      y: 20,
      width: 50,
      height: 40,
    });
    expect(resizedBox(BOX, handle("nw"), { x: 40, y: 10 }, PICTURE)).toMatchObject({
      x: 40,
      y: 10,
      width: 50,
      height: 40,
    });
    expect(resizedBox(BOX, handle("e"), { x: 100, y: 99 }, PICTURE)).toMatchObject({ width: 50, height: 30 });
  });

  it("turns inside out when a handle crosses the other side", () => {
    expect(resizedBox(BOX, handle("e"), { x: 30, y: 0 }, PICTURE)).toMatchObject({ x: 30, width: 20 });
  });

  it("keeps its far corner when it is turned and resized", () => {
    const turned = { ...BOX, rotation: 90 };
    // Turned by 90 degrees about (50, 20), its "right" points down and its "down" points left.
    const resized = resizedBox(turned, handle("se"), { x: 10, y: 80 }, PICTURE);
    expect(resized.x).toBeCloseTo(50);
    expect(resized.y).toBeCloseTo(20);
    expect(resized.width).toBeCloseTo(60);
    expect(resized.height).toBeCloseTo(40);
    expect(boxContains(turned, { x: 30, y: 50 })).toBe(true);
    expect(boxContains(turned, { x: 60, y: 30 })).toBe(false);
  });

  it("gives the handle under a point", () => {
    expect(handleAt(BOX, { x: 91, y: 36 }, 4)?.name).toBe("e");
    expect(handleAt(BOX, { x: 70, y: 35 }, 4)).toBeNull();
  });

  it("can be taken hold of however small it is", () => {
    const small = { ...BOX, width: 6, height: 4 };
    expect(handleAt(small, { x: 53, y: 22 }, 9)).toBeNull();
    expect(handleAt(small, { x: 58, y: 24 }, 9)?.name).toBe("se");
  });
});

describe("what lies under the pointer", () => {
  it("is the same as looking at every box, the smallest first", () => {
    let seed = 3;
    const random = (most: number) => {
      seed = (seed * 48271) % 2147483647;
      return (seed % 1000) * (most / 1000);
    };
    const boxes = Array.from({ length: 500 }, (_, n) => ({
      id: `b${n}`,
      box: {
        x: random(180),
        y: random(80),
        width: random(40),
        height: random(40),
        rotation: n % 5 === 0 ? random(360) : 0,
      },
    }));
    const index = new BoxIndex(boxes);
    for (let n = 0; n < 200; n += 1) {
      const point = { x: random(200), y: random(100) };
      const expected = boxes.filter(({ box }) => boxContains(box, point, 1));
      const found = index.at(point, 1);
      expect(found.map(({ id }) => id).sort()).toEqual(expected.map(({ id }) => id).sort());
      const areas = found.map(({ box }) => box.width * box.height);
      expect(areas).toEqual([...areas].sort((a, b) => a - b));
    }
    expect(new BoxIndex([]).at({ x: 0, y: 0 }, 1)).toEqual([]);
  });
});

describe("a press", () => {
  const placed = { id: "a", box: BOX };
  const scene: Scene = {
    view: { scale: 1, x: 0, y: 0 },
    picture: PICTURE,
    tool: "select",
    editable: true,
    selected: null,
    under: [],
  };
  const at = { x: 60, y: 30 };
  const away = { x: 80, y: 45 };
  const kinds = (more: Partial<Scene>, panning = false) => {
    const whole = { ...scene, ...more };
    const start = startGesture(at, panning, whole);
    return [start.kind, dragGesture(start, away, whole).kind];
  };

  it("becomes what the tool and the place say", () => {
    expect(kinds({})).toEqual(["press", "pan"]);
    expect(kinds({ under: [placed] })).toEqual(["press", "move"]);
    expect(kinds({ tool: "draw", under: [placed] })).toEqual(["press", "draw"]);
    expect(kinds({ tool: "draw", selected: placed })).toEqual(["press", "move"]);
    expect(kinds({ tool: "pan", selected: placed })).toEqual(["pan", "pan"]);
    expect(kinds({ tool: "draw" }, true)).toEqual(["pan", "pan"]);
    expect(kinds({ editable: false, tool: "draw", under: [placed], selected: placed })).toEqual([
      "press",
      "pan",
    ]);
  });

  it("on a handle resizes, only what can be changed", () => {
    const corner = { x: 90, y: 50 };
    expect(startGesture(corner, false, { ...scene, selected: placed }).kind).toBe("resize");
    expect(startGesture(corner, false, { ...scene, selected: placed, editable: false }).kind).toBe("press");
    expect(cursorAt(corner, false, { ...scene, selected: placed })).toBe("nwse-resize");
  });

  it("with a still hand stays a press", () => {
    const start = startGesture(at, false, { ...scene, tool: "draw" });
    expect(dragGesture(start, { x: 62, y: 31 }, scene)).toBe(start);
  });
});
