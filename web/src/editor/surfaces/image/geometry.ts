/** Points, sizes and rectangles in pixels of the picture, or of the screen where it is said. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** An upright rectangle by its sides. */
export interface Bounds {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

export function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), Math.max(most, least));
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

/** The nearest point of the picture. */
export function inside({ x, y }: Point, picture: Size): Point {
  return { x: clamp(x, 0, picture.width), y: clamp(y, 0, picture.height) };
}

/** A point turned about the origin, clockwise as seen on a screen. */
export function turn({ x, y }: Point, degrees: number): Point {
  if (degrees === 0) return { x, y };
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return { x: x * cos - y * sin, y: x * sin + y * cos };
}

export function turnAbout(point: Point, centre: Point, degrees: number): Point {
  const turned = turn({ x: point.x - centre.x, y: point.y - centre.y }, degrees);
  return { x: centre.x + turned.x, y: centre.y + turned.y };
}

/** An angle from 0 up to 360 degrees, as results store it. */
export function wholeTurn(degrees: number): number {
  return ((degrees % 360) + 360) % 360;
}

export function boundsOf(points: readonly Point[]): Bounds {
  let [minX, minY, maxX, maxY] = [
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ];
  for (const { x, y } of points) {
    minX = Math.min(minX, x);
    minY = Math.min(minY, y);
    maxX = Math.max(maxX, x);
    maxY = Math.max(maxY, y);
  }
  return { minX, minY, maxX, maxY };
}

export function cornersOf({ maxX, maxY, minX, minY }: Bounds): readonly [Point, Point, Point, Point] {
  return [
    { x: minX, y: minY },
    { x: maxX, y: minY },
    { x: maxX, y: maxY },
    { x: minX, y: maxY },
  ];
}

/** The rectangle around several; null around none. */
export function union(all: Iterable<Bounds>): Bounds | null {
  let whole: Bounds | null = null;
  for (const each of all) {
    whole = whole
      ? {
          minX: Math.min(whole.minX, each.minX),
          minY: Math.min(whole.minY, each.minY),
          maxX: Math.max(whole.maxX, each.maxX),
          maxY: Math.max(whole.maxY, each.maxY),
        }
      : each;
  }
  return whole;
}

export function grown({ maxX, maxY, minX, minY }: Bounds, by: number): Bounds {
  return { minX: minX - by, minY: minY - by, maxX: maxX + by, maxY: maxY + by };
}

export function overlaps(a: Bounds, b: Bounds): boolean {
  return a.minX <= b.maxX && b.minX <= a.maxX && a.minY <= b.maxY && b.minY <= a.maxY;
}

/** How far something may be moved so that it stays in the picture; what is outside already may stay there. */
export function keptInside(bounds: Bounds, by: Point, picture: Size): Point {
  const along = (low: number, high: number, step: number, most: number) =>
    clamp(step, Math.min(-low, 0), Math.max(most - high, 0));
  return {
    x: along(bounds.minX, bounds.maxX, by.x, picture.width),
    y: along(bounds.minY, bounds.maxY, by.y, picture.height),
  };
}

/** The point of a segment that is nearest to a point. */
export function nearestOn(a: Point, b: Point, point: Point): Point {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : clamp(((point.x - a.x) * dx + (point.y - a.y) * dy) / length, 0, 1);
  return { x: a.x + along * dx, y: a.y + along * dy };
}

/** Percent of the picture, without the noise that reckoning leaves far behind the point. */
export function percentOf(value: number, whole: number): number {
  return Math.round((value / whole) * 1e12) / 1e10;
}
