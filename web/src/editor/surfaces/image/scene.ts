import { type EditorState, isOnShow, type Region } from "../../core/model";
import { isInSight } from "../../core/selection";
import type { Shape } from "../../core/shapes";
import type { Editor } from "../../core/store";
import type { Bounds, Size } from "./geometry";
import { type Placed, ShapeIndex } from "./shapeIndex";
import { type Geometry, geometryOf, rowOf } from "./shapes";

type Measured = { readonly geometry: Geometry; readonly bounds: Bounds } | null;

/** The regions of one picture in its pixels: measured once per shape, indexed once per change. */
export class Scene {
  private size: Size = { width: 0, height: 0 };
  private measured = new WeakMap<Shape, Measured>();
  private current: { readonly key: readonly unknown[]; placed: readonly Placed[]; index: ShapeIndex } | null =
    null;

  constructor(
    private readonly editor: Editor,
    readonly object: string,
  ) {}

  get picture(): Size {
    return this.size;
  }

  setPicture(size: Size): void {
    this.size = size;
    this.forget();
  }

  /** Measures everything anew, because something became known about the shapes. */
  forget(): void {
    this.measured = new WeakMap();
    this.current = null;
  }

  /** The regions that can be seen and hit, in the order they are painted. */
  get placed(): readonly Placed[] {
    return this.upToDate().placed;
  }

  get index(): ShapeIndex {
    return this.upToDate().index;
  }

  find(id: string | null): Placed | null {
    const region = id === null ? undefined : this.editor.state().regions.get(id);
    return region && this.isShown(region) ? this.place(region) : null;
  }

  /** Everything that is selected on this picture, the current one last. */
  selection(): readonly Placed[] {
    return [...this.editor.state().selection].map((id) => this.find(id)).filter((each) => each !== null);
  }

  /** A region, suggestion or ghost where it lies; null when it lies on another picture or cannot be drawn. */
  place(region: Region): Placed | null {
    if (region.object !== this.object || !isOnShow(region, this.editor.state().positions)) return null;
    const measured = this.measure(region.shape);
    return measured && { id: region.id, region, ...measured };
  }

  measure(shape: Shape): Measured {
    const known = this.measured.get(shape);
    if (known !== undefined) return known;
    const geometry = this.size.width > 0 ? geometryOf(shape, this.size) : null;
    const measured = geometry && { geometry, bounds: rowOf(geometry.kind).bounds(geometry) };
    this.measured.set(shape, measured);
    return measured;
  }

  private isShown(region: Region): boolean {
    return isInSight(region.id, this.editor.state());
  }

  private upToDate() {
    const { hidden, positions, regions, selectedId, selection, solo } = this.editor.state();
    const key = [regions, hidden, positions.get(this.object), solo, solo && selectedId, solo && selection];
    if (!this.current?.key.every((part, index) => part === key[index])) {
      const placed: Placed[] = [];
      for (const region of regions.values()) {
        const found = this.isShown(region) ? this.place(region) : null;
        if (found) placed.push(found);
      }
      this.current = { key, placed, index: new ShapeIndex(placed) };
    }
    return this.current;
  }
}

/** What changes how the layer of all regions looks. */
export function isRepainted(state: EditorState, before: EditorState): boolean {
  return (
    state.decisions !== before.decisions ||
    state.ghosts !== before.ghosts ||
    state.suggestions !== before.suggestions ||
    state.threshold !== before.threshold ||
    state.reveals !== before.reveals ||
    (state.reveals && state.draft !== before.draft) ||
    state.hidden !== before.hidden ||
    state.positions !== before.positions ||
    state.solo !== before.solo ||
    (state.solo && state.selection !== before.selection)
  );
}
