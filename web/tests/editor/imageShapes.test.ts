import { describe, expect, it } from "vitest";
import type { BoxShape, EllipseShape, KeyPointShape, PolygonShape } from "../../src/editor/core/shapes";
import type { Point } from "../../src/editor/surfaces/image/geometry";
import { type Geometry, geometryOf, rowOf, shapeOf } from "../../src/editor/surfaces/image/shapes";
import { BOX, type Box } from "../../src/editor/surfaces/image/shapes/box";
import { ELLIPSE, type Ellipse } from "../../src/editor/surfaces/image/shapes/ellipse";
import { framePoint } from "../../src/editor/surfaces/image/shapes/frame";
import { POLYGON, type Polygon } from "../../src/editor/surfaces/image/shapes/polygon";
import type { DrawHow, Handle } from "../../src/editor/surfaces/image/shapes/shape";

const PICTURE = { width: 200, height: 100 };
const picture = PICTURE;
const FREE = { picture, steady: false };
const STEADY = { picture, steady: true };
const BOX_AT: Box = { kind: "box", x: 50, y: 20, width: 40, height: 30, rotation: 0 };
const ROUND: Ellipse = { kind: "ellipse", x: 100, y: 50, radiusX: 40, radiusY: 20, rotation: 0 };
const TRIANGLE: Polygon = {
  kind: "polygon",
  closed: true,
  points: [
    { x: 10, y: 10 },
    { x: 110, y: 10 },
    { x: 10, y: 90 },
  ],
};
const DRAW: DrawHow = {
  picture,
  unit: 1,
  steady: false,
  ends: false,
  pointWidth: 4,
  brush: 10,
  erases: false,
  onto: null,
  last: null,
};
const SEEN = { unit: 1, mayTurn: true, seen: { minX: -99, minY: -99, maxX: 299, maxY: 199 } };

function handle(geometry: Geometry, name: string, how = SEEN): Handle {
  const found = rowOf(geometry.kind)
    .handles(geometry, how)
    .find((each) => each.name === name);
  if (!found) throw new Error(`No handle ${name}`);
  return found;
}

function close(found: Point | undefined, wanted: Point): void {
  expect(found?.x).toBeCloseTo(wanted.x);
  expect(found?.y).toBeCloseTo(wanted.y);
}

describe("every shape", () => {
  const shapes: (BoxShape | EllipseShape | PolygonShape | KeyPointShape)[] = [
    { kind: "box", x: 25, y: 20, width: 20, height: 30, rotation: 30, picture },
    { kind: "ellipse", x: 50, y: 50, radiusX: 20, radiusY: 20, rotation: 10, picture },
    {
      kind: "polygon",
      points: [
        [5, 10],
        [55, 10],
        [5, 90],
      ],
      closed: false,
      picture,
    },
    { kind: "keypoint", x: 12.5, y: 60, width: 2, picture },
  ];

  it.each(shapes)("of kind $kind is the same after pixels and back", (shape) => {
    const geometry = geometryOf(shape, PICTURE);
    if (!geometry) throw new Error("It cannot be drawn.");
    expect(shapeOf(geometry, PICTURE)).toEqual(shape);
  });

  it.each(shapes)("of kind $kind moves with its bounds, and is hit where it lies", (shape) => {
    const geometry = geometryOf(shape, PICTURE);
    if (!geometry) throw new Error("It cannot be drawn.");
    const row = rowOf(geometry.kind);
    const [before, after] = [row.bounds(geometry), row.bounds(row.moved(geometry, 7, -3))];
    close({ x: after.minX, y: after.maxY }, { x: before.minX + 7, y: before.maxY - 3 });
    for (const { at } of row.handles(geometry, { ...SEEN, mayTurn: false })) {
      if (geometry.kind === "ellipse") continue;
      expect(row.hit(geometry, at, 1)).toBe(true);
    }
    expect(row.hit(geometry, { x: before.maxX + 40, y: before.maxY + 40 }, 1)).toBe(false);
  });
});

describe("a box", () => {
  it.each([
    ["se", { x: 100, y: 60 }, { x: 50, y: 20, width: 50, height: 40 }],
    ["nw", { x: 40, y: 10 }, { x: 40, y: 10, width: 50, height: 40 }],
    ["e", { x: 100, y: 99 }, { x: 50, y: 20, width: 50, height: 30 }],
    ["e", { x: 30, y: 0 }, { x: 30, y: 20, width: 20, height: 30 }],
    ["se", { x: 999, y: 999 }, { x: 50, y: 20, width: 150, height: 80 }],
  ])("dragged by %s keeps the opposite side and stays inside", (name, to, wanted) => {
    expect(BOX.dragged(BOX_AT, handle(BOX_AT, name), to, FREE)).toMatchObject(wanted);
  });

  it("keeps its proportions with Shift", () => {
    expect(BOX.dragged(BOX_AT, handle(BOX_AT, "se"), { x: 130, y: 21 }, STEADY)).toMatchObject({
      width: 80,
      height: 60,
    });
  });

  it("that is turned keeps its far corner when it is resized", () => {
    const turned = { ...BOX_AT, rotation: 90 };
    // Turned by 90 degrees about (50, 20), its "right" points down and its "down" points left.
    const resized = BOX.dragged(turned, handle(turned, "se"), { x: 10, y: 80 }, FREE);
    close(resized, { x: 50, y: 20 });
    close({ x: resized.width, y: resized.height }, { x: 60, y: 40 });
    expect(BOX.hit(turned, { x: 30, y: 50 }, 1)).toBe(true);
    expect(BOX.hit(turned, { x: 60, y: 30 }, 1)).toBe(false);
  });

  it.each([0, 37, 200])("turns about its middle, which stays where it is (%i degrees)", (degrees) => {
    const start = { ...BOX_AT, rotation: degrees };
    const middle = framePoint(start, 0.5, 0.5);
    const turned = BOX.dragged(start, handle(start, "turn"), { x: middle.x + 50, y: middle.y }, FREE);
    close(framePoint(turned, 0.5, 0.5), middle);
    expect(turned.rotation).toBeCloseTo(90);
  });

  it("turns by steps of 15 degrees with Shift, and never past a whole turn", () => {
    const middle = framePoint(BOX_AT, 0.5, 0.5);
    const to = { x: middle.x - 30, y: middle.y - 31 };
    expect(BOX.dragged(BOX_AT, handle(BOX_AT, "turn"), to, STEADY).rotation).toBe(315);
  });

  it("is turned from below when there is nothing to see above, and not at all where it may not", () => {
    const top = { ...BOX_AT, y: 0 };
    const seen = { minX: 0, minY: 0, maxX: 200, maxY: 100 };
    expect(handle(top, "turn-below", { ...SEEN, seen }).at.y).toBeGreaterThan(30);
    expect(BOX.handles(top, { ...SEEN, mayTurn: false }).map(({ look }) => look)).not.toContain("turn");
  });

  it("is drawn from any corner to any other, a square with Shift", () => {
    const drawn = (from: Point, to: Point, how = DRAW) => {
      const pressed = BOX.drawing.press(null, from, how);
      return BOX.drawing.release(BOX.drawing.move(pressed, to, how), to, how);
    };
    expect(drawn({ x: 90, y: 50 }, { x: 50, y: 20 })).toMatchObject({ isDone: true, geometry: BOX_AT });
    expect(drawn({ x: 190, y: 90 }, { x: 900, y: 900 }).geometry).toMatchObject({ width: 10, height: 10 });
    const square = { ...DRAW, steady: true };
    expect(drawn({ x: 190, y: 20 }, { x: 150, y: 30 }, square).geometry).toMatchObject({
      x: 150,
      y: 20,
      width: 40,
      height: 40,
    });
    expect(drawn({ x: 10, y: 90 }, { x: 90, y: 95 }, square).geometry).toMatchObject({
      width: 10,
      height: 10,
    });
  });

  it("of a slip of the hand is nothing", () => {
    expect(BOX.isNothing({ ...BOX_AT, width: 2 }, 1)).toBe(true);
    expect(BOX.isNothing({ ...BOX_AT, width: 2 }, 0.5)).toBe(false);
  });
});

describe("an ellipse", () => {
  it("takes the room of its corners", () => {
    const dragged = ELLIPSE.dragged(ROUND, handle(ROUND, "e"), { x: 160, y: 50 }, FREE);
    expect(dragged).toMatchObject({ x: 110, y: 50, radiusX: 50, radiusY: 20 });
    expect(ELLIPSE.bounds({ ...ROUND, rotation: 90 }).maxX).toBeCloseTo(120);
  });

  it("is hit in its turned outline only", () => {
    const turned = { ...ROUND, rotation: 90 };
    expect(ELLIPSE.hit(turned, { x: 100, y: 85 }, 0.1)).toBe(true);
    expect(ELLIPSE.hit(turned, { x: 135, y: 50 }, 0.1)).toBe(false);
    expect(ELLIPSE.hit(ROUND, { x: 62, y: 32 }, 0.1)).toBe(false);
  });

  it("keeps its centre when it is turned", () => {
    const turned = ELLIPSE.turned?.(ROUND, 33);
    close(turned, { x: 100, y: 50 });
    expect(turned?.rotation).toBeCloseTo(33);
    expect(turned?.radiusX).toBeCloseTo(40);
  });
});

describe("a polygon", () => {
  const press = (points: readonly Point[], how: Partial<DrawHow> = {}) =>
    points.reduce<ReturnType<typeof POLYGON.drawing.press> | null>(
      (drawn, point) => POLYGON.drawing.press(drawn, point, { ...DRAW, ...how }),
      null,
    );
  const CORNERS = TRIANGLE.points;

  it("is drawn corner by corner and closed on the first one", () => {
    expect(press(CORNERS)).toMatchObject({ isDone: false, points: CORNERS });
    expect(press([...CORNERS, { x: 15, y: 12 }])).toEqual({
      isDone: true,
      points: CORNERS,
      geometry: TRIANGLE,
    });
  });

  it("is closed by a double click, by Enter, and left open by Shift+Enter", () => {
    const drawn = press(CORNERS);
    if (!drawn) throw new Error("Nothing was drawn.");
    const last = CORNERS.at(-1) ?? { x: 0, y: 0 };
    expect(POLYGON.drawing.press(drawn, last, { ...DRAW, ends: true }).geometry).toEqual(TRIANGLE);
    expect(POLYGON.drawing.key?.(drawn, "finish", DRAW)?.geometry).toEqual(TRIANGLE);
    expect(POLYGON.drawing.key?.(drawn, "finish-open", DRAW)?.geometry).toEqual({
      ...TRIANGLE,
      closed: false,
    });
  });

  it("takes corners back until nothing is left, and needs three to be closed", () => {
    const two = press(CORNERS.slice(0, 2));
    if (!two) throw new Error("Nothing was drawn.");
    expect(POLYGON.drawing.key?.(two, "finish", DRAW)).toBeUndefined();
    const one = POLYGON.drawing.key?.(two, "back", DRAW);
    expect(one?.points).toEqual(CORNERS.slice(0, 1));
    expect(one && POLYGON.drawing.key?.(one, "back", DRAW)).toBeNull();
  });

  it("goes straight on with Shift", () => {
    const drawn = press(
      [
        { x: 10, y: 10 },
        { x: 60, y: 14 },
      ],
      { steady: true },
    );
    close(drawn?.points[1], { x: 60, y: 10 });
  });

  it("gets a corner by a click on an edge, loses one by Alt and a click, and stays a polygon", () => {
    const how = { unit: 1, takesAway: false };
    const added = POLYGON.clicked?.(TRIANGLE, { x: 60, y: 12 }, how);
    expect(added?.points).toEqual([CORNERS[0], { x: 60, y: 10 }, CORNERS[1], CORNERS[2]]);
    expect(POLYGON.hint?.(TRIANGLE, { x: 60, y: 12 }, 1)).toEqual({ x: 60, y: 10 });
    expect(POLYGON.clicked?.(TRIANGLE, { x: 40, y: 40 }, how)).toBeNull();
    if (!added) throw new Error("No corner was added.");
    const away = POLYGON.clicked?.(added, { x: 61, y: 11 }, { unit: 1, takesAway: true });
    expect(away).toEqual(TRIANGLE);
    expect(POLYGON.clicked?.(TRIANGLE, { x: 10, y: 10 }, { unit: 1, takesAway: true })).toBeNull();
    // The edge from the last corner to the first is there only when it is closed.
    expect(POLYGON.clicked?.(TRIANGLE, { x: 10, y: 50 }, how)?.points).toHaveLength(4);
    expect(POLYGON.clicked?.({ ...TRIANGLE, closed: false }, { x: 10, y: 50 }, how)).toBeNull();
  });

  it("moves a corner, inside of the picture", () => {
    const dragged = POLYGON.dragged(TRIANGLE, handle(TRIANGLE, "1"), { x: 500, y: -4 }, FREE);
    expect(dragged.points[1]).toEqual({ x: 200, y: 0 });
    expect(POLYGON.corners?.added(TRIANGLE, 2).points[3]).toEqual({ x: 10, y: 50 });
  });

  it("is hit inside, an open line on its line", () => {
    expect(POLYGON.hit(TRIANGLE, { x: 30, y: 30 }, 1)).toBe(true);
    expect(POLYGON.hit(TRIANGLE, { x: 100, y: 80 }, 1)).toBe(false);
    const open = { ...TRIANGLE, closed: false };
    expect(POLYGON.hit(open, { x: 30, y: 30 }, 1)).toBe(false);
    expect(POLYGON.hit(open, { x: 50, y: 13 }, 1)).toBe(true);
    expect(POLYGON.hit(open, { x: 10, y: 50 }, 1)).toBe(false);
  });
});
