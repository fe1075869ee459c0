import { BLANK, encodeMask, movedPlane, type Plane } from "../../../core/masks";
import type { MaskShape } from "../../../core/shapes";
import { type Bounds, cornersOf, distance, type Point, type Size } from "../geometry";
import { planeOf, rememberPlane } from "../masks/planes";
import { painted, type Stroke } from "../masks/stroke";
import { tracePoints } from "./box";
import type { DrawHow, Drawn, ShapeRow } from "./shape";

/** Painted pixels. `own` is the size of the picture that they were painted on, `zoom` how it differs from this one. */
export interface Mask {
  readonly kind: "mask";
  readonly plane: Plane;
  readonly own: Size;
  readonly zoom: Point;
}

/** How far beside a thin stroke, on the screen, a press still means it. */
const SLACK = 2;
/** Points of a stroke that lie closer than this part of the brush say nothing new. */
const DENSE = 0.08;

export const MASK: ShapeRow<MaskShape, Mask> = {
  of(shape, picture) {
    const plane = planeOf(shape);
    const { height, width } = shape.picture;
    if (!plane || plane.width === 0) return null;
    return {
      kind: "mask",
      plane,
      own: { width, height },
      zoom: { x: picture.width / width, y: picture.height / height },
    };
  },
  to({ own, plane }) {
    const rle = encodeMask(plane, own);
    rememberPlane(rle, plane);
    return { kind: "mask", rle, picture: own };
  },
  bounds,
  area: ({ plane, zoom }) => plane.width * plane.height * zoom.x * zoom.y,
  hit(mask, { x, y }, unit) {
    const slack = SLACK * unit;
    const tries = [
      [0, 0],
      [slack, 0],
      [-slack, 0],
      [0, slack],
      [0, -slack],
    ] as const;
    return tries.some(([dx, dy]) => isPainted(mask, { x: x + dx, y: y + dy }));
  },
  trace: (mask, pen) => tracePoints(cornersOf(bounds(mask)), true, pen),
  pixels: ({ plane, zoom }) => ({ plane, zoom }),
  badge: (mask) => ({ x: bounds(mask).maxX, y: bounds(mask).minY }),
  handles: () => [],
  dragged: (mask) => mask,
  moved: (mask, dx, dy) => ({
    ...mask,
    plane: movedPlane(mask.plane, dx / mask.zoom.x, dy / mask.zoom.y, mask.own),
  }),
  drawing: {
    paintsOver: true,
    press: (drawn, point, how) =>
      drawn?.stroke
        ? finished(drawn, point, how)
        : begun(how.steady && how.last ? [how.last, point] : [point], how),
    move(drawn, point, how) {
      const { stroke } = drawn;
      const last = stroke?.points.at(-1);
      if (!stroke || !last || distance(last, point) < stroke.diameter * DENSE) return drawn;
      return begun([...stroke.points, point], how);
    },
    release: (drawn, point, how) => (drawn.stroke ? finished(drawn, point, how) : drawn),
    key: (drawn, key, how) => {
      if (key === "back") return null;
      const last = drawn.stroke?.points.at(-1);
      return last ? finished(drawn, last, how) : undefined;
    },
  },
  isNothing: ({ plane }) => plane.width === 0,
};

function begun(points: readonly Point[], { brush, erases }: DrawHow): Drawn<Mask> {
  return { geometry: null, isDone: false, points, stroke: { points, diameter: brush, erases } };
}

/** The stroke on the mask that it goes on with, or on a new one. */
function finished({ points, stroke }: Drawn<Mask>, end: Point, { onto, picture }: DrawHow): Drawn<Mask> {
  const base: Mask = isMask(onto) ? onto : { kind: "mask", plane: BLANK, own: picture, zoom: { x: 1, y: 1 } };
  if (!stroke) return { geometry: null, isDone: true, points };
  const all = [...stroke.points, end];
  return {
    geometry: { ...base, plane: painted(base.plane, scaled(stroke, all, base), base.own) },
    isDone: true,
    points,
  };
}

/** The stroke in pixels of the picture that the mask was painted on. */
function scaled(stroke: Stroke, points: readonly Point[], { zoom }: Mask): Stroke {
  return {
    ...stroke,
    diameter: stroke.diameter / Math.sqrt(zoom.x * zoom.y),
    points: points.map(({ x, y }) => ({ x: x / zoom.x, y: y / zoom.y })),
  };
}

function bounds({ plane, zoom }: Mask): Bounds {
  return {
    minX: plane.x * zoom.x,
    minY: plane.y * zoom.y,
    maxX: (plane.x + plane.width) * zoom.x,
    maxY: (plane.y + plane.height) * zoom.y,
  };
}

function isPainted({ plane, zoom }: Mask, point: Point): boolean {
  const x = Math.floor(point.x / zoom.x) - plane.x;
  const y = Math.floor(point.y / zoom.y) - plane.y;
  if (x < 0 || y < 0 || x >= plane.width || y >= plane.height) return false;
  return (plane.alpha[y * plane.width + x] ?? 0) > 0;
}

function isMask(onto: DrawHow["onto"]): onto is Mask {
  return onto?.kind === "mask";
}
