import { type Plane, planeOf } from "../core/masks";
import { type AreaShape, extentOfOutline, type Outline, outlineOf } from "../core/outlines";
import type { BoxShape, PointPair } from "../core/shapes";

/** Outlines that are not convex are compared on a grid of so many points a side. */
const GRID = 160;

/** Intersection over union of two areas of a picture, 0 to 1. */
export function areaOverlap(a: AreaShape, b: AreaShape): number {
  if (a.kind === "mask" || b.kind === "mask") return maskOverlap(a, b);
  if (isUpright(a) && isUpright(b)) return boxOverlap(a, b);
  const one = outlineOf(a);
  const other = outlineOf(b);
  if (isConvex(a) && isConvex(b)) {
    const common = Math.abs(areaOf(clip(one, other)));
    return ratio(common, Math.abs(areaOf(one)), Math.abs(areaOf(other)));
  }
  return gridOverlap(one, other);
}

/** Left, top, right and bottom in percent of the picture; masks may be anywhere. */
export function extentOf(shape: AreaShape): readonly [number, number, number, number] {
  return shape.kind === "mask" ? [0, 0, 100, 100] : extentOfOutline(shape);
}

function isUpright(shape: AreaShape): shape is BoxShape {
  return shape.kind === "box" && shape.rotation % 360 === 0;
}

function isConvex(shape: AreaShape): boolean {
  return shape.kind !== "polygon" || (shape.closed && shape.points.length <= 3);
}

function boxOverlap(a: BoxShape, b: BoxShape): number {
  const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  const common = Math.max(across, 0) * Math.max(down, 0);
  return ratio(common, a.width * a.height, b.width * b.height);
}

function ratio(common: number, one: number, other: number): number {
  const union = one + other - common;
  return union > 0 ? Math.min(common / union, 1) : 0;
}

/** Twice the shoelace sum, halved: positive for outlines that run clockwise on a screen. */
function areaOf(outline: Outline): number {
  let sum = 0;
  outline.forEach(([x, y], at) => {
    const [nextX, nextY] = outline[(at + 1) % outline.length] ?? [x, y];
    sum += x * nextY - nextX * y;
  });
  return sum / 2;
}

/** The part of an outline inside of a convex one (Sutherland and Hodgman 1974). */
function clip(subject: Outline, window: Outline): Outline {
  const sense = areaOf(window) >= 0 ? 1 : -1;
  let kept: Outline = subject;
  window.forEach((from, at) => {
    const to = window[(at + 1) % window.length] ?? from;
    const side = ([x, y]: PointPair) =>
      sense * ((to[0] - from[0]) * (y - from[1]) - (to[1] - from[1]) * (x - from[0]));
    const next: PointPair[] = [];
    kept.forEach((point, place) => {
      const previous = kept[(place + kept.length - 1) % kept.length] ?? point;
      const [here, before] = [side(point), side(previous)];
      if (here >= 0 !== before >= 0) {
        const part = before / (before - here);
        next.push([
          previous[0] + (point[0] - previous[0]) * part,
          previous[1] + (point[1] - previous[1]) * part,
        ]);
      }
      if (here >= 0) next.push(point);
    });
    kept = next;
  });
  return kept;
}

function gridOverlap(one: Outline, other: Outline): number {
  const all = [...one, ...other];
  const [left, right] = [least(all.map(([x]) => x)), most(all.map(([x]) => x))];
  const [top, bottom] = [least(all.map(([, y]) => y)), most(all.map(([, y]) => y))];
  let [common, union] = [0, 0];
  for (let row = 0; row < GRID; row += 1) {
    const y = top + ((row + 0.5) / GRID) * (bottom - top);
    const a = crossings(one, y);
    const b = crossings(other, y);
    for (let column = 0; column < GRID; column += 1) {
      const x = left + ((column + 0.5) / GRID) * (right - left);
      const [inA, inB] = [isInside(a, x), isInside(b, x)];
      if (inA && inB) common += 1;
      if (inA || inB) union += 1;
    }
  }
  return union > 0 ? common / union : 0;
}

/** Where an outline crosses a line across the picture, from left to right. */
function crossings(outline: Outline, y: number): number[] {
  const found: number[] = [];
  outline.forEach(([x1, y1], at) => {
    const [x2, y2] = outline[(at + 1) % outline.length] ?? [x1, y1];
    if (y1 > y !== y2 > y) found.push(x1 + ((y - y1) / (y2 - y1)) * (x2 - x1));
  });
  return found.sort((a, b) => a - b);
}

function isInside(found: readonly number[], x: number): boolean {
  let inside = false;
  for (const crossing of found) {
    if (crossing > x) break;
    inside = !inside;
  }
  return inside;
}

function maskOverlap(a: AreaShape, b: AreaShape): number {
  // A painted area and an outline are not the same kind of thing: they are never paired.
  if (a.kind !== "mask" || b.kind !== "mask") return 0;
  if (a.picture.width !== b.picture.width || a.picture.height !== b.picture.height) return 0;
  const [one, other] = [planeOf(a), planeOf(b)];
  const [left, top] = [Math.max(one.x, other.x), Math.max(one.y, other.y)];
  const right = Math.min(one.x + one.width, other.x + other.width);
  const bottom = Math.min(one.y + one.height, other.y + other.height);
  let common = 0;
  for (let y = top; y < bottom; y += 1) {
    for (let x = left; x < right; x += 1) if (isPainted(one, x, y) && isPainted(other, x, y)) common += 1;
  }
  return ratio(common, paintedIn(one), paintedIn(other));
}

function isPainted({ alpha, width, x: left, y: top }: Plane, x: number, y: number): boolean {
  return (alpha[(y - top) * width + x - left] ?? 0) > 0;
}

function paintedIn({ alpha }: Plane): number {
  let count = 0;
  for (const value of alpha) if (value > 0) count += 1;
  return count;
}

function least(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
}

function most(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
}
