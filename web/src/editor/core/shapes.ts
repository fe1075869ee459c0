/**
 * The geometry of regions, as plain data. Lengths on pictures are percent of the picture, as in results; what each
 * kind means to lists, keys and undo is in `kinds/`, how it is drawn in `surfaces/`.
 */

/** Size in pixels of the picture or video that a shape was drawn on; zeros when a result does not say. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** A rectangle; `rotation` in degrees, clockwise about its top left corner. */
export interface BoxShape {
  readonly kind: "box";
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly rotation: number;
  readonly picture: PictureSize;
}

/** An ellipse about its centre; radii in percent of the width and of the height. */
export interface EllipseShape {
  readonly kind: "ellipse";
  readonly x: number;
  readonly y: number;
  readonly radiusX: number;
  readonly radiusY: number;
  readonly rotation: number;
  readonly picture: PictureSize;
}

export type PointPair = readonly [x: number, y: number];

/** A polygon, or an open line when it is not closed. */
export interface PolygonShape {
  readonly kind: "polygon";
  readonly points: readonly PointPair[];
  readonly closed: boolean;
  readonly picture: PictureSize;
}

/** A point; `width` is how large it is drawn, in percent of the picture's width. */
export interface KeyPointShape {
  readonly kind: "keypoint";
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly picture: PictureSize;
}

/** Painted pixels as Label Studio's run-length code: whole numbers 0 to 255 of RGBA pixels. */
export interface MaskShape {
  readonly kind: "mask";
  readonly rle: readonly number[];
  readonly picture: PictureSize;
}

/** A stretch of text, in UTF-16 units as JavaScript counts; results store code points. */
export interface SpanShape {
  readonly kind: "span";
  readonly start: number;
  readonly end: number;
}

/**
 * A stretch of an HTML document: offsets in all of its text (UTF-16 units); and, as results have them, its ends as
 * XPaths of text nodes with code points from there, and its words.
 */
export interface HtmlSpanShape {
  readonly kind: "htmlspan";
  readonly start: number;
  readonly end: number;
  readonly startPath: string;
  readonly endPath: string;
  readonly startOffset: number;
  readonly endOffset: number;
  readonly text: string;
}

/** A stretch of a dialogue: from a place in one utterance to a place in the same or a later one (UTF-16 units). */
export interface UtteranceShape {
  readonly kind: "utterance";
  readonly startLine: number;
  readonly endLine: number;
  readonly startOffset: number;
  readonly endOffset: number;
  readonly text: string;
}

/** A stretch of sound in seconds; `channel` counts from 0. `length` is the duration of all of it. */
export interface RangeShape {
  readonly kind: "range";
  readonly start: number;
  readonly end: number;
  readonly channel: number;
  readonly length: number;
}

/** A stretch of a time series in the units of its time column; an instant has no length. */
export interface InstantsShape {
  readonly kind: "instants";
  readonly start: number;
  readonly end: number;
  readonly instant: boolean;
}

/** A rectangle that moves through a video. Frames count from 1. */
export interface TrackShape {
  readonly kind: "track";
  readonly frames: number;
  readonly duration: number;
  readonly sequence: readonly KeyFrame[];
}

/** Where a track is at a frame; between two of them it moves evenly, unless it is switched off (`enabled`). */
export interface KeyFrame {
  readonly frame: number;
  readonly time: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly rotation: number;
  readonly enabled: boolean;
  /** Keys of the result that this editor does not own. */
  readonly more?: Readonly<Record<string, unknown>>;
}

/** Stretches of frames of a video, both ends included. Frames count from 1. */
export interface TimelineShape {
  readonly kind: "timeline";
  readonly ranges: readonly { readonly start: number; readonly end: number }[];
}

/** A link between two regions, by their ids. */
export interface LinkShape {
  readonly kind: "link";
  readonly from: string;
  readonly to: string;
  readonly direction: "left" | "right" | "bi";
}

/** No geometry: the region carries answers about the whole item. */
export interface WholeShape {
  readonly kind: "whole";
}

/** A result of a kind this editor cannot draw: listed, never changed. `reason` says why. */
export interface OpaqueShape {
  readonly kind: "opaque";
  readonly reason: string;
  /** Its kind is known, but there is no such place on its object. */
  readonly misplaced?: boolean;
}

/** What is drawn on an object. */
export type DrawnShape =
  | BoxShape
  | EllipseShape
  | PolygonShape
  | KeyPointShape
  | MaskShape
  | SpanShape
  | HtmlSpanShape
  | UtteranceShape
  | RangeShape
  | InstantsShape
  | TrackShape
  | TimelineShape;

export type Shape = DrawnShape | LinkShape | WholeShape | OpaqueShape;
export type ShapeKind = Shape["kind"];
export type ShapeOf<K extends ShapeKind> = Extract<Shape, { readonly kind: K }>;
