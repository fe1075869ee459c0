import type { BoxShape } from "../../../core/shapes";
import { type Point, percentOf, type Size } from "../geometry";
import { toScreen } from "../view";
import * as frames from "./frame";
import type { DrawingMachine, Drawn, Pen, ShapeRow } from "./shape";

/** A rectangle in pixels of the picture, turned by `rotation` degrees about its top left corner. */
export interface Box extends frames.Frame {
  readonly kind: "box";
}

/** Smaller ones are slips of the hand; on the screen. */
export const LEAST_SIDE = 3;
/** How densely the inside of shapes is filled. */
export const FILL = 0.1;
/** How far beside a shape, on the screen, a press still means it. */
export const SLACK = 3;

export const BOX: ShapeRow<BoxShape, Box> = {
  of: ({ height, rotation, width, x, y }, picture) => ({
    kind: "box",
    x: (x / 100) * picture.width,
    y: (y / 100) * picture.height,
    width: (width / 100) * picture.width,
    height: (height / 100) * picture.height,
    rotation,
  }),
  to: ({ height, rotation, width, x, y }, picture) => ({
    kind: "box",
    x: percentOf(x, picture.width),
    y: percentOf(y, picture.height),
    width: percentOf(width, picture.width),
    height: percentOf(height, picture.height),
    rotation,
    picture: { width: picture.width, height: picture.height },
  }),
  bounds: frames.frameBounds,
  area: ({ height, width }) => width * height,
  hit: (box, point, unit) => frames.frameContains(box, point, SLACK * unit),
  isUpright: ({ rotation }) => rotation === 0,
  trace: (box, pen) => tracePoints(frames.frameCorners(box), true, pen),
  badge: (box) => frames.framePoint(box, 1, 0),
  snaps: (box) => ({ points: frames.frameCorners(box), joined: true }),
  handles: frames.frameHandles,
  dragged: frames.draggedFrame,
  moved: frames.movedFrame,
  turned: frames.turnedFrame,
  drawing: spanned((from, to, picture, steady) => ({
    kind: "box",
    ...frames.frameBetween(from, to, picture, steady),
  })),
  placed: (seen, { picture }) => ({
    kind: "box",
    ...frames.frameBetween({ x: seen.minX, y: seen.minY }, { x: seen.maxX, y: seen.maxY }, picture, false),
  }),
  isNothing: ({ height, width }, unit) => Math.min(width, height) < LEAST_SIDE * unit,
};

/** Drawn from one corner to the opposite one with the button held. */
export function spanned<G>(
  between: (from: Point, to: Point, picture: Size, steady: boolean) => G,
): DrawingMachine<G> {
  const start = ({ points }: Drawn<G>, point: Point) => points[0] ?? point;
  return {
    press: (_, point) => ({ geometry: null, isDone: false, points: [point] }),
    move: (drawn, point, { picture, steady }) => ({
      ...drawn,
      geometry: between(start(drawn, point), point, picture, steady),
    }),
    release: (drawn, point, { picture, steady }) => ({
      ...drawn,
      geometry: drawn.geometry && between(start(drawn, point), point, picture, steady),
      isDone: true,
    }),
  };
}

export function tracePoints(points: readonly Point[], closed: boolean, { path, view }: Pen): void {
  points.forEach((point, index) => {
    const { x, y } = toScreen(view, point);
    if (index === 0) path.moveTo(x, y);
    else path.lineTo(x, y);
  });
  if (closed) path.closePath();
}
