import type { KeyPointShape } from "../../../core/shapes";
import { clamp, distance, inside, percentOf } from "../geometry";
import { toScreen } from "../view";
import { SLACK } from "./box";
import type { ShapeRow } from "./shape";

/** A point in pixels of the picture; `width` as stored says how large it is meant to be seen. */
export interface KeyPoint {
  readonly kind: "keypoint";
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** On the screen; the same however far the picture is enlarged, so that it never hides what it marks. */
const RADIUS = { least: 4, most: 9 };

export const KEYPOINT: ShapeRow<KeyPointShape, KeyPoint> = {
  of: ({ width, x, y }, picture) => ({
    kind: "keypoint",
    x: (x / 100) * picture.width,
    y: (y / 100) * picture.height,
    width: (width / 100) * picture.width,
  }),
  to: ({ width, x, y }, picture) => ({
    kind: "keypoint",
    x: percentOf(x, picture.width),
    y: percentOf(y, picture.height),
    width: percentOf(width, picture.width),
    picture: { width: picture.width, height: picture.height },
  }),
  bounds: ({ x, y }) => ({ minX: x, minY: y, maxX: x, maxY: y }),
  area: () => 0,
  hit: (keyPoint, point, unit) => distance(keyPoint, point) <= (radiusOf(keyPoint) + SLACK) * unit,
  trace(keyPoint, { path, view }) {
    const { x, y } = toScreen(view, keyPoint);
    const radius = radiusOf(keyPoint);
    path.moveTo(x + radius, y);
    path.arc(x, y, radius, 0, 2 * Math.PI);
    path.closePath();
  },
  fill: () => 0.7,
  badge: ({ x, y }) => ({ x, y }),
  snaps: (keyPoint) => ({ points: [keyPoint], joined: false }),
  handles: () => [],
  dragged: (keyPoint) => keyPoint,
  moved: (keyPoint, dx, dy) => ({ ...keyPoint, x: keyPoint.x + dx, y: keyPoint.y + dy }),
  drawing: {
    press: (_, point, { picture, pointWidth }) => ({
      geometry: { kind: "keypoint", ...inside(point, picture), width: pointWidth },
      isDone: false,
      points: [],
    }),
    move: (drawn, point, { picture }) => ({
      ...drawn,
      geometry: drawn.geometry && { ...drawn.geometry, ...inside(point, picture) },
    }),
    release: (drawn) => ({ ...drawn, isDone: true }),
  },
  placed: (seen, { picture, pointWidth }) => ({
    kind: "keypoint",
    ...inside({ x: (seen.minX + seen.maxX) / 2, y: (seen.minY + seen.maxY) / 2 }, picture),
    width: pointWidth,
  }),
  isNothing: () => false,
};

function radiusOf({ width }: KeyPoint): number {
  return clamp(width / 2 + 3, RADIUS.least, RADIUS.most);
}
