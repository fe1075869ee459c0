/** The signs that are painted on a canvas: of a verdict, and that something is locked. */
export type Sign = "check" | "cross" | "pencil" | "lock";

type Place = readonly [x: number, y: number];
type Polyline = readonly [Place, ...Place[]];

/** Lines around the middle of each sign. */
const SIGNS: Readonly<Record<Sign, readonly Polyline[]>> = {
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
  lock: [
    [
      [-3.5, -0.5],
      [3.5, -0.5],
      [3.5, 4],
      [-3.5, 4],
      [-3.5, -0.5],
    ],
    [
      [-2, -0.5],
      [-2, -3],
      [-1, -4],
      [1, -4],
      [2, -3],
      [2, -0.5],
    ],
  ],
};

/** Strokes a sign about a place, in the colour that the context has. */
export function strokeSign(
  context: CanvasRenderingContext2D,
  sign: Sign,
  x: number,
  y: number,
  width: number,
): void {
  context.beginPath();
  for (const [[startX, startY], ...rest] of SIGNS[sign]) {
    context.moveTo(x + startX, y + startY);
    for (const [nextX, nextY] of rest) context.lineTo(x + nextX, y + nextY);
  }
  context.lineWidth = width;
  context.lineCap = "round";
  context.stroke();
  context.lineCap = "butt";
}
