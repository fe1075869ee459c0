import type { Verdict } from "../../core/model";
import { type Box, boxBounds, boxPoint, HANDLES } from "./box";
import type { Colours } from "./colours";
import { type Point, type Size, toScreen, type View } from "./viewport";

/** How the outline of a box looks. */
export interface BoxStyle {
  readonly colour: string;
  readonly dash: readonly number[];
  readonly filled: boolean;
  readonly badge: "check" | "cross" | "pencil" | null;
}

export interface StyledBox {
  readonly box: Box;
  readonly style: BoxStyle;
}

/** Where to paint. `view` maps the picture to CSS pixels; the context is scaled to them already. */
export interface Layer {
  readonly context: CanvasRenderingContext2D;
  readonly stage: Size;
  readonly view: View;
  readonly colours: Colours;
}

const PENDING_DASH = [6, 4];
const GHOST_DASH = [2, 3];
const SUGGESTION_DASH = [4, 3];
const LINE = 2;
const CASING = 3.6;
const BADGE = 9;
const BADGE_AWAY = 6;
const HANDLE = 8;
const TAG = { height: 22, pad: 7, gap: 5, radius: 4 };

export const VERDICT_STYLES: Readonly<Record<Verdict, BoxStyle>> = {
  pending: { colour: "var(--canvas-pending)", dash: PENDING_DASH, filled: false, badge: null },
  approved: { colour: "var(--canvas-approved)", dash: [], filled: true, badge: "check" },
  fixed: { colour: "var(--canvas-approved)", dash: [], filled: true, badge: "pencil" },
  rejected: { colour: "var(--canvas-rejected)", dash: [], filled: true, badge: "cross" },
};
export const GHOST_STYLE: BoxStyle = {
  colour: "var(--canvas-previous)",
  dash: GHOST_DASH,
  filled: false,
  badge: null,
};
export const DRAFT_STYLE: BoxStyle = {
  colour: "var(--canvas-selected)",
  dash: [6, 4],
  filled: false,
  badge: null,
};

export function labelStyle(colour: string): BoxStyle {
  return { colour, dash: [], filled: true, badge: null };
}

export function suggestionStyle(colour: string): BoxStyle {
  return { colour, dash: SUGGESTION_DASH, filled: false, badge: null };
}

/** Paints boxes, all of one style in one stroke: a thousand boxes cost a handful of drawing calls. */
export function paintBoxes(layer: Layer, boxes: readonly StyledBox[]): void {
  const { context } = layer;
  const seen = boxes.filter(({ box }) => isSeen(layer, box));
  const casing = new Path2D();
  const byStyle = new Map<string, { style: BoxStyle; path: Path2D }>();
  for (const { box, style } of seen) {
    const key = `${style.colour} ${style.dash.join()} ${style.filled}`;
    let group = byStyle.get(key);
    if (!group) {
      group = { style, path: new Path2D() };
      byStyle.set(key, group);
    }
    outline(layer, box, group.path);
    outline(layer, box, casing);
  }
  context.lineJoin = "miter";
  stroke(layer, casing, "var(--canvas-casing)", CASING, []);
  for (const { path, style } of byStyle.values()) {
    if (style.filled) {
      context.globalAlpha = 0.1;
      context.fillStyle = layer.colours(style.colour);
      context.fill(path);
      context.globalAlpha = 1;
    }
    stroke(layer, path, style.colour, LINE, style.dash);
  }
  for (const { box, style } of seen) if (style.badge) paintBadge(layer, box, style);
}

/** The selected box: a white halo, its own line, and handles where it can be changed. */
export function paintSelected(layer: Layer, { box, style }: StyledBox, withHandles: boolean): void {
  const { context } = layer;
  const path = new Path2D();
  outline(layer, box, path);
  context.lineJoin = "round";
  const halo = new Path2D();
  outline(layer, grown(box, 3.4 / layer.view.scale), halo);
  stroke(layer, halo, "var(--canvas-selected)", 2, []);
  stroke(layer, path, "var(--canvas-casing)", 4.6, []);
  stroke(layer, path, style.colour, 2.6, style.dash);
  if (style.badge) paintBadge(layer, box, style);
  if (!withHandles) return;
  for (const { u, v } of HANDLES) {
    const at = toScreen(layer.view, boxPoint(box, u, v));
    context.beginPath();
    context.roundRect(at.x - HANDLE / 2, at.y - HANDLE / 2, HANDLE, HANDLE, 1.5);
    context.fillStyle = layer.colours("var(--canvas-selected)");
    context.fill();
    context.lineWidth = 1.25;
    context.strokeStyle = layer.colours("var(--canvas-tag)");
    context.stroke();
  }
}

/** The name of a box above it, or below its upper edge when there is no room. */
export function paintTag(layer: Layer, box: Box, title: string, colour: string, family: string): void {
  if (!isSeen(layer, box)) return;
  const { context, stage, view } = layer;
  const { minX, minY } = boxBounds(box);
  const corner = toScreen(view, { x: minX, y: minY });
  context.font = `600 12px ${family}`;
  const swatch = 8;
  const width = context.measureText(title).width + TAG.pad * 2 + swatch + TAG.gap;
  const x = clamp(corner.x - 4, 2, stage.width - width - 2);
  const above = corner.y - TAG.height - 8;
  const y = above >= 2 ? above : clamp(corner.y + 8, 2, stage.height - TAG.height - 2);
  context.beginPath();
  context.roundRect(x, y, width, TAG.height, TAG.radius);
  context.fillStyle = layer.colours("var(--canvas-tag)");
  context.fill();
  context.beginPath();
  context.roundRect(x + TAG.pad, y + (TAG.height - swatch) / 2, swatch, swatch, 2);
  context.fillStyle = layer.colours(colour);
  context.fill();
  context.fillStyle = layer.colours("var(--canvas-selected)");
  context.textBaseline = "middle";
  context.fillText(title, x + TAG.pad + swatch + TAG.gap, y + TAG.height / 2 + 0.5);
}

function outline({ view }: Layer, box: Box, path: Path2D): void {
  const corners: Point[] = [
    boxPoint(box, 0, 0),
    boxPoint(box, 1, 0),
    boxPoint(box, 1, 1),
    boxPoint(box, 0, 1),
  ];
  corners.forEach((corner, index) => {
    const { x, y } = toScreen(view, corner);
    if (index === 0) path.moveTo(x, y);
    else path.lineTo(x, y);
  });
  path.closePath();
}

/** The box with its sides moved outwards. */
function grown(box: Box, by: number): Box {
  const corner = boxPoint(box, -by / (box.width || 1), -by / (box.height || 1));
  return { ...box, ...corner, width: box.width + 2 * by, height: box.height + 2 * by };
}

function stroke(layer: Layer, path: Path2D, colour: string, width: number, dash: readonly number[]): void {
  const { context } = layer;
  context.strokeStyle = layer.colours(colour);
  context.lineWidth = width;
  context.setLineDash([...dash]);
  context.stroke(path);
  context.setLineDash([]);
}

function paintBadge(layer: Layer, box: Box, { badge, colour }: BoxStyle): void {
  const { context } = layer;
  // A little outside of the corner, which belongs to a handle.
  const at = toScreen(layer.view, boxPoint(grown(box, BADGE_AWAY / layer.view.scale), 1, 0));
  context.beginPath();
  context.arc(at.x, at.y, BADGE, 0, 2 * Math.PI);
  context.fillStyle = layer.colours(colour);
  context.fill();
  context.lineWidth = 2;
  context.strokeStyle = layer.colours("var(--canvas-tag)");
  context.stroke();
  context.beginPath();
  for (const [[x, y], ...rest] of BADGE_STROKES[badge ?? "check"]) {
    context.moveTo(at.x + x, at.y + y);
    for (const [nextX, nextY] of rest) context.lineTo(at.x + nextX, at.y + nextY);
  }
  context.lineCap = "round";
  context.lineWidth = 2.2;
  context.stroke();
  context.lineCap = "butt";
}

type Place = readonly [x: number, y: number];
type Polyline = readonly [Place, ...Place[]];

const BADGE_STROKES: Readonly<Record<"check" | "cross" | "pencil", readonly Polyline[]>> = {
  check: [
    [
      [-4, 0],
      [-1, 3],
      [4, -3],
    ],
  ],
  cross: [
    [
      [-3, -3],
      [3, 3],
    ],
    [
      [3, -3],
      [-3, 3],
    ],
  ],
  pencil: [
    [
      [-4, 4],
      [-3.5, 1.5],
      [2.5, -4],
      [4, -2.5],
      [-1.5, 3.5],
      [-4, 4],
    ],
  ],
};

function isSeen({ stage, view }: Layer, box: Box): boolean {
  const { maxX, maxY, minX, minY } = boxBounds(box);
  const from = toScreen(view, { x: minX, y: minY });
  const to = toScreen(view, { x: maxX, y: maxY });
  const edge = 2 * BADGE;
  return to.x >= -edge && to.y >= -edge && from.x <= stage.width + edge && from.y <= stage.height + edge;
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(Math.min(value, most), least);
}
