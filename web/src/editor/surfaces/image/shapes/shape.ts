import type { Plane } from "../../../core/masks";
import type { DrawnShape } from "../../../core/shapes";
import type { Bounds, Point, Size } from "../geometry";
import type { Stroke } from "../masks/stroke";
import type { View } from "../view";

/**
 * What the stage has to know about one kind of shape on a picture. The stage itself knows none: it has a view, layers,
 * an index and gestures, and asks the row of a kind for the rest. Geometry is in pixels of the picture.
 */
export interface ShapeRow<S extends DrawnShape, G> {
  /** The geometry of a stored shape; null when it cannot be drawn (yet). */
  of(shape: S, picture: Size): G | null;
  /** The stored shape; the same percents on any size of the same picture. */
  to(geometry: G, picture: Size): S;
  bounds(geometry: G): Bounds;
  /** How much it covers: of two under the pointer the smaller one is meant. */
  area(geometry: G): number;
  /** Whether a press at a point means it; `unit` is what one pixel of the screen is on the picture. */
  hit(geometry: G, point: Point, unit: number): boolean;
  /** Whether its outline is that of its bounds: browsers are far quicker with rectangles than with any other line. */
  isUpright?(geometry: G): boolean;
  /** Its outline on the screen. */
  trace(geometry: G, pen: Pen): void;
  /** What is painted of it pixel by pixel; its outline then only frames it. */
  pixels?(geometry: G): Pixels;
  /** How densely its inside is filled, from 0 to 1; without it like everything else. */
  fill?(geometry: G): number;
  /** Where a mark of a verdict is put. */
  badge(geometry: G): Point;
  /** Places that others snap to; with `joined` also the lines between them. */
  snaps?(geometry: G): { readonly points: readonly Point[]; readonly joined: boolean };
  /** What can be taken hold of while it is selected. */
  handles(geometry: G, how: HandleHow): readonly Handle[];
  dragged(geometry: G, handle: Handle, to: Point, how: DragHow): G;
  moved(geometry: G, dx: number, dy: number): G;
  /** Turned about its middle. */
  turned?(geometry: G, degrees: number): G;
  /** What a click on the selected shape changes; null when a click only selects. */
  clicked?(geometry: G, point: Point, how: ClickHow): G | null;
  /** Where a click would add something. */
  hint?(geometry: G, point: Point, unit: number): Point | null;
  /** Its corners, for people who walk through them by keys. */
  corners?: CornerRow<G>;
  /** How it is drawn, as a machine of presses, moves and releases. */
  readonly drawing: DrawingMachine<G>;
  /** Drawn by key alone in the middle of what is seen; null for what is drawn step by step with the arrow keys. */
  placed?(seen: Bounds, how: DrawHow): G | null;
  /** Words for where it went wrong: nothing is left of it, or it is no shape any more. */
  isNothing(geometry: G, unit: number): boolean;
}

export interface Pen {
  readonly path: Path2D;
  readonly view: View;
}

/** A mask, and how many pixels of this picture one of its pixels is. */
export interface Pixels {
  readonly plane: Plane;
  readonly zoom: Point;
}

export interface Handle {
  readonly name: string;
  readonly at: Point;
  readonly look: "square" | "round" | "turn";
  /** The direction it is pulled in, in degrees from the right; null when it goes anywhere. */
  readonly pull: number | null;
}

export interface HandleHow {
  readonly unit: number;
  /** What part of the picture's plane can be seen: handles stay in sight. */
  readonly seen: Bounds;
  readonly mayTurn: boolean;
}

export interface DragHow {
  readonly picture: Size;
  /** Shift: keeps proportions, turns by steps of 15 degrees. */
  readonly steady: boolean;
}

interface ClickHow {
  readonly unit: number;
  /** Alt: takes away what is under the pointer. */
  readonly takesAway: boolean;
}

interface CornerRow<G> {
  count(geometry: G): number;
  at(geometry: G, index: number): Point;
  moved(geometry: G, index: number, dx: number, dy: number): G;
  /** A corner halfway to the next one. */
  added(geometry: G, index: number): G;
  /** Null when what is left would be no shape. */
  removed(geometry: G, index: number): G | null;
}

export interface DrawHow {
  readonly picture: Size;
  readonly unit: number;
  /** Shift: squares, circles and straight strokes. */
  readonly steady: boolean;
  /** The press ends what is drawn with several presses: a double click. */
  readonly ends: boolean;
  /** Width of points, from the configuration. */
  readonly pointWidth: number;
  /** Diameter of the brush, in pixels of the picture. */
  readonly brush: number;
  readonly erases: boolean;
  /** The shape that drawing goes on with, for kinds that are painted stroke by stroke. */
  readonly onto: { readonly kind: string } | null;
  /** Where the last stroke ended. */
  readonly last: Point | null;
}

/** What is being drawn. It is shown as `geometry`, and kept once it `isDone`; null then means it came to nothing. */
export interface Drawn<G> {
  readonly geometry: G | null;
  readonly isDone: boolean;
  /** Points that were set so far, for marks on the picture and words. */
  readonly points: readonly Point[];
  /** The stroke in the hand. */
  readonly stroke?: Stroke;
}

export interface DrawingMachine<G> {
  /** It draws over everything that is there, and goes on with the selected shape of its kind. */
  readonly paintsOver?: boolean;
  press(drawn: Drawn<G> | null, point: Point, how: DrawHow): Drawn<G>;
  /** The pointer moves, with the button held or not. */
  move(drawn: Drawn<G>, point: Point, how: DrawHow): Drawn<G>;
  release(drawn: Drawn<G>, point: Point, how: DrawHow): Drawn<G>;
  /** A key while drawing; null gives it up, undefined is for keys that mean nothing here. */
  key?(drawn: Drawn<G>, key: DrawKey, how: DrawHow): Drawn<G> | null | undefined;
}

export type DrawKey = "finish" | "finish-open" | "back";
