import { describe, expect, it } from "vitest";
import type { Region } from "../../src/editor/core/model";
import type { Point } from "../../src/editor/surfaces/image/geometry";
import {
  cursorAt,
  dragGesture,
  endGesture,
  inHandOf,
  type Pointed,
  type Situation,
  startGesture,
} from "../../src/editor/surfaces/image/gesture";
import { type Placed, ShapeIndex } from "../../src/editor/surfaces/image/shapeIndex";
import { type Geometry, rowOf } from "../../src/editor/surfaces/image/shapes";
import { BOX, type Box } from "../../src/editor/surfaces/image/shapes/box";
import { snapped, snappedMove } from "../../src/editor/surfaces/image/snapping";

const PICTURE = { width: 200, height: 100 };
const VIEW = { scale: 1, x: 0, y: 0, quarters: 0 } as const;
const BOX_AT: Box = { kind: "box", x: 50, y: 20, width: 40, height: 30, rotation: 0 };
const HANDLES = { unit: 1, mayTurn: true, seen: { minX: -99, minY: -99, maxX: 299, maxY: 199 } };

function placed(id: string, geometry: Geometry): Placed {
  const region = { id, shape: { kind: "whole" } } as unknown as Region;
  return { id, region, geometry, bounds: rowOf(geometry.kind).bounds(geometry) };
}

const A = placed("a", BOX_AT);
const B = placed("b", { ...BOX_AT, x: 120, y: 60 });

function pointed(screen: Point, more: Partial<Pointed> = {}): Pointed {
  return { screen, shift: false, alt: false, again: false, pans: false, ...more };
}

function situation(more: Partial<Situation> = {}): Situation {
  return {
    view: VIEW,
    picture: PICTURE,
    tool: "select",
    mayDraw: true,
    mayReshape: true,
    draws: "box",
    how: { picture: PICTURE, unit: 1, pointWidth: 2, brush: 10, erases: false, onto: null, last: null },
    free: [],
    selected: null,
    handles: [],
    under: [],
    isLocked: () => false,
    snap: (point) => point,
    snapMove: (_, by) => by,
    ...more,
  };
}

const SELECTED = { free: [A], selected: A, handles: BOX.handles(BOX_AT, HANDLES), under: [A] };
const AT = pointed({ x: 60, y: 30 });
const AWAY = pointed({ x: 80, y: 45 });

describe("a press", () => {
  const kinds = (more: Partial<Situation>, at = AT) => {
    const now = situation(more);
    const start = startGesture(at, null, now);
    return [start.kind, dragGesture(start, AWAY, now).kind];
  };

  it("becomes what the tool and the place say", () => {
    expect(kinds({})).toEqual(["press", "pan"]);
    expect(kinds({ under: [A] })).toEqual(["press", "move"]);
    expect(kinds({ tool: "draw", under: [A] })).toEqual(["draw", "draw"]);
    expect(kinds({ ...SELECTED, tool: "draw" })).toEqual(["press", "move"]);
    expect(kinds({ ...SELECTED, tool: "pan" })).toEqual(["pan", "pan"]);
    expect(kinds({ tool: "draw" }, { ...AT, pans: true })).toEqual(["pan", "pan"]);
    expect(kinds({}, { ...AT, shift: true })).toEqual(["press", "band"]);
  });

  it("changes nothing that may not be changed", () => {
    const readonly = { mayDraw: false, mayReshape: false };
    expect(kinds({ ...SELECTED, ...readonly, tool: "draw", selected: null })).toEqual(["press", "pan"]);
    expect(kinds({ under: [A], isLocked: () => true })).toEqual(["press", "pan"]);
  });

  it("on a handle drags it, but not before the hand moves", () => {
    const now = situation(SELECTED);
    const corner = pointed({ x: 91, y: 51 });
    const start = startGesture(corner, null, now);
    expect(start).toMatchObject({ kind: "drag", geometry: BOX_AT });
    expect(dragGesture(start, pointed({ x: 93, y: 51 }), now)).toBe(start);
    const moved = dragGesture(start, pointed({ x: 101, y: 61 }), now);
    // The handle keeps its distance from the pointer: nothing jumps.
    expect(inHandOf(moved).get("a")).toMatchObject({ width: 50, height: 40 });
    expect(cursorAt(corner, null, now)).toBe("nwse-resize");
    expect(cursorAt(corner, null, { ...now, view: { ...VIEW, quarters: 1, x: 142, y: -40 } })).not.toBe(
      "nwse-resize",
    );
  });

  it("leaves a place to take hold of a shape, however small it is", () => {
    const small = placed("s", { ...BOX_AT, width: 6, height: 4 });
    const now = situation({
      free: [small],
      selected: small,
      handles: rowOf("box").handles(small.geometry, { ...HANDLES, mayTurn: false }),
    });
    expect(startGesture(pointed({ x: 53, y: 22 }), null, now).kind).toBe("press");
    expect(startGesture(pointed({ x: 58, y: 25 }), null, now).kind).toBe("drag");
  });

  it("moves all that is selected together, as far as all of it stays in the picture", () => {
    const now = situation({ free: [A, B], under: [A] });
    const moved = dragGesture(startGesture(AT, null, now), pointed({ x: 160, y: 35 }), now);
    expect([...inHandOf(moved)].map(([id, { kind, ...rest }]) => [id, kind, rest])).toMatchObject([
      ["a", "box", { x: 90, y: 25 }],
      ["b", "box", { x: 160, y: 65 }],
    ]);
  });

  it("on one that is not selected moves it alone, with Shift along one direction", () => {
    const now = situation({ free: [B], under: [A] });
    const moved = dragGesture(startGesture(AT, null, now), { ...AWAY, shift: true }, now);
    expect([...inHandOf(moved).keys()]).toEqual(["a"]);
    expect(inHandOf(moved).get("a")).toMatchObject({ x: 70, y: 20 });
  });

  it("of a polygon goes on from click to click, and lets the view be moved meanwhile", () => {
    const now = situation({ tool: "draw", draws: "polygon" });
    let gesture = startGesture(AT, null, now);
    gesture = endGesture(gesture, AT, now);
    gesture = dragGesture(gesture, AWAY, now);
    expect(gesture).toMatchObject({ kind: "draw", drawn: { points: [AT.screen], isDone: false } });
    const pan = startGesture({ ...AWAY, pans: true }, gesture, now);
    expect(pan).toMatchObject({ kind: "pan", back: gesture });
    gesture = startGesture(AWAY, gesture, now);
    expect(gesture).toMatchObject({ kind: "draw", drawn: { points: [AT.screen, AWAY.screen] } });
  });
});

describe("what lies under the pointer", () => {
  it("is the same as looking at every shape, the smallest first", () => {
    let seed = 3;
    const random = (most: number) => {
      seed = (seed * 48271) % 2147483647;
      return (seed % 1000) * (most / 1000);
    };
    const all = Array.from({ length: 500 }, (_, n): Placed => {
      const rotation = n % 5 === 0 ? random(360) : 0;
      const at = { x: random(180), y: random(80) };
      if (n % 7 === 0) return placed(`k${n}`, { kind: "keypoint", ...at, width: 2 });
      if (n % 3 === 0) {
        const radii = { radiusX: random(20), radiusY: random(20) };
        return placed(`e${n}`, { kind: "ellipse", ...at, ...radii, rotation });
      }
      return placed(`b${n}`, { kind: "box", ...at, width: random(40), height: random(40), rotation });
    });
    const index = new ShapeIndex(all);
    for (let n = 0; n < 200; n += 1) {
      const point = { x: random(200), y: random(100) };
      const wanted = all.filter(({ geometry }) => rowOf(geometry.kind).hit(geometry, point, 1));
      const found = index.at(point, 1);
      expect(found.map(({ id }) => id).sort()).toEqual(wanted.map(({ id }) => id).sort());
      const areas = found.map(({ geometry }) => rowOf(geometry.kind).area(geometry));
      expect(areas).toEqual([...areas].sort((a, b) => a - b));
    }
    expect(new ShapeIndex([]).at({ x: 0, y: 0 }, 1)).toEqual([]);
  });
});

describe("snapping", () => {
  const snapping = {
    index: new ShapeIndex([A, B]),
    picture: PICTURE,
    unit: 1,
    wholePixels: false,
    off: false,
  };
  const none = new Set<string>();

  it.each([
    ["a corner near by", { x: 93, y: 47 }, { x: 90, y: 50 }],
    ["an edge near by", { x: 70, y: 17 }, { x: 70, y: 20 }],
    ["the edge of the picture", { x: 4, y: 40 }, { x: 0, y: 40 }],
    ["a corner of the picture", { x: 197, y: 98 }, { x: 200, y: 100 }],
    ["nothing far away", { x: 20, y: 60 }, { x: 20, y: 60 }],
  ])("goes to %s", (_, point, wanted) => {
    expect(snapped(point, snapping, none)).toEqual(wanted);
  });

  it("reaches as far on the screen however the picture is enlarged", () => {
    expect(snapped({ x: 93, y: 47 }, { ...snapping, unit: 0.25 }, none)).toEqual({ x: 93, y: 47 });
  });

  it("leaves out what is moved, and is off with Alt", () => {
    expect(snapped({ x: 93, y: 47 }, snapping, new Set(["a"]))).toEqual({ x: 93, y: 47 });
    expect(snapped({ x: 93, y: 47 }, { ...snapping, off: true }, none)).toEqual({ x: 93, y: 47 });
  });

  it("puts everything on whole pixels where the configuration says so", () => {
    const whole = { ...snapping, wholePixels: true };
    expect(snapped({ x: 20.4, y: 60.6 }, whole, none)).toEqual({ x: 20, y: 61 });
    const by = snappedMove([{ x: 20.25, y: 60 }], { x: 3.3, y: 1.8 }, whole, none);
    expect(by).toEqual({ x: 3.75, y: 2 });
  });

  it("moves a shape so that its corner meets another one", () => {
    const corners = [
      { x: 10, y: 60 },
      { x: 30, y: 60 },
    ];
    expect(snappedMove(corners, { x: 58, y: -8 }, snapping, none)).toEqual({ x: 60, y: -10 });
  });
});
