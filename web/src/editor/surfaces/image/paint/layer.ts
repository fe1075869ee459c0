import type { Colours } from "../colours";
import type { Size } from "../geometry";
import type { View } from "../view";

/** Where to paint. `view` maps the picture to CSS pixels; the context is scaled to them already. */
export interface Layer {
  readonly context: CanvasRenderingContext2D;
  readonly stage: Size;
  readonly view: View;
  readonly colours: Colours;
  /** The typeface of the page, for tags. */
  readonly family: string;
}

export function strokePath(
  { colours, context }: Layer,
  path: Path2D,
  colour: string,
  width: number,
  dash: readonly number[] = [],
): void {
  context.strokeStyle = colours(colour);
  context.lineWidth = width;
  context.setLineDash([...dash]);
  context.stroke(path);
  context.setLineDash([]);
}

export function clear({ context, stage }: Layer): void {
  context.clearRect(0, 0, stage.width, stage.height);
}
