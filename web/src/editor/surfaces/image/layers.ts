import { type Colours, resolveColours } from "./colours";
import { type Bounds, type Size, union } from "./geometry";
import type { Layer } from "./paint/layer";
import type { View } from "./view";

export interface LayerElements {
  readonly root: HTMLElement;
  /** All regions, painted once per change. */
  readonly still: HTMLCanvasElement;
  /** Only what is selected or being drawn, painted while the pointer moves. */
  readonly live: HTMLCanvasElement;
}

interface Painters {
  readonly view: () => View;
  /** Paints all of the layer that stays, or a part of it. */
  readonly still: (layer: Layer, part: Bounds | null) => void;
  readonly live: (layer: Layer) => void;
}

/** A layer that takes longer to paint, in milliseconds, is only moved while the view changes. */
const SLOW = 14;
/** After so many milliseconds the view has come to rest. */
const QUIET = 90;

/** The two canvases over a picture, or over one of a film: at most one painting a frame, and of the one that stays only what changed. */
export class Layers {
  private room: Size = { width: 0, height: 0 };
  private readonly colours: Colours;
  private frame = 0;
  private settling = 0;
  /** What of the layer that stays is out of date. */
  private stale: Bounds | "all" | null = "all";
  /** The view that it was painted for, and how long that took. */
  private painted: { readonly view: View; readonly took: number } | null = null;

  constructor(
    private readonly elements: LayerElements,
    private readonly painters: Painters,
  ) {
    this.colours = resolveColours(elements.root);
  }

  destroy(): void {
    cancelAnimationFrame(this.frame);
    clearTimeout(this.settling);
  }

  /** Takes the room that the stage has now. */
  measure(): Size {
    const { live, root, still } = this.elements;
    const { clientHeight: height, clientWidth: width } = root;
    const density = window.devicePixelRatio || 1;
    this.room = { width, height };
    for (const canvas of [still, live]) {
      canvas.width = Math.round(width * density);
      canvas.height = Math.round(height * density);
      canvas.getContext("2d")?.setTransform(density, 0, 0, density, 0, 0);
    }
    this.painted = null;
    return this.room;
  }

  /** Paints again: everything, a part of the picture, or (null) only what follows the pointer. */
  repaint(part: Bounds | "all" | null): void {
    if (part !== null) {
      const known = this.stale;
      this.stale = part === "all" || known === "all" ? "all" : union(known ? [known, part] : [part]);
    }
    if (this.frame === 0) this.frame = requestAnimationFrame(() => this.paint());
  }

  /** Paints everything in this very turn, in which the browser shows what lies below. */
  paintNow(): void {
    cancelAnimationFrame(this.frame);
    this.stale = "all";
    this.paint();
  }

  /** The view changed: a layer that takes long is moved for now, and painted when the view has come to rest. */
  follow(): void {
    clearTimeout(this.settling);
    const { painted } = this;
    const view = this.painters.view();
    if (!painted || painted.took < SLOW || painted.view.quarters !== view.quarters) {
      this.repaint("all");
      return;
    }
    const ratio = view.scale / painted.view.scale;
    const [x, y] = [view.x - painted.view.x * ratio, view.y - painted.view.y * ratio];
    this.elements.still.style.transform = `translate(${x}px, ${y}px) scale(${ratio})`;
    this.settling = window.setTimeout(() => this.repaint("all"), QUIET);
    this.repaint(null);
  }

  private paint(): void {
    this.frame = 0;
    const still = this.stale === null ? null : this.layer(this.elements.still);
    const live = this.layer(this.elements.live);
    if (still) this.paintStill(still);
    if (live) this.painters.live(live);
  }

  private paintStill(layer: Layer): void {
    const begun = performance.now();
    // A part fits only on what was painted for this very view.
    const part = this.stale === "all" || this.painted?.view !== layer.view ? null : this.stale;
    if (part === null) this.elements.still.style.transform = "";
    this.painters.still(layer, part);
    const took = part === null ? performance.now() - begun : (this.painted?.took ?? 0);
    this.painted = { view: layer.view, took };
    this.stale = null;
  }

  private layer(canvas: HTMLCanvasElement): Layer | null {
    const context = canvas.getContext("2d");
    if (!context || this.room.width === 0) return null;
    const family = getComputedStyle(this.elements.root).fontFamily;
    return { context, stage: this.room, view: this.painters.view(), colours: this.colours, family };
  }
}
