import type { Pin } from "../../../core/surface";
import type { Size } from "../geometry";
import { toScreen } from "../view";
import type { Layer } from "./layer";
import { paintTag } from "./marks";

const RADIUS = 7;
const COLOUR = "var(--rejected-solid)";

/** Places that something is said about: a ring on the spot, and the words above it. */
export function paintPins(layer: Layer, pins: readonly Pin[], picture: Size): void {
  const { colours, context, view } = layer;
  for (const { place, title } of pins) {
    if (place.x === undefined || place.y === undefined) continue;
    const at = { x: (place.x / 100) * picture.width, y: (place.y / 100) * picture.height };
    const { x, y } = toScreen(view, at);
    const ring = new Path2D();
    ring.arc(x, y, RADIUS, 0, 2 * Math.PI);
    context.lineWidth = 5;
    context.strokeStyle = colours("var(--canvas-casing)");
    context.stroke(ring);
    context.lineWidth = 2.5;
    context.strokeStyle = colours(COLOUR);
    context.stroke(ring);
    const half = RADIUS / view.scale;
    paintTag(
      layer,
      { minX: at.x - half, maxX: at.x + half, minY: at.y - half, maxY: at.y + half },
      title,
      COLOUR,
    );
  }
}
