import { type Bounds, grown, overlaps } from "../geometry";
import { type Geometry, rowOf } from "../shapes";
import { FILL } from "../shapes/box";
import { seenBounds } from "../view";
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
/** Badges and points reach farther than the shape itself, on the screen. */
export const OVERHANG = 24;

/** Paints shapes, all of one style in one stroke: a thousand of them cost a handful of drawing calls. */
export function paintShapes(layer: Layer, shapes: readonly Styled[]): void {
  const { context, stage, view } = layer;
  const seen = grown(seenBounds(view, stage), OVERHANG / view.scale);
  const casing = new Path2D();
  const byStyle = new Map<string, { style: Style; fill: number; path: Path2D }>();
  const badged: Styled[] = [];
  for (const shape of shapes) {
    const { bounds, geometry, style } = shape;
    const { opacity = 1 } = style;
    if (opacity === 0 || !overlaps(bounds, seen)) continue;
    const row = rowOf(geometry.kind);
    const pixels = row.pixels?.(geometry);
    if (pixels) {
      context.globalAlpha = opacity;
      paintPixels(layer, pixels, style.colour);
      context.globalAlpha = 1;
      if (style.badge) badged.push(shape);
      // Where the colour alone would say it, a frame does too.
      if (style.dash.length === 0) continue;
    }
    const fill = style.filled && !pixels ? (row.fill?.(geometry) ?? FILL) : 0;
    const key = `${style.colour} ${style.dash.join()} ${fill} ${opacity}`;
    let group = byStyle.get(key);
    if (!group) {
      group = { style, fill, path: new Path2D() };
      byStyle.set(key, group);
    }
    row.trace(geometry, { path: group.path, view });
    // The dark line around it would stay when a shape fades.
    if (opacity === 1) row.trace(geometry, { path: casing, view });
    if (style.badge) badged.push(shape);
  }
  context.lineJoin = "miter";
  strokePath(layer, casing, "var(--canvas-casing)", CASING);
  for (const { fill, path, style } of byStyle.values()) {
    const { opacity = 1 } = style;
    if (fill > 0) {
      context.globalAlpha = fill * opacity;
      context.fillStyle = layer.colours(style.colour);
      context.fill(path);
    }
    context.globalAlpha = opacity;
    strokePath(layer, path, style.colour, LINE, style.dash);
    context.globalAlpha = 1;
  }
  for (const { geometry, style } of badged) paintBadge(layer, geometry, style);
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
