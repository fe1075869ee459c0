import type { BoxShape } from "../../core/model";
import type { Point, Size } from "./viewport";

/** A rectangle in pixels of the picture, turned by `rotation` degrees about its top left corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly rotation: number;
}

/** The eight handles, as the place of each on the box: 0 is left or top, 1 right or bottom. */
export const HANDLES = [
  { name: "nw", u: 0, v: 0 },
  { name: "n", u: 0.5, v: 0 },
  { name: "ne", u: 1, v: 0 },
  { name: "e", u: 1, v: 0.5 },
  { name: "se", u: 1, v: 1 },
  { name: "s", u: 0.5, v: 1 },
  { name: "sw", u: 0, v: 1 },
  { name: "w", u: 0, v: 0.5 },
] as const;

export type Handle = (typeof HANDLES)[number];

export function boxOfShape(shape: BoxShape, picture: Size): Box {
  return {
    x: (shape.x / 100) * picture.width,
    y: (shape.y / 100) * picture.height,
    width: (shape.width / 100) * picture.width,
    height: (shape.height / 100) * picture.height,
    rotation: shape.rotation,
  };
}

export function shapeOfBox(box: Box, picture: Size): BoxShape {
  return {
    kind: "box",
    x: (box.x / picture.width) * 100,
    y: (box.y / picture.height) * 100,
    width: (box.width / picture.width) * 100,
    height: (box.height / picture.height) * 100,
    rotation: box.rotation,
    picture: { width: picture.width, height: picture.height },
  };
}

/** The box spanned by two points, inside of the picture. */
export function boxBetween(a: Point, b: Point, picture: Size): Box {
  const from = inside(a, picture);
  const to = inside(b, picture);
  return {
    x: Math.min(from.x, to.x),
    y: Math.min(from.y, to.y),
    width: Math.abs(to.x - from.x),
    height: Math.abs(to.y - from.y),
    rotation: 0,
  };
}

/** A box moved; one that is not turned is kept inside of the picture. */
export function movedBox(box: Box, dx: number, dy: number, picture: Size): Box {
  const x = box.x + dx;
  const y = box.y + dy;
  if (box.rotation !== 0) return { ...box, x, y };
  return { ...box, x: clamp(x, picture.width - box.width), y: clamp(y, picture.height - box.height) };
}

/** A box with one handle dragged to a point; dragged over the other side it turns inside out. */
export function resizedBox(box: Box, handle: Handle, point: Point, picture: Size): Box {
  const target = box.rotation === 0 ? inside(point, picture) : point;
  const local = turn({ x: target.x - box.x, y: target.y - box.y }, -box.rotation);
  const left = handle.u === 0 ? local.x : 0;
  const right = handle.u === 1 ? local.x : box.width;
  const top = handle.v === 0 ? local.y : 0;
  const bottom = handle.v === 1 ? local.y : box.height;
  const corner = turn({ x: Math.min(left, right), y: Math.min(top, bottom) }, box.rotation);
  return {
    x: box.x + corner.x,
    y: box.y + corner.y,
    width: Math.abs(right - left),
    height: Math.abs(bottom - top),
    rotation: box.rotation,
  };
}

/** Whether a point lies in the box or at most `slack` outside of it. */
export function boxContains(box: Box, point: Point, slack = 0): boolean {
  const local = turn({ x: point.x - box.x, y: point.y - box.y }, -box.rotation);
  return (
    local.x >= -slack && local.y >= -slack && local.x <= box.width + slack && local.y <= box.height + slack
  );
}

/**
 * The nearest handle within `reach` of a point. Inside of a small box handles reach less far, so that
 * there is always a place to take hold of the box itself.
 */
export function handleAt(box: Box, point: Point, reach: number): Handle | null {
  let nearest: Handle | null = null;
  let distance = boxContains(box, point) ? Math.min(reach, box.width / 4, box.height / 4) : reach;
  for (const handle of HANDLES) {
    const at = boxPoint(box, handle.u, handle.v);
    const away = Math.max(Math.abs(at.x - point.x), Math.abs(at.y - point.y));
    if (away <= distance) {
      nearest = handle;
      distance = away;
    }
  }
  return nearest;
}

/** A point of the box: (0, 0) its top left, (1, 1) its bottom right. */
export function boxPoint(box: Box, u: number, v: number): Point {
  const corner = turn({ x: u * box.width, y: v * box.height }, box.rotation);
  return { x: box.x + corner.x, y: box.y + corner.y };
}

/** The smallest upright rectangle around the box. */
export function boxBounds(box: Box): { minX: number; minY: number; maxX: number; maxY: number } {
  const corners = [boxPoint(box, 0, 0), boxPoint(box, 1, 0), boxPoint(box, 1, 1), boxPoint(box, 0, 1)];
  const xs = corners.map((corner) => corner.x);
  const ys = corners.map((corner) => corner.y);
  return { minX: Math.min(...xs), minY: Math.min(...ys), maxX: Math.max(...xs), maxY: Math.max(...ys) };
}

function turn({ x, y }: Point, degrees: number): Point {
  if (degrees === 0) return { x, y };
  const angle = (degrees * Math.PI) / 180;
  return { x: x * Math.cos(angle) - y * Math.sin(angle), y: x * Math.sin(angle) + y * Math.cos(angle) };
}

function inside(point: Point, picture: Size): Point {
  return { x: clamp(point.x, picture.width), y: clamp(point.y, picture.height) };
}

function clamp(value: number, most: number): number {
  return Math.min(Math.max(value, 0), Math.max(most, 0));
}
