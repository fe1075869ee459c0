import type { Stroke } from "./hotkeys";

/** What a surface offers to commands while it is mounted. Each kind implements what makes sense for it. */
export interface SurfaceHandle {
  /** Name of the object it shows. */
  readonly object: string;
  /** Zooms about the middle of what is seen. */
  zoomBy?(factor: number): void;
  /** Shows the whole object. */
  fit?(): void;
  /** One pixel of the object on one pixel of the screen. */
  actualSize?(): void;
  /** A new region in the middle of what is seen, for people who do not use a pointer. */
  drawInView?(): void;
  /** Moves the text cursor; with `extend` the far end of the selection. */
  moveCaret?(step: CaretStep, extend: boolean): void;
  /** Brings a region into view. */
  reveal?(id: string): void;
  /** Shows a region as large as it goes, as in the review of single instances. */
  zoomTo?(id: string): void;
  /** Goes to a place that an issue or a comment names: a point of the picture, a frame, a second. */
  goTo?(place: SurfacePlace): void;
  /** Where a region is seen now, in pixels from the corner of the surface: one rectangle, or one for every line of text. */
  boxesOf?(id: string): readonly SeenBox[];
  /** The place that is looked at now, for a report about something that is missing. */
  place?(): SurfacePlace | null;
  /** What only this kind of surface can do, by the names that its commands know: "play", "next-frame". */
  readonly actions?: Readonly<Record<string, SurfaceAction | undefined>>;
}

/** `stroke` is the key that asked for it; without one it was a button. */
export type SurfaceAction = (stroke?: Stroke) => void;

/**
 * A place on an object, for issues and comments: pictures and pages in percent, pages and frames from 1, time in the
 * unit of results, characters as code points.
 */
export interface SurfacePlace {
  readonly object?: string;
  /** The entry of a list, the row of a table. */
  readonly item?: number;
  readonly page?: number;
  readonly frame?: number;
  readonly time?: number;
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly height?: number;
  readonly start?: number;
  readonly end?: number;
  /** The place as people know it, where its numbers say little: the words of a text, a date, a cell. */
  readonly words?: string;
}

/** An upright rectangle of the screen. */
export interface SeenBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** That people said something about a region, and what they said last. */
export interface Remark {
  readonly region: string;
  readonly count: number;
  readonly words: string;
}

/** A place with what is said about it. */
export interface Pin {
  readonly id: string;
  readonly title: string;
  readonly place: SurfacePlace;
}

export interface CaretStep {
  readonly unit: "character" | "word" | "line" | "lineboundary";
  /** Along the reading direction as seen on the screen. */
  readonly direction: "left" | "right" | "backward" | "forward";
}
