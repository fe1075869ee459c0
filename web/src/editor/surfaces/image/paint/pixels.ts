import type { Plane } from "../../../core/masks";
import { type Bounds, overlaps, type Point } from "../geometry";
import type { Stroke } from "../masks/stroke";
import type { Pixels } from "../shapes/shape";
import { seenBounds, toScreen, type View } from "../view";
import type { Layer } from "./layer";

/** How dense paint is, from 0 to 255: its inside lets the picture through, its edge does not. */
const INSIDE = 105;
const EDGE = 235;
/** A tinted picture of a mask has at most so many pixels; of larger masks only what is seen is shown in full. */
const MOST_PIXELS = 2_000_000;

/** How large a pixel that stands for several may be on the screen. */
const COARSEST = 2;

interface Tinted {
  readonly colour: string;
  readonly canvas: HTMLCanvasElement;
  /** The rectangle of the plane that it shows, and how many of its pixels make one. */
  readonly part: Omit<Plane, "alpha">;
  readonly step: number;
}

const TINTED = new WeakMap<Plane, { whole?: Tinted; part?: Tinted }>();

/** Paints a mask in a colour. */
export function paintPixels(layer: Layer, { plane, zoom }: Pixels, colour: string): void {
  if (plane.width === 0) return;
  const { context, view } = layer;
  const tinted = tintedFor(layer, plane, zoom, layer.colours(colour));
  if (!tinted) return;
  const { canvas, part } = tinted;
  context.save();
  place(context, view);
  context.imageSmoothingEnabled = view.scale * tinted.step < 3;
  context.drawImage(canvas, part.x * zoom.x, part.y * zoom.y, part.width * zoom.x, part.height * zoom.y);
  context.restore();
}

/** The stroke in the hand, on the mask that it goes on with. */
export function paintStroke(layer: Layer, stroke: Stroke, onto: Pixels | null, colour: string): void {
  const { context, stage, view } = layer;
  const density = context.canvas.width / stage.width;
  const scratch = scratchOf(context.canvas.width, context.canvas.height);
  const brush = scratch.getContext("2d");
  if (!brush) return;
  brush.setTransform(density, 0, 0, density, 0, 0);
  brush.clearRect(0, 0, stage.width, stage.height);
  if (onto) paintPixels({ ...layer, context: brush }, onto, colour);
  brush.globalCompositeOperation = stroke.erases ? "destination-out" : "source-over";
  brush.globalAlpha = stroke.erases ? 1 : (INSIDE + 40) / 255;
  brush.strokeStyle = layer.colours(colour);
  brush.lineCap = "round";
  brush.lineJoin = "round";
  brush.lineWidth = Math.max(stroke.diameter * view.scale, 1);
  brush.beginPath();
  const [first] = stroke.points;
  if (first) brush.moveTo(toScreen(view, first).x, toScreen(view, first).y);
  for (const point of stroke.points) brush.lineTo(toScreen(view, point).x, toScreen(view, point).y);
  brush.stroke();
  brush.globalAlpha = 1;
  brush.globalCompositeOperation = "source-over";
  context.drawImage(scratch, 0, 0, stage.width, stage.height);
}

/** The round end of the brush under the pointer. */
export function paintBrush({ colours, context }: Layer, at: Point, diameter: number): void {
  const radius = Math.max(diameter / 2, 1);
  for (const [width, colour] of [
    [3, "var(--canvas-casing)"],
    [1.25, "var(--canvas-selected)"],
  ] as const) {
    context.beginPath();
    context.arc(at.x, at.y, radius, 0, 2 * Math.PI);
    context.lineWidth = width;
    context.strokeStyle = colours(colour);
    context.stroke();
  }
}

let scratch: HTMLCanvasElement | null = null;

function scratchOf(width: number, height: number): HTMLCanvasElement {
  scratch ??= document.createElement("canvas");
  if (scratch.width !== width) scratch.width = width;
  if (scratch.height !== height) scratch.height = height;
  return scratch;
}

/** Makes the context paint in pixels of the picture, besides what it was scaled by already. */
function place(context: CanvasRenderingContext2D, { quarters, scale, x, y }: View): void {
  const [a, b] = (
    [
      [scale, 0],
      [0, scale],
      [-scale, 0],
      [0, -scale],
    ] as const
  )[quarters];
  context.transform(a, b, -b, a, x, y);
}

function tintedFor(layer: Layer, plane: Plane, zoom: Point, colour: string): Tinted | null {
  const known = TINTED.get(plane) ?? {};
  TINTED.set(plane, known);
  const step = Math.ceil(Math.sqrt((plane.width * plane.height) / MOST_PIXELS));
  if (step <= 1 || layer.view.scale * zoom.x * step <= COARSEST) {
    if (known.whole?.colour !== colour) known.whole = tint(plane, plane, Math.max(step, 1), colour);
    return known.whole;
  }
  // Enlarged so far that single pixels could be told apart.
  const part = seenPart(layer, plane, zoom);
  if (!part) return null;
  if (known.part?.colour !== colour || !equalParts(known.part.part, part))
    known.part = tint(plane, part, 1, colour);
  return known.part;
}

function seenPart({ stage, view }: Layer, plane: Plane, zoom: Point): Omit<Plane, "alpha"> | null {
  const seen = seenBounds(view, stage);
  const own: Bounds = {
    minX: plane.x * zoom.x,
    minY: plane.y * zoom.y,
    maxX: (plane.x + plane.width) * zoom.x,
    maxY: (plane.y + plane.height) * zoom.y,
  };
  if (!overlaps(seen, own)) return null;
  const x = Math.max(Math.floor(seen.minX / zoom.x), plane.x);
  const y = Math.max(Math.floor(seen.minY / zoom.y), plane.y);
  const right = Math.min(Math.ceil(seen.maxX / zoom.x), plane.x + plane.width);
  const bottom = Math.min(Math.ceil(seen.maxY / zoom.y), plane.y + plane.height);
  return right > x && bottom > y ? { x, y, width: right - x, height: bottom - y } : null;
}

function equalParts(a: Omit<Plane, "alpha">, b: Omit<Plane, "alpha">): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}

/** A rectangle of a plane as a picture in a colour. */
function tint(plane: Plane, part: Omit<Plane, "alpha">, step: number, colour: string): Tinted {
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(part.width / step);
  canvas.height = Math.ceil(part.height / step);
  const context = canvas.getContext("2d");
  const { height, width, x, y } = part;
  const tinted = { colour, canvas, part: { x, y, width, height }, step };
  if (!context) return tinted;
  const image = context.createImageData(canvas.width, canvas.height);
  const { data } = image;
  for (let row = 0; row < canvas.height; row += 1) {
    let at = (y - plane.y + row * step) * plane.width + (x - plane.x);
    let byte = row * canvas.width * 4 + 3;
    for (let column = 0; column < canvas.width; column += 1, at += step, byte += 4) {
      const value = plane.alpha[at] as number;
      if (value === 0) continue;
      const density = step === 1 && isEdge(plane, at) ? EDGE : INSIDE;
      data[byte] = (density * value) / 255;
    }
  }
  context.putImageData(image, 0, 0);
  context.globalCompositeOperation = "source-in";
  context.fillStyle = colour;
  context.fillRect(0, 0, canvas.width, canvas.height);
  return tinted;
}

/** Whether one of the four neighbours of a pixel is blank; what lies off the plane is. */
function isEdge({ alpha, width }: Plane, at: number): boolean {
  const column = at % width;
  return (
    column === 0 ||
    column === width - 1 ||
    !alpha[at - 1] ||
    !alpha[at + 1] ||
    !alpha[at - width] ||
    !alpha[at + width]
  );
}
