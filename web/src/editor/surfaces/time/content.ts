import type { DrawnShape } from "../../core/model";
import type { SurfacePlace } from "../../core/surface";
import type { Band } from "./areas";
import type { PlaceOf } from "./marks";
import type { Layer } from "./paint";
import type { Place } from "./place";
import type { Tick } from "./ticks";
import type { Window } from "./window";

/** What lies on an axis of time: the stage shows it, and lets people draw regions on it. */
export interface TimeContent {
  /** All of it; null while it is not there yet, or when nothing can be shown. */
  bounds(): Window | null;
  /** The shortest window that is still useful. */
  least(): number;
  /** The height of each lane, in pixels. */
  laneHeights(): readonly number[];
  /** Room left of the lanes, for their axes and names. */
  readonly gutter: number;
  /** A region belongs to the lane it was drawn in. */
  readonly perLane: boolean;
  readonly placeOf: PlaceOf;
  /** The shape at a place: a new one, or `before` put there. */
  shapeAt(place: Place, before: DrawnShape | null): DrawnShape;
  /** A shape without length at a value; null where there are none. */
  instantAt(value: number): DrawnShape | null;
  /** The nearest value that a border may have. */
  snap(value: number): number;
  /** The value next to one: the next measured point, or the least step that makes a difference. */
  beside(value: number, direction: 1 | -1): number;
  ticks(window: Window, width: number): readonly Tick[];
  /** A value as people read it, as exact as the window shows it. */
  words(value: number, window: Window): string;
  lengthWords(length: number): string;
  /** A value as a place that reports and comments can name. */
  placeAt(value: number): SurfacePlace;
  paintLane(layer: Layer, lane: number, band: Band): void;
  /** Left of the lane, from `-gutter` to 0. */
  paintGutter(layer: Layer, lane: number, band: Band): void;
  paintOverview(layer: Layer, band: Band): void;
  /** The values under the pointer, over everything else. */
  paintHover(layer: Layer, value: number, lanes: readonly Band[]): void;
  /** Where playing or reading stands, drawn as a line with a grip; null for none. */
  head(): number | null;
  /** Somebody pointed at a value, to go there. */
  seek(value: number): void;
  /** A region was double-clicked. */
  open(id: string): void;
}
