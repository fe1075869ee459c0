import { type Bounds, grown, overlaps } from "../geometry";
import { type Geometry, rowOf } from "../shapes";
import { FILL } from "../shapes/box";
import { seenBounds, type View } from "../view";
import { type Layer, strokePath } from "./layer";
import { paintBadge } from "./marks";
import { paintPixels } from "./pixels";
import type { Style } from "./styles";

export interface Styled {
  readonly geometry: Geometry;
  readonly bounds: Bounds;
  readonly style: Style;
}

const LINE = 2;
const CASING = 3.6;
const HALO = 8;
const BUNDLED = 100;
/** Badges and points reach farther than the shape itself, on the screen. */
export const OVERHANG = 24;

/**
 * Paints shapes, all of one style together: a thousand of them cost a handful of drawing calls. First every casing,
 * then the shapes in the order of their styles.
 */
export function paintShapes(layer: Layer, shapes: readonly Styled[]): void {
  const { context, stage, view } = layer;
  const seen = grown(seenBounds(view, stage), OVERHANG / view.scale);
  const casings = new Bundle(view);
  const byStyle = new Map<string, { style: Style; fill: number; bundle: Bundle }>();
  const badged: Styled[] = [];
  for (const shape of shapes) {
    const { bounds, geometry, style } = shape;
    const { opacity = 1 } = style;
    if (opacity === 0 || !overlaps(bounds, seen)) continue;
    if (style.badge) badged.push(shape);
    const row = rowOf(geometry.kind);
    const pixels = row.pixels?.(geometry);
    if (pixels) {
      context.globalAlpha = opacity;
      paintPixels(layer, pixels, style.colour);
      context.globalAlpha = 1;
      // Where the colour alone would say it, a frame does too.
      if (style.dash.length === 0) continue;
    }
    const fill = style.filled && !pixels ? (row.fill?.(geometry) ?? FILL) : 0;
    const key = `${style.colour} ${style.dash.join()} ${fill} ${opacity}`;
    let group = byStyle.get(key);
    if (!group) {
      group = { style, fill, bundle: new Bundle(view) };
      byStyle.set(key, group);
    }
    group.bundle.add(geometry);
    // The dark line around it would stay when a shape fades.
    if (opacity === 1) casings.add(geometry);
  }
  context.lineJoin = "miter";
  for (const path of casings.paths) strokePath(layer, path, "var(--canvas-casing)", CASING);
  for (const { bundle, fill, style } of byStyle.values()) {
    const { opacity = 1 } = style;
    for (const path of bundle.paths) {
      if (fill > 0) {
        context.globalAlpha = fill * opacity;
        context.fillStyle = layer.colours(style.colour);
        context.fill(path);
      }
      context.globalAlpha = opacity;
      strokePath(layer, path, style.colour, LINE, style.dash);
      context.globalAlpha = 1;
    }
  }
  for (const { geometry, style } of badged) paintBadge(layer, geometry, style);
}

/** Outlines drawn together. Past some number in one path browsers take longer than for several paths. */
class Bundle {
  readonly paths: Path2D[] = [];
  private count = 0;

  constructor(private readonly view: View) {}

  add(geometry: Geometry): void {
    if (this.count % BUNDLED === 0) this.paths.push(new Path2D());
    this.count += 1;
    const path = this.paths.at(-1);
    if (path) rowOf(geometry.kind).trace(geometry, { path, view: this.view });
  }
}

/** A selected shape: a white halo, then its own line. */
export function paintSelected(layer: Layer, { geometry, style }: Styled): void {
  const path = new Path2D();
  const row = rowOf(geometry.kind);
  const pixels = row.pixels?.(geometry);
  row.trace(geometry, { path, view: layer.view });
  layer.context.lineJoin = "round";
  if (pixels) {
    paintPixels(layer, pixels, style.colour);
    strokePath(layer, path, "var(--canvas-casing)", 3);
    strokePath(layer, path, "var(--canvas-selected)", 1.5, [5, 4]);
    if (style.badge) paintBadge(layer, geometry, style);
    return;
  }
  strokePath(layer, path, "var(--canvas-selected)", HALO);
  strokePath(layer, path, "var(--canvas-casing)", 4.6);
  strokePath(layer, path, style.colour, 2.6, style.dash);
  if (style.badge) paintBadge(layer, geometry, style);
}
