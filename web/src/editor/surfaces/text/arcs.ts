import type { LinkShape } from "../../core/shapes";

/** A curve between two words, in pixels of the text that they stand in, and the place of its name. */
export interface Arc {
  readonly path: string;
  readonly direction: LinkShape["direction"];
  readonly labelX: number;
  readonly labelY: number;
}

type Box = Pick<DOMRect, "left" | "top" | "width" | "height">;

/** How far a curve rises above words of one line. */
const LOWEST = 14;
const HIGHEST = 30;

export function arcBetween(from: Box, to: Box, frame: Box, direction: LinkShape["direction"]): Arc {
  const [x1, y1] = [from.left - frame.left + from.width / 2, from.top - frame.top];
  const [x2, y2] = [to.left - frame.left + to.width / 2, to.top - frame.top];
  const rise = Math.min(LOWEST + Math.abs(x2 - x1) / 20, HIGHEST);
  const [above1, above2] = [y1 - rise, y2 - rise];
  const path = `M${round(x1)} ${round(y1)}C${round(x1)} ${round(above1)} ${round(x2)} ${round(above2)} ${round(x2)} ${round(y2)}`;
  // The middle of such a curve.
  const labelX = round((x1 + x2) / 2);
  const labelY = round((y1 + 3 * above1 + 3 * above2 + y2) / 8 - 3);
  return { path, direction, labelX, labelY };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
