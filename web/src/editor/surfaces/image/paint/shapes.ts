import { type Bounds, grown, overlaps } from "../geometry";
import { type Geometry, rowOf } from "../shapes";
import { FILL } from "../shapes/box";
import { seenBounds } from "../view";
import { paintBadges } from "./badges";
import type { Layer } from "./layer";
import { Outlines } from "./outlines";
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

/**
 * Paints shapes, all of one style together: a thousand of them cost a handful of changes of the brush. First every
 * casing, then the shapes in the order of their styles.
 */
export function paintShapes(layer: Layer, shapes: readonly Styled[]): void {
  const { context } = layer;
  const casings = new Outlines(layer);
  const groups: Groups = new Map();
  const badged: Styled[] = [];
  for (const shape of inSight(layer, shapes)) {
    const { bounds, geometry, style } = shape;
    const { opacity = 1 } = style;
    if (opacity === 0) continue;
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
    groupOf(groups, style, fill, layer).outlines.add(geometry, bounds);
    // The dark line around it would stay when a shape fades.
    if (opacity === 1) casings.add(geometry, bounds);
  }
  context.lineJoin = "miter";
  casings.stroke("var(--canvas-casing)", CASING);
  for (const { fill, outlines, style } of groups.values()) {
    const { colour, dash, opacity = 1 } = style;
    if (fill > 0) {
      context.globalAlpha = fill * opacity;
      outlines.fill(colour);
    }
    context.globalAlpha = opacity;
    outlines.stroke(colour, LINE, dash);
    context.globalAlpha = 1;
  }
  paintBadges(layer, badged);
}

/** Selected shapes: white halos, then their own lines. Those that are masks have a frame of ants. */
export function paintSelected(layer: Layer, shapes: readonly Styled[]): void {
  const { context } = layer;
  const halos = new Outlines(layer);
  const ants = new Outlines(layer);
  const groups: Groups = new Map();
  const seen = inSight(layer, shapes);
  for (const { bounds, geometry, style } of seen) {
    const pixels = rowOf(geometry.kind).pixels?.(geometry);
    if (pixels) {
      paintPixels(layer, pixels, style.colour);
      ants.add(geometry, bounds);
      continue;
    }
    halos.add(geometry, bounds);
    groupOf(groups, style, 0, layer).outlines.add(geometry, bounds);
  }
  // Round corners take browsers three times as long; among many nobody looks at corners.
  context.lineJoin = shapes.length === 1 ? "round" : "miter";
  ants.stroke("var(--canvas-casing)", 3);
  ants.stroke("var(--canvas-selected)", 1.5, [5, 4]);
  halos.stroke("var(--canvas-selected)", HALO);
  halos.stroke("var(--canvas-casing)", 4.6);
  for (const { outlines, style } of groups.values()) outlines.stroke(style.colour, 2.6, style.dash);
  paintBadges(layer, seen);
}

interface Group {
  readonly style: Style;
  readonly fill: number;
  readonly outlines: Outlines;
}

type Groups = Map<string, Group>;

function groupOf(groups: Groups, style: Style, fill: number, layer: Layer): Group {
  const { colour, dash, opacity = 1 } = style;
  const key = `${colour} ${dash.join()} ${fill} ${opacity}`;
  let group = groups.get(key);
  if (!group) {
    group = { style, fill, outlines: new Outlines(layer) };
    groups.set(key, group);
  }
  return group;
}

/** What lies, with all that stands over its edge, on the part of the picture that is seen. */
function inSight({ stage, view }: Layer, shapes: readonly Styled[]): readonly Styled[] {
  const seen = grown(seenBounds(view, stage), OVERHANG / view.scale);
  return shapes.filter(({ bounds }) => overlaps(bounds, seen));
}
