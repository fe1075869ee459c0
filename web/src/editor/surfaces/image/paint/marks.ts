import { type Bounds, clamp, type Point } from "../geometry";
import type { Handle } from "../shapes/shape";
import { screenBounds, toScreen } from "../view";
import { type Layer, strokePath } from "./layer";

const HANDLE = 8;
const TAG = { height: 22, pad: 7, gap: 5, radius: 4, swatch: 8 };

/** Handles; `focused` is the one that keys act on. */
export function paintHandles(layer: Layer, handles: readonly Handle[], focused: string | null): void {
  const { colours, context, view } = layer;
  const small = handles.length > 60;
  for (const { at, look, name } of handles) {
    const { x, y } = toScreen(view, at);
    const side = small && name !== focused ? HANDLE - 2 : HANDLE;
    context.beginPath();
    if (look === "square") context.roundRect(x - side / 2, y - side / 2, side, side, 1.5);
    else context.arc(x, y, look === "turn" ? HANDLE * 0.7 : side * 0.6, 0, 2 * Math.PI);
    context.fillStyle = colours(name === focused ? "var(--accent-fill)" : "var(--canvas-selected)");
    context.fill();
    context.lineWidth = name === focused ? 2 : 1.25;
    context.strokeStyle = colours(name === focused ? "var(--canvas-selected)" : "var(--canvas-tag)");
    context.stroke();
    if (look === "turn") paintArrow(layer, { x, y });
  }
}

/** A round arrow in the handle that turns. */
function paintArrow({ colours, context }: Layer, { x, y }: Point): void {
  context.beginPath();
  context.arc(x, y, 2.6, -0.4, 1.4 * Math.PI);
  context.lineWidth = 1.2;
  context.strokeStyle = colours("var(--canvas-tag)");
  context.stroke();
}

/** A place that a click would make a corner. */
export function paintHint({ colours, context, view }: Layer, at: Point): void {
  const { x, y } = toScreen(view, at);
  context.beginPath();
  context.arc(x, y, 5, 0, 2 * Math.PI);
  context.moveTo(x - 2.5, y);
  context.lineTo(x + 2.5, y);
  context.moveTo(x, y - 2.5);
  context.lineTo(x, y + 2.5);
  context.lineWidth = 1.5;
  context.fillStyle = colours("var(--canvas-tag)");
  context.fill();
  context.strokeStyle = colours("var(--canvas-selected)");
  context.stroke();
}

/** The name of a shape above it, or below its upper edge when there is no room. */
export function paintTag(layer: Layer, bounds: Bounds, title: string, colour: string): void {
  const { colours, context, family, stage, view } = layer;
  const seen = screenBounds(view, bounds);
  if (seen.maxX < 0 || seen.maxY < 0 || seen.minX > stage.width || seen.minY > stage.height) return;
  context.font = `600 12px ${family}`;
  const width = context.measureText(title).width + TAG.pad * 2 + TAG.swatch + TAG.gap;
  const x = clamp(seen.minX - 4, 2, stage.width - width - 2);
  const above = seen.minY - TAG.height - 8;
  const y = above >= 2 ? above : clamp(seen.minY + 8, 2, stage.height - TAG.height - 2);
  context.beginPath();
  context.roundRect(x, y, width, TAG.height, TAG.radius);
  context.fillStyle = colours("var(--canvas-tag)");
  context.fill();
  context.beginPath();
  context.roundRect(x + TAG.pad, y + (TAG.height - TAG.swatch) / 2, TAG.swatch, TAG.swatch, 2);
  context.fillStyle = colours(colour);
  context.fill();
  context.fillStyle = colours("var(--canvas-selected)");
  context.textBaseline = "middle";
  context.fillText(title, x + TAG.pad + TAG.swatch + TAG.gap, y + TAG.height / 2 + 0.5);
}

/** A thin rectangle on the screen: a rubber band, or what belongs together. */
export function paintFrame(layer: Layer, { maxX, maxY, minX, minY }: Bounds, filled: boolean): void {
  const path = new Path2D();
  path.rect(Math.round(minX) + 0.5, Math.round(minY) + 0.5, maxX - minX, maxY - minY);
  if (filled) {
    layer.context.globalAlpha = 0.12;
    layer.context.fillStyle = layer.colours("var(--canvas-selected)");
    layer.context.fill(path);
    layer.context.globalAlpha = 1;
  }
  strokePath(layer, path, "var(--canvas-casing)", 3);
  strokePath(layer, path, "var(--canvas-selected)", 1, filled ? [] : [3, 3]);
}

/** Two lines through the whole stage. */
export function paintCrosshair(layer: Layer, { x, y }: Point): void {
  const path = new Path2D();
  path.moveTo(Math.round(x) + 0.5, 0);
  path.lineTo(Math.round(x) + 0.5, layer.stage.height);
  path.moveTo(0, Math.round(y) + 0.5);
  path.lineTo(layer.stage.width, Math.round(y) + 0.5);
  strokePath(layer, path, "var(--canvas-casing)", 2);
  strokePath(layer, path, "var(--canvas-selected)", 1);
}

/** The place where keys draw. */
export function paintCursor(layer: Layer, at: Point): void {
  const { x, y } = toScreen(layer.view, at);
  const path = new Path2D();
  path.moveTo(x - 12, y);
  path.lineTo(x + 12, y);
  path.moveTo(x, y - 12);
  path.lineTo(x, y + 12);
  strokePath(layer, path, "var(--canvas-tag)", 4);
  strokePath(layer, path, "var(--canvas-selected)", 2);
}

/** A line between two places of the screen with the tips of an arrow. */
export function paintLink(
  layer: Layer,
  from: Point,
  to: Point,
  tips: { start: boolean; end: boolean },
): void {
  const path = new Path2D();
  path.moveTo(from.x, from.y);
  path.lineTo(to.x, to.y);
  const tip = (at: Point, angle: number) => {
    for (const side of [-0.45, 0.45]) {
      path.moveTo(at.x, at.y);
      path.lineTo(at.x - 9 * Math.cos(angle + side), at.y - 9 * Math.sin(angle + side));
    }
  };
  const angle = Math.atan2(to.y - from.y, to.x - from.x);
  if (tips.end) tip(to, angle);
  if (tips.start) tip(from, angle + Math.PI);
  strokePath(layer, path, "var(--canvas-casing)", 3.6);
  strokePath(layer, path, "var(--canvas-selected)", 1.5);
}
