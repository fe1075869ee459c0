import { strokeSign } from "../../signs";
import { type Geometry, rowOf } from "../shapes";
import { toScreen } from "../view";
import type { Layer } from "./layer";
import type { Badge, Style } from "./styles";

const RADIUS = 9;
const LINE = 2;
const SIDE = 2 * RADIUS + LINE + 2;
const AWAY = 6;

/** Every badge is drawn once, and from then on copied: what thousands of circles and signs cost is seen. */
const DRAWN = new Map<string, HTMLCanvasElement>();

/** The signs of verdicts, a little outside of their shapes, whose corners belong to handles. */
export function paintBadges(
  layer: Layer,
  badged: readonly { readonly geometry: Geometry; readonly style: Style }[],
): void {
  if (badged.length === 0) return;
  const { context, view } = layer;
  const density = context.getTransform().a;
  for (const { geometry, style } of badged) {
    if (!style.badge) continue;
    const row = rowOf(geometry.kind);
    const corner = toScreen(view, row.badge(geometry));
    const { maxX, minX } = row.bounds(geometry);
    // What has no size of its own must not be covered.
    const away = maxX > minX ? AWAY : RADIUS + AWAY;
    // On whole pixels a copy is sharp, and quick.
    const [x, y] = [corner.x + away, corner.y - away].map(
      (middle) => Math.round((middle - SIDE / 2) * density) / density,
    );
    context.drawImage(drawn(layer, style.badge, style.colour, density), x ?? 0, y ?? 0, SIDE, SIDE);
  }
}

function drawn({ colours }: Layer, badge: Badge, colour: string, density: number): HTMLCanvasElement {
  const [fill, line] = [colours(colour), colours("var(--canvas-tag)")];
  const name = `${badge} ${fill} ${line} ${density}`;
  let canvas = DRAWN.get(name);
  if (!canvas) {
    canvas = document.createElement("canvas");
    canvas.width = Math.ceil(SIDE * density);
    canvas.height = canvas.width;
    const context = canvas.getContext("2d");
    if (context) {
      context.scale(density, density);
      context.beginPath();
      context.arc(SIDE / 2, SIDE / 2, RADIUS, 0, 2 * Math.PI);
      context.fillStyle = fill;
      context.fill();
      context.lineWidth = LINE;
      context.strokeStyle = line;
      context.stroke();
      strokeSign(context, badge, SIDE / 2, SIDE / 2, 2.2);
    }
    DRAWN.set(name, canvas);
  }
  return canvas;
}
