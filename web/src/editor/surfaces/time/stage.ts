import { type DrawnShape, type EditorState, isDrawn, type Region } from "../../core/model";
import { cycle } from "../../core/selection";
import type { Editor } from "../../core/store";
import type { SeenBox, SurfacePlace } from "../../core/surface";
import { pinsOn } from "../pins";
import { type Areas, areaAt, areasFor } from "./areas";
import type { TimeContent } from "./content";
import { cursorAt, dragGesture, type Gesture, type Scene, type Spot, startGesture } from "./gesture";
import { Layers, type StageElements } from "./layers";
import { brushColour, looksDifferent, type Marks, marksOf, suggestionOf } from "./marks";
import { type Picture, paintLive, paintStill } from "./painter";
import { type Place, type Placed, snapped } from "./place";
import { seenOn } from "./seen";
import { marksUnder } from "./under";
import { framing, kept, panned, revealed, spanOf, valueAt, type Window, zoomed } from "./window";

/** How near a border has to come to that of another region to be drawn to it, in pixels. */
const SNAP = 6;
/** Shorter stretches are slips of the hand, in pixels. */
const LEAST_DRAWN = 3;

/**
 * An axis of time with lanes of content, regions upon it, a ruler above and an overview below. It turns pointer
 * gestures into edits. What the lanes show is up to the content: sound, measurements. Plain canvas code: no React.
 */
export class TimeStage {
  window: Window = { start: 0, end: 1 };
  /** A mark set for the beginning of the next region. */
  markIn: number | null = null;
  private whole = true;
  private gesture: Gesture | null = null;
  private pointer: Spot | null = null;
  private readonly layers: Layers;
  private known: Marks | null = null;
  areas: Areas = areasFor([], 0);
  private readonly release: (() => void)[] = [];

  constructor(
    private readonly elements: StageElements,
    private readonly editor: Editor,
    private readonly object: string,
    private readonly content: TimeContent,
    private readonly onView: (window: Window) => void,
  ) {
    const { root } = elements;
    this.layers = new Layers(
      elements,
      content.gutter,
      () => this.window,
      (still, live) => {
        const picture = this.picture();
        if (still && picture) paintStill(still, picture);
        if (picture) paintLive(live, picture);
        if (picture) editor.moved(object);
      },
    );
    const sizes = new ResizeObserver(() => this.measure());
    sizes.observe(root);
    this.listen("pointerdown", this.onDown);
    this.listen("pointermove", this.onMove);
    this.listen("pointerup", this.onUp);
    this.listen("pointercancel", this.onCancel);
    this.listen("pointerleave", () => this.hover(null));
    this.listen("dblclick", this.onDouble);
    this.listen("wheel", this.onWheel, { passive: false });
    this.listen("keydown", this.onKey);
    this.listen("blur", () => {
      delete root.dataset.byPointer;
    });
    this.release.push(
      () => sizes.disconnect(),
      () => this.layers.release(),
      editor.subscribe((state, before) => this.onState(state, before)),
    );
    this.measure();
  }

  destroy(): void {
    for (const release of this.release) release();
  }

  /** The content is there, or is another one: shows all of it. */
  reset(): void {
    this.whole = true;
    this.known = null;
    const bounds = this.content.bounds();
    if (bounds) this.window = bounds;
    this.measure();
  }

  /** The content looks different, in the same place. */
  refresh(): void {
    this.known = null;
    this.measure();
  }

  zoomBy(factor: number, at = (this.window.start + this.window.end) / 2): void {
    const bounds = this.content.bounds();
    if (bounds) this.show(zoomed(this.window, factor, at, bounds, this.content.least()));
  }

  /** Shows a stretch of this length about the head, or about the middle of what is seen. */
  zoomToSpan(span: number): void {
    const head = this.content.head();
    const { end, start } = this.window;
    const at = head !== null && head >= start && head <= end ? head : (start + end) / 2;
    this.zoomBy(spanOf(this.window) / span, at);
  }

  fit(): void {
    const bounds = this.content.bounds();
    if (bounds) this.show(bounds);
  }

  /** Moves by a share of what is seen. */
  panBy(share: number): void {
    const bounds = this.content.bounds();
    if (bounds) this.show(panned(this.window, share * spanOf(this.window), bounds));
  }

  /** Pans so that a region can be seen; leaves the view alone when it can. */
  reveal(id: string): void {
    const mark = this.marks().byId.get(id);
    const bounds = this.content.bounds();
    if (mark && bounds) this.show(revealed(this.window, mark.place, bounds));
  }

  /** Where a region lies on the lanes, as far as it is in the window. */
  boxesOf(id: string): readonly SeenBox[] {
    const mark = this.marks().byId.get(id);
    return mark && this.content.bounds() ? seenOn(mark, this, this.content.gutter) : [];
  }

  zoomTo(id: string): void {
    const mark = this.marks().byId.get(id);
    const bounds = this.content.bounds();
    if (mark && bounds) this.show(framing(mark.place, bounds, this.content.least()));
  }

  /** Turns the page when the head has left what is seen. */
  follow(head: number): void {
    const bounds = this.content.bounds();
    const { end, start } = this.window;
    if (!bounds || this.gesture || (head >= start && head <= end)) return;
    const span = spanOf(this.window);
    this.show(kept({ start: head - span * 0.05, end: head + span * 0.95 }, bounds, 0));
  }

  placeAt(value: number): SurfacePlace {
    return { object: this.object, ...this.content.placeAt(value) };
  }

  placeOfRegion(region: Region): Place | null {
    if (region.object !== this.object || !isDrawn(region)) return null;
    return this.content.placeOf(region.shape)?.place ?? null;
  }

  /** Draws a region; who draws by keyboard goes on to change it, so there it is selected. */
  draw(place: Place, select: boolean): void {
    const id = this.editor.draw(this.object, this.content.shapeAt(place, null));
    if (select && id) this.editor.select(id);
  }

  /** Puts a region somewhere else, as one step that can be undone. */
  put(region: Region, place: Place): void {
    if (isDrawn(region)) this.editor.reshape(region.id, this.content.shapeAt(place, region.shape));
  }

  repaintLive(): void {
    this.layers.repaintLive();
  }

  private repaint(): void {
    this.layers.repaint();
  }

  get width(): number {
    return this.layers.width;
  }

  private show(window: Window): void {
    const bounds = this.content.bounds();
    if (!bounds) return;
    this.window = window;
    this.whole = spanOf(window) >= spanOf(bounds) * (1 - 1e-9);
    this.onView(window);
    this.repaint();
  }

  private listen<K extends keyof HTMLElementEventMap>(
    type: K,
    handler: (event: HTMLElementEventMap[K]) => void,
    options?: AddEventListenerOptions,
  ): void {
    const { root } = this.elements;
    root.addEventListener(type, handler, options);
    this.release.push(() => root.removeEventListener(type, handler, options));
  }

  private measure(): void {
    this.areas = areasFor(this.content.laneHeights(), this.marks().rows);
    this.layers.resize(this.areas.height);
    const bounds = this.content.bounds();
    if (bounds) this.show(this.whole ? bounds : kept(this.window, bounds, this.content.least()));
  }

  private marks(): Marks {
    this.known ??= marksOf(this.editor, this.object, this.content.placeOf);
    return this.known;
  }

  private onState(state: EditorState, before: EditorState): void {
    if (looksDifferent(state, before)) {
      const { rows } = this.marks();
      this.known = null;
      if (this.marks().rows !== rows) this.measure();
      this.repaint();
    } else if (state.selection !== before.selection) this.repaint();
    else if (state.activeLabels !== before.activeLabels || state.tool !== before.tool) this.repaintLive();
    else if (state.pins !== before.pins) this.repaintLive();
    this.setCursor();
  }

  /** The regions under a spot, the shortest first: inside of a long one one means the short one. */
  private under(spot: Spot): readonly Placed[] {
    const { regions } = this.editor.state();
    return marksUnder(spot, this.marks().all, this).filter(({ id }) => regions.has(id));
  }

  /** The suggestion under a spot. */
  private suggestedUnder(spot: Spot): string | null {
    const found = marksUnder(spot, this.marks().all, this).find(({ look }) => look === "suggestion");
    return found ? suggestionOf(found) : null;
  }

  private scene(spot: Spot): Scene | null {
    const bounds = this.content.bounds();
    if (!bounds || this.width <= 0) return null;
    const { editable, rights, selection, tool } = this.editor.state();
    const { byId } = this.marks();
    const selected = [...selection].map((id) => byId.get(id)).filter((mark) => mark !== undefined);
    return {
      window: this.window,
      bounds,
      width: this.width,
      tool: tool === "reveal" ? "draw" : tool,
      mayDraw: editable && rights.create && this.editor.drawerFor(this.object) !== null,
      mayReshape: editable && rights.reshape,
      under: this.under(spot),
      selected,
      snap: (value, without) => this.snap(value, without),
    };
  }

  /** To a border of another region or the head when one is near, else to what the content has there. */
  private snap(value: number, without: string | null): number {
    const reach = (SNAP / this.width) * spanOf(this.window);
    const targets: number[] = [];
    for (const { id, look, place } of this.marks().all) {
      if (id === without || look === "draft" || look === "ghost") continue;
      targets.push(place.start, place.end);
    }
    const head = this.content.head();
    if (head !== null) targets.push(head);
    const near = snapped(value, targets, reach);
    return near === value ? this.content.snap(value) : near;
  }

  private readonly onDown = (event: PointerEvent): void => {
    const { root } = this.elements;
    // Who points needs no ring to see where the keys go.
    root.dataset.byPointer = "";
    root.focus({ preventScroll: true });
    const spot = this.spotOf(event);
    const scene = this.scene(spot);
    if (!scene || (event.button !== 0 && event.button !== 1)) return;
    event.preventDefault();
    if (this.editor.state().pinning && event.button === 0 && spot.area !== "overview") {
      this.editor.pin(this.placeAt(scene.snap(valueAt(this.window, this.width, spot.x), null)));
      return;
    }
    root.setPointerCapture(event.pointerId);
    this.gesture = startGesture(spot, event.button === 1, scene);
    this.act();
    this.setCursor();
  };

  private readonly onMove = (event: PointerEvent): void => {
    const spot = this.spotOf(event);
    this.pointer = spot;
    const { gesture } = this;
    const scene = this.scene(spot);
    if (!gesture || !scene) {
      this.hover(spot);
      return;
    }
    this.gesture = dragGesture(gesture, spot, scene);
    if (this.gesture.kind !== gesture.kind) {
      if (this.gesture.kind === "move") this.editor.select(this.gesture.id);
      // The still layer leaves out what moves now.
      this.repaint();
    }
    this.act();
    this.setCursor();
  };

  /** What a gesture does while it lasts. */
  private act(): void {
    const { gesture } = this;
    if (gesture?.kind === "pan" || gesture?.kind === "overview") this.show(gesture.window);
    else if (gesture?.kind === "scrub") this.content.seek(gesture.value);
    this.repaintLive();
  }

  private readonly onUp = (event: PointerEvent): void => {
    const { gesture } = this;
    this.gesture = null;
    if (!gesture) return;
    const spot = this.spotOf(event);
    if (gesture.kind === "press") this.press(spot, event.shiftKey || event.ctrlKey || event.metaKey);
    else if (gesture.kind === "draw") {
      const length = spanOf(gesture.place) / spanOf(this.window);
      if (length * this.width >= LEAST_DRAWN) this.draw(this.lanedPlace(gesture.place), false);
    } else if (gesture.kind === "move" || gesture.kind === "resize") {
      const region = this.editor.state().regions.get(gesture.id);
      const emptied = gesture.kind === "resize" && spanOf(gesture.place) <= 0;
      if (region && !emptied) this.put(region, gesture.place);
    }
    this.repaint();
    this.setCursor();
  };

  /** A click goes there, and selects what lies there; with Shift or Ctrl it selects one more. */
  private press(spot: Spot, adds: boolean): void {
    const scene = this.scene(spot);
    if (!scene) return;
    const ids = scene.under.map((placed) => placed.id);
    const { selectedId } = this.editor.state();
    const takes = !adds && this.editor.takesAt(ids.length > 0);
    const suggested = takes ? this.suggestedUnder(spot) : null;
    if (suggested !== null) {
      this.editor.takeSuggestion(suggested);
      return;
    }
    if (adds) {
      const [id] = ids;
      if (id) this.editor.toggleSelected(id);
      return;
    }
    this.content.seek(valueAt(this.window, this.width, spot.x));
    this.editor.select(cycle(ids, selectedId));
  }

  private lanedPlace(place: Place): Place {
    return this.content.perLane ? place : { ...place, lane: null };
  }

  private readonly onDouble = (event: MouseEvent): void => {
    const spot = this.spotOf(event);
    const scene = this.scene(spot);
    if (!scene || (spot.area !== "lanes" && spot.area !== "track")) return;
    const [placed] = scene.under;
    const shape: DrawnShape | null = placed
      ? null
      : this.content.instantAt(scene.snap(valueAt(this.window, this.width, spot.x), null));
    if (placed) this.content.open(placed.id);
    else if (shape && scene.mayDraw) this.editor.draw(this.object, shape);
  };

  private readonly onCancel = (): void => {
    this.gesture = null;
    this.repaint();
  };

  private readonly onWheel = (event: WheelEvent): void => {
    const { root } = this.elements;
    const zooms = event.ctrlKey || event.metaKey || document.activeElement === root;
    const sideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
    // Until it has the focus, the page scrolls on under the pointer.
    if ((!zooms && !sideways) || this.width <= 0) return;
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    if (sideways && !event.ctrlKey) {
      this.panBy(((event.deltaX || event.deltaY) * lines) / this.width);
      return;
    }
    // A pinch arrives as a wheel with Ctrl and small steps.
    const speed = event.ctrlKey ? 0.01 : 0.0022;
    const at = valueAt(this.window, this.width, this.spotOf(event).x);
    this.zoomBy(Math.exp(-event.deltaY * lines * speed), at);
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key === "Escape" && this.gesture) {
      this.onCancel();
      event.preventDefault();
    }
  };

  private hover(spot: Spot | null): void {
    this.pointer = spot;
    const suggested = spot && this.editor.state().suggestions.size > 0 ? this.suggestedUnder(spot) : null;
    if (suggested !== null) this.editor.lookAt(suggested);
    this.setCursor();
    this.repaintLive();
  }

  private setCursor(): void {
    const { pointer } = this;
    const { style } = this.elements.root;
    if (this.gesture?.kind === "pan" || this.gesture?.kind === "overview") style.cursor = "grabbing";
    else if (this.gesture || !pointer) return;
    else if (this.editor.state().pinning) style.cursor = "crosshair";
    else {
      const scene = this.scene(pointer);
      style.cursor = scene ? cursorAt(pointer, false, scene) : "default";
    }
  }

  private spotOf(event: MouseEvent): Spot {
    const { left, top } = this.elements.root.getBoundingClientRect();
    const y = event.clientY - top;
    return { ...areaAt(this.areas, y), x: event.clientX - left - this.content.gutter, y };
  }

  private picture(): Picture | null {
    const bounds = this.content.bounds();
    if (!bounds) return null;
    const { pointer } = this;
    const { selection } = this.editor.state();
    const over = pointer && pointer.area !== "overview" && pointer.x >= 0;
    const scene = pointer && this.scene(pointer);
    return {
      content: this.content,
      areas: this.areas,
      bounds,
      marks: this.marks(),
      selection,
      gesture: this.gesture,
      brush: brushColour(this.editor, this.object),
      mayReshape: scene?.mayReshape ?? this.editor.state().editable,
      hover: over ? valueAt(this.window, this.width, pointer.x) : null,
      markIn: this.markIn,
      pins: pinsOn(this.editor, this.object),
    };
  }
}
