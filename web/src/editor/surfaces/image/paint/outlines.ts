import type { Bounds, Size } from "../geometry";
import { type Geometry, rowOf } from "../shapes";
import { screenBounds } from "../view";
import { type Layer, strokePath } from "./layer";

const BUNDLED = 100;

/**
 * Outlines that look the same and are drawn together. Upright rectangles, which most shapes are, are drawn as such: a
 * thousand of them take browsers a tenth of what the same lines take as paths.
 */
export class Outlines {
  private readonly rectangles: Bounds[] = [];
  private readonly paths: Path2D[] = [];
  private traced = 0;

  constructor(private readonly layer: Layer) {}

  add(geometry: Geometry, bounds: Bounds): void {
    const { view } = this.layer;
    const row = rowOf(geometry.kind);
    if (row.isUpright?.(geometry)) {
      this.rectangles.push(screenBounds(view, bounds));
      return;
    }
    // Past some number in one path browsers take longer than for several paths.
    if (this.traced % BUNDLED === 0) this.paths.push(new Path2D());
    this.traced += 1;
    const path = this.paths.at(-1);
    if (path) row.trace(geometry, { path, view });
  }

  fill(colour: string): void {
    const { colours, context } = this.layer;
    context.fillStyle = colours(colour);
    for (const { maxX, maxY, minX, minY } of this.rectangles) {
      context.fillRect(minX, minY, maxX - minX, maxY - minY);
    }
    for (const path of this.paths) context.fill(path);
  }

  stroke(colour: string, width: number, dash: readonly number[] = []): void {
    for (const path of this.paths) strokePath(this.layer, path, colour, width, dash);
    const { colours, context, stage } = this.layer;
    const [line = 0, gap = 0] = dash;
    if (line > 0) {
      context.fillStyle = colours(colour);
      for (const rectangle of this.rectangles) {
        for (const [x, y, w, h] of dashesOf(rectangle, width, { line, gap }, stage)) {
          context.fillRect(x, y, w, h);
        }
      }
      return;
    }
    context.strokeStyle = colours(colour);
    context.lineWidth = width;
    for (const { maxX, maxY, minX, minY } of this.rectangles) {
      context.strokeRect(minX, minY, maxX - minX, maxY - minY);
    }
  }
}

type Filled = readonly [x: number, y: number, width: number, height: number];

interface Dash {
  readonly line: number;
  readonly gap: number;
}

/** The broken line around a rectangle, as far as it can be seen, laid as rectangles itself. */
export function dashesOf(
  { maxX, maxY, minX, minY }: Bounds,
  width: number,
  dash: Dash,
  stage: Size,
): readonly Filled[] {
  const half = width / 2;
  const across = steps(minX - half, maxX + half, dash, stage.width);
  const down = steps(minY + half, maxY - half, dash, stage.height);
  return [
    ...across.map(([from, length]): Filled => [from, minY - half, length, width]),
    ...across.map(([from, length]): Filled => [from, maxY - half, length, width]),
    ...down.map(([from, length]): Filled => [minX - half, from, width, length]),
    ...down.map(([from, length]): Filled => [maxX - half, from, width, length]),
  ];
}

/** Where the dashes of a line begin and how long each is; only those between 0 and `most`. */
function steps(
  from: number,
  to: number,
  { gap, line }: Dash,
  most: number,
): [from: number, length: number][] {
  const step = line + gap;
  const found: [number, number][] = [];
  const first = from + Math.max(Math.floor(-from / step), 0) * step;
  for (let at = first; at < Math.min(to, most); at += step) found.push([at, Math.min(line, to - at)]);
  return found;
}
