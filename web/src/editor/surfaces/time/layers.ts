import { type SchemeColours, schemeColours } from "./colours";
import type { Layer } from "./paint";
import type { Window } from "./window";

export interface StageElements {
  readonly root: HTMLElement;
  /** Content and regions, painted once per change. */
  readonly still: HTMLCanvasElement;
  /** What follows the pointer and the playing. */
  readonly live: HTMLCanvasElement;
}

/** Paints a layer; the still one is left out while only the live one has changed. */
type Paint = (still: Layer | null, live: Layer) => void;

/** The two canvases of a stage: their size on dense screens, and when they are painted. */
export class Layers {
  /** Of the lanes, in CSS pixels. */
  width = 0;
  readonly colours: SchemeColours;
  private height = 0;
  private frame = 0;
  private stillIsOld = true;

  constructor(
    private readonly elements: StageElements,
    private readonly gutter: number,
    private readonly window: () => Window,
    private readonly paint: Paint,
  ) {
    this.colours = schemeColours(elements.root, () => this.repaint());
  }

  release(): void {
    cancelAnimationFrame(this.frame);
    this.colours.release();
  }

  resize(height: number): void {
    const { live, root, still } = this.elements;
    root.style.height = `${height}px`;
    const density = window.devicePixelRatio || 1;
    const wide = root.clientWidth;
    this.width = Math.max(wide - this.gutter, 0);
    this.height = height;
    for (const canvas of [still, live]) {
      canvas.style.height = `${height}px`;
      // Setting a size clears the canvas, so only what differs is set.
      if (canvas.width !== Math.round(wide * density)) canvas.width = Math.round(wide * density);
      if (canvas.height !== Math.round(height * density)) canvas.height = Math.round(height * density);
      canvas.getContext("2d")?.setTransform(density, 0, 0, density, this.gutter * density, 0);
    }
    this.repaint();
  }

  repaint(): void {
    this.stillIsOld = true;
    this.repaintLive();
  }

  repaintLive(): void {
    if (this.frame !== 0) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      const still = this.stillIsOld ? this.layer(this.elements.still) : null;
      const live = this.layer(this.elements.live);
      if (live) this.paint(still, live);
      this.stillIsOld = false;
    });
  }

  private layer(canvas: HTMLCanvasElement): Layer | null {
    const context = canvas.getContext("2d");
    if (!context || this.width <= 0) return null;
    context.clearRect(-this.gutter, 0, this.width + this.gutter, this.height);
    const family = getComputedStyle(this.elements.root).fontFamily;
    return { context, colours: this.colours, window: this.window(), width: this.width, family };
  }
}
