import { BLANK, cropped, type Plane, trimmed } from "../../../core/masks";
import { clamp, type Point, type Size } from "../geometry";

/** The way of a round brush, in pixels of the picture; it paints, or takes paint away. */
export interface Stroke {
  readonly points: readonly Point[];
  readonly diameter: number;
  readonly erases: boolean;
}

const PAINTED = 255;

/** The mask after a stroke. A pixel belongs to the stroke when its middle does. */
export function painted(plane: Plane, stroke: Stroke, picture: Size): Plane {
  const around = roomOf(stroke, picture);
  if (!around) return plane;
  if (stroke.erases && plane.width === 0) return BLANK;
  const room = stroke.erases ? plane : cropped(plane, unionOf(plane, around));
  const target = { ...room, alpha: stroke.erases ? plane.alpha.slice() : room.alpha };
  const { points } = stroke;
  points.forEach((point, index) => {
    fillSegment(target, point, points[index + 1] ?? point, stroke);
  });
  return stroke.erases ? trimmed(target) : target;
}

/** The pixels that a stroke can reach, inside of the picture; null when it reaches none. */
function roomOf({ diameter, points }: Stroke, { height, width }: Size): Omit<Plane, "alpha"> | null {
  const reach = diameter / 2 + 1;
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const minX = clamp(Math.floor(Math.min(...xs) - reach), 0, width);
  const maxX = clamp(Math.ceil(Math.max(...xs) + reach), 0, width);
  const minY = clamp(Math.floor(Math.min(...ys) - reach), 0, height);
  const maxY = clamp(Math.ceil(Math.max(...ys) + reach), 0, height);
  if (points.length === 0 || maxX <= minX || maxY <= minY) return null;
  return { x: minX, y: minY, width: maxX - minX, height: maxY - minY };
}

function unionOf(a: Omit<Plane, "alpha">, b: Omit<Plane, "alpha">): Omit<Plane, "alpha"> {
  if (a.width === 0) return b;
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  const width = Math.max(a.x + a.width, b.x + b.width) - x;
  const height = Math.max(a.y + a.height, b.y + b.height) - y;
  return { x, y, width, height };
}

/** Fills everything within half a diameter of a segment, row by row: such a shape meets each row in one stretch. */
function fillSegment(plane: Plane, a: Point, b: Point, { diameter, erases }: Stroke): void {
  const radius = Math.max(diameter / 2, 0.5);
  const from = Math.max(Math.ceil(Math.min(a.y, b.y) - radius - 0.5), plane.y);
  const to = Math.min(Math.floor(Math.max(a.y, b.y) + radius - 0.5), plane.y + plane.height - 1);
  for (let y = from; y <= to; y += 1) {
    const [low, high] = stretchAt(a, b, radius, y + 0.5);
    const start = Math.max(Math.ceil(low - 0.5), plane.x);
    const end = Math.min(Math.floor(high - 0.5), plane.x + plane.width - 1);
    if (start > end) continue;
    const row = (y - plane.y) * plane.width - plane.x;
    plane.alpha.fill(erases ? 0 : PAINTED, row + start, row + end + 1);
  }
}

/** From where to where a row is no farther than the radius from a segment; the first is larger when it never is. */
function stretchAt(a: Point, b: Point, radius: number, y: number): [low: number, high: number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const add = (x: number) => {
    low = Math.min(low, x);
    high = Math.max(high, x);
  };
  for (const end of [a, b]) {
    const square = radius * radius - (y - end.y) ** 2;
    if (square < 0) continue;
    add(end.x - Math.sqrt(square));
    add(end.x + Math.sqrt(square));
  }
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = Math.hypot(dx, dy);
  if (length === 0) return [low, high];
  // The two sides that run along the segment.
  for (const side of [-1, 1]) {
    const [ox, oy] = [(-dy / length) * radius * side, (dx / length) * radius * side];
    if (dy === 0) continue;
    const along = (y - a.y - oy) / dy;
    if (along >= 0 && along <= 1) add(a.x + ox + along * dx);
  }
  return [low, high];
}
