import { type EditorState, isDrawn, isOnShow, type Region } from "../../core/model";
import { isInSight } from "../../core/selection";
import type { Shape } from "../../core/shapes";
import type { Editor } from "../../core/store";
import { type Bounds, type Size, union } from "./geometry";
import { type Placed, ShapeIndex } from "./shapeIndex";
import { type Geometry, geometryOf, rowOf } from "./shapes";

interface Current {
  readonly key: readonly unknown[];
  readonly placed: readonly Placed[];
  /** What lies on this picture and cannot be drawn. */
  readonly missing: readonly Region[];
  readonly index: ShapeIndex;
}

type Measured = { readonly geometry: Geometry; readonly bounds: Bounds } | null;

/** The regions of one picture in its pixels: measured once per shape, indexed once per change. */
export class Scene {
  private size: Size = { width: 0, height: 0 };
  private measured = new WeakMap<Shape, Measured>();
  private current: Current | null = null;

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

  get missing(): readonly Region[] {
    return this.upToDate().missing;
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

  /** Undone masks stay in the history, but their pixels need not stay in memory. */
  private dropPixels(placed: readonly Placed[]): void {
    if (!placed.some(({ geometry }) => rowOf(geometry.kind).pixels)) return;
    this.measured = new WeakMap(
      placed.map(({ bounds, geometry, region }) => [region.shape, { geometry, bounds }]),
    );
  }

  private isShown(region: Region): boolean {
    return isInSight(region.id, this.editor.state());
  }

  private upToDate() {
    const { hidden, positions, regions, selectedId, selection, solo } = this.editor.state();
    const key = [regions, hidden, positions.get(this.object), solo, solo && selectedId, solo && selection];
    if (!this.current?.key.every((part, index) => part === key[index])) {
      const placed: Placed[] = [];
      const missing: Region[] = [];
      for (const region of regions.values()) {
        if (region.object !== this.object || !this.isShown(region)) continue;
        const found = this.place(region);
        if (found) placed.push(found);
        else if (isDrawn(region) && isOnShow(region, positions)) missing.push(region);
      }
      this.current = { key, placed, missing, index: new ShapeIndex(placed) };
      this.dropPixels(placed);
    }
    return this.current;
  }
}

/** The regions, as they are and as they were, that changed or were judged. */
export function changedRegions(state: EditorState, before: EditorState): ReadonlySet<Region> {
  const changed = new Set([...differing(state.regions, before.regions).values()].flat());
  for (const id of differing(state.decisions, before.decisions).keys()) {
    const region = state.regions.get(id);
    if (region) changed.add(region);
  }
  return changed;
}

/** Past so many changes at once, everything is painted anew. */
const FEW = 64;

/** Where some regions lie; everything when they are many, nothing when none of them can be seen. */
export function changedPart(
  changed: ReadonlySet<Region>,
  scene: { place(region: Region): Placed | null },
): Bounds | "all" | null {
  if (changed.size > FEW) return "all";
  const places = [...changed].map((region) => scene.place(region)?.bounds);
  return union(places.filter((bounds) => bounds !== undefined));
}

/** What is not the same in two maps, by key. */
function differing<T>(
  now: ReadonlyMap<string, T>,
  before: ReadonlyMap<string, T>,
): ReadonlyMap<string, readonly T[]> {
  const found = new Map<string, readonly T[]>();
  if (now === before) return found;
  for (const [key, value] of now) {
    const was = before.get(key);
    if (was !== value) found.set(key, was === undefined ? [value] : [was, value]);
  }
  for (const [key, was] of before) if (!now.has(key)) found.set(key, [was]);
  return found;
}

/** What changes how all of the layer of regions looks. */
export function isRepainted(state: EditorState, before: EditorState): boolean {
  return (
    state.differences !== before.differences ||
    state.balance !== before.balance ||
    state.ghosts !== before.ghosts ||
    state.suggestions !== before.suggestions ||
    state.threshold !== before.threshold ||
    state.reveals !== before.reveals ||
    state.lens !== before.lens ||
    state.suggestedId !== before.suggestedId ||
    (state.lens !== null && state.tool !== before.tool) ||
    state.hidden !== before.hidden ||
    state.positions !== before.positions ||
    state.solo !== before.solo ||
    (state.solo && state.selection !== before.selection)
  );
}
