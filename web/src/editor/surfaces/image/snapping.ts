import { distance, nearestOn, type Point, type Size } from "./geometry";
import type { ShapeIndex } from "./shapeIndex";
import { rowOf } from "./shapes";

/** How near, on the screen, something pulls a point to itself. */
const REACH = 6;

interface Snapping {
  readonly index: ShapeIndex;
  readonly picture: Size;
  readonly unit: number;
  /** `snap="pixel"`: everything lies on whole pixels. */
  readonly wholePixels: boolean;
  /** Alt: nothing pulls. */
  readonly off: boolean;
}

/** The point that is meant by another one: a corner near it, else an edge of a neighbour or of the picture. */
export function snapped(point: Point, snapping: Snapping, except: ReadonlySet<string>): Point {
  const { off, wholePixels } = snapping;
  const found = off ? point : pulled(point, snapping, except);
  return wholePixels ? { x: Math.round(found.x), y: Math.round(found.y) } : found;
}

function pulled(point: Point, { index, picture, unit }: Snapping, except: ReadonlySet<string>): Point {
  const reach = REACH * unit;
  const near = {
    minX: point.x - reach,
    minY: point.y - reach,
    maxX: point.x + reach,
    maxY: point.y + reach,
  };
  let corner: Point | null = null;
  let edge: Point | null = null;
  const isNearer = (found: Point, known: Point | null) =>
    distance(found, point) <= Math.min(reach, known ? distance(known, point) : reach);
  for (const { geometry, id } of index.within(near)) {
    const snaps = except.has(id) ? undefined : rowOf(geometry.kind).snaps?.(geometry);
    if (!snaps) continue;
    const { joined, points } = snaps;
    points.forEach((each, at) => {
      if (isNearer(each, corner)) corner = each;
      const next = joined ? (points[at + 1] ?? points[0]) : undefined;
      if (!next) return;
      const found = nearestOn(each, next, point);
      if (isNearer(found, edge)) edge = found;
    });
  }
  return corner ?? toPictureEdge(edge ?? point, picture, reach);
}

function toPictureEdge({ x, y }: Point, { height, width }: Size, reach: number): Point {
  const along = (value: number, most: number) =>
    Math.abs(value) <= reach ? 0 : Math.abs(value - most) <= reach ? most : value;
  return { x: along(x, width), y: along(y, height) };
}

/** How far something is moved so that one of its corners, if any, comes to lie where it is pulled to. */
export function snappedMove(
  corners: readonly Point[],
  by: Point,
  snapping: Snapping,
  except: ReadonlySet<string>,
): Point {
  // Each direction by itself: the left side may meet one neighbour and the lower one another.
  let [byX, byY] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const corner of snapping.off ? [] : corners) {
    const moved = { x: corner.x + by.x, y: corner.y + by.y };
    const found = pulled(moved, snapping, except);
    const [dx, dy] = [found.x - moved.x, found.y - moved.y];
    if (dx !== 0 && Math.abs(dx) < Math.abs(byX)) byX = dx;
    if (dy !== 0 && Math.abs(dy) < Math.abs(byY)) byY = dy;
  }
  const best = { x: by.x + (Number.isFinite(byX) ? byX : 0), y: by.y + (Number.isFinite(byY) ? byY : 0) };
  const [first] = corners;
  if (!snapping.wholePixels || !first) return best;
  return {
    x: Math.round(first.x + best.x) - first.x,
    y: Math.round(first.y + best.y) - first.y,
  };
}
