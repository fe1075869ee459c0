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
  /** A new box in the middle of what is seen, for people who do not use a pointer. */
  drawInView?(): void;
  /** Moves the text cursor; with `extend` the far end of the selection. */
  moveCaret?(step: CaretStep, extend: boolean): void;
  /** Brings a region into view. */
  reveal?(id: string): void;
}

export interface CaretStep {
  readonly unit: "character" | "word" | "line" | "lineboundary";
  /** Along the reading direction as seen on the screen. */
  readonly direction: "left" | "right" | "backward" | "forward";
}
