import { drawControls } from "../../core/edits";
import { type EditorState, isOnShow } from "../../core/model";
import type { Editor } from "../../core/store";
import type { SeenBox, SurfaceHandle, SurfacePlace } from "../../core/surface";
import { pinsOn } from "../pins";
import { type Bounds, clamp, grown, type Point, type Size } from "./geometry";
import type { Pointed } from "./gesture";
import { type Board, Hands } from "./hands";
import { Keyboard } from "./keyboard";
import { type LayerElements, Layers } from "./layers";
import { onPlanes } from "./masks/planes";
import { clear, type Layer } from "./paint/layer";
import { paintLive } from "./paint/live";
import { paintPins } from "./paint/pins";
import { paintStill } from "./paint/still";
import { styleOf } from "./paint/styles";
import { changedPart, changedRegions, isRepainted, Scene } from "./scene";
import { kindDrawnBy, rowOf } from "./shapes";
import { type Troubles, troublesOf } from "./troubles";
import type { View } from "./view";
import * as views from "./view";

export interface StageElements extends LayerElements {
  readonly picture: HTMLImageElement;
}

/** What the configuration says about how the picture is shown. */
export interface Looks {
  readonly crosshair: boolean;
  /** Whether pixels run into each other when the picture is enlarged. */
  readonly smooth: boolean;
}

/** What the page around the stage is told. */
interface StageReport {
  readonly onView: (view: View) => void;
  /** How to go on with what is being drawn step by step; null when nothing is. */
  readonly onHint: (words: string | null) => void;
  readonly onBrush: (size: number) => void;
  readonly onTroubles: (troubles: Troubles) => void;
}

/** How near a region is looked at, at most, when it is shown as large as it goes. */
const CLOSEST = 8;
/** Diameters of the brush, in pixels of the picture. */
export const BRUSH = { least: 1, most: 200, step: 1.25 } as const;
/** The size that was chosen last; it outlives the item, because hands do not change with it. */
const brushes = { size: 24 };
/** Two presses within so many milliseconds, at the same place, are a double click. */
const DOUBLE = 400;

/** Shows one picture with its regions and turns events into gestures. Plain canvas code: no React in here. */
export class ImageStage implements SurfaceHandle, Board {
  readonly scene: Scene;
  view: View = { scale: 1, x: 0, y: 0, quarters: 0 };
  room: Size = { width: 0, height: 0 };
  private readonly hands: Hands;
  private readonly keyboard: Keyboard;
  private readonly layers: Layers;
  private fitted = true;
  private spaceHeld = false;
  private lastPress = { at: 0, x: 0, y: 0 };
  private hint: string | null = null;
  /** The regions that were looked through for troubles. */
  private looked: unknown = null;
  private readonly release: (() => void)[] = [];

  constructor(
    private readonly elements: StageElements,
    readonly editor: Editor,
    readonly object: string,
    private readonly looks: Looks,
    private readonly report: StageReport,
  ) {
    const { root } = elements;
    this.layers = new Layers(elements, {
      view: () => this.view,
      still: (layer, part) => this.paintStill(layer, part),
      live: (layer) => this.paintLive(layer),
    });
    this.scene = new Scene(editor, object);
    this.hands = new Hands(this);
    this.keyboard = new Keyboard(this, this.hands);
    const sizes = new ResizeObserver(() => this.measure());
    sizes.observe(root);
    this.listen("pointerdown", this.onDown);
    this.listen("pointermove", this.onMove);
    this.listen("pointerup", (event) => this.hands.up(this.pointed(event)));
    this.listen("pointercancel", () => this.hands.cancel());
    this.listen("pointerleave", () => this.hands.leave());
    this.listen("wheel", this.onWheel, { passive: false });
    this.listen("keydown", this.onKey);
    this.listen("keyup", (event) => event.key === " " && this.holdSpace(false));
    this.listen("blur", () => {
      delete root.dataset.byPointer;
      this.holdSpace(false);
    });
    this.release.push(
      () => sizes.disconnect(),
      editor.subscribe((state, before) => this.onState(state, before)),
      editor.attach(this),
      onPlanes(() => {
        this.scene.forget();
        this.repaint("all");
      }),
    );
    this.measure();
  }

  destroy(): void {
    this.layers.destroy();
    for (const release of this.release) release();
  }

  /** Says how large the picture is once it is there; without a size nothing can be drawn on it. */
  setPicture(size: Size): void {
    this.hands.cancel();
    this.keyboard.cursor = null;
    this.scene.setPicture(size);
    this.fit();
    this.repaint("all");
  }

  /** How many pictures the object shows, one at a time. */
  entries = 1;

  private goToEntry(step: 1 | -1): void {
    const entry = (this.editor.itemOf(this.object) ?? 0) + step;
    if (entry >= 0 && entry < this.entries) this.editor.setPosition(this.object, entry);
  }

  /** Diameter of the brush, in pixels of the picture. */
  get brush(): number {
    return brushes.size;
  }

  setBrush(size: number): void {
    brushes.size = clamp(Math.round(size), BRUSH.least, BRUSH.most);
    this.report.onBrush(brushes.size);
    this.repaint(null);
  }

  get actions() {
    const cornered = this.keyboard.cornered() !== null;
    const mayTurn = this.keyboard.mayTurn();
    return {
      "turn-view-left": () => this.turnView(-1),
      "turn-view-right": () => this.turnView(1),
      ...(this.entries > 1 && {
        "next-entry": () => this.goToEntry(1),
        "previous-entry": () => this.goToEntry(-1),
      }),
      ...(cornered && {
        "next-corner": () => this.keyboard.nextCorner(1),
        "previous-corner": () => this.keyboard.nextCorner(-1),
        ...(this.hands.corner !== null && { "add-corner": () => this.keyboard.addCorner() }),
      }),
      ...(this.paints() && {
        "brush-larger": () => this.setBrush(Math.max(this.brush * BRUSH.step, this.brush + 1)),
        "brush-smaller": () => this.setBrush(Math.min(this.brush / BRUSH.step, this.brush - 1)),
      }),
      ...(this.hasMasks() && { erase: () => this.editor.setTool("erase") }),
      ...(mayTurn && {
        "turn-left": () => this.keyboard.turn(-1),
        "turn-right": () => this.keyboard.turn(1),
      }),
    };
  }

  zoomBy(factor: number): void {
    this.show(views.zoomAt(this.view, factor, { x: this.room.width / 2, y: this.room.height / 2 }));
  }

  fit(): void {
    if (this.isReady()) this.show(views.fitView(this.scene.picture, this.room, this.view.quarters));
    this.fitted = true;
  }

  actualSize(): void {
    this.show(views.actualView(this.view, this.room));
  }

  drawInView(): void {
    if (this.isReady()) this.keyboard.draw();
  }

  /** Pans so that a region can be seen; leaves the view alone when it can. */
  reveal(id: string): void {
    const placed = this.scene.find(id);
    if (!placed || !this.isReady()) return;
    const { maxX, maxY, minX, minY } = views.screenBounds(this.view, placed.bounds);
    const away = (low: number, high: number, most: number) =>
      low > most || high < 0 ? most / 2 - (low + high) / 2 : 0;
    const dx = away(minX, maxX, this.room.width);
    const dy = away(minY, maxY, this.room.height);
    if (dx !== 0 || dy !== 0) this.show(views.panBy(this.view, dx, dy));
  }

  zoomTo(id: string): void {
    const placed = this.scene.find(id);
    if (!placed || !this.isReady()) return;
    const { maxX, maxY, minX, minY } = placed.bounds;
    // Some of what is around it belongs to what is judged.
    const around = grown(placed.bounds, Math.max(maxX - minX, maxY - minY, 8) * 0.3);
    this.show(views.boundsView(around, this.room, this.view.quarters, CLOSEST));
  }

  boxesOf(id: string): readonly SeenBox[] {
    const placed = this.isReady() ? this.scene.find(id) : null;
    if (!placed) return [];
    const held = this.hands.inHand.get(id);
    return [views.seenBox(this.view, held ? rowOf(held.kind).bounds(held) : placed.bounds)];
  }

  goTo({ height = 0, item, width = 0, x, y }: SurfacePlace): void {
    if (item !== undefined) this.editor.setPosition(this.object, item);
    if (x === undefined || y === undefined || !this.isReady()) return;
    const { picture } = this.scene;
    const middle = {
      x: ((x + width / 2) / 100) * picture.width,
      y: ((y + height / 2) / 100) * picture.height,
    };
    this.show(views.centredOn(this.view, middle, this.room));
  }

  /** What is under the pointer, else in the middle of what is seen, in percent of the picture. */
  place(): SurfacePlace | null {
    if (!this.isReady()) return null;
    const cursor = this.keyboard.cursor && views.toScreen(this.view, this.keyboard.cursor);
    const middle = { x: this.room.width / 2, y: this.room.height / 2 };
    return this.placeAt(cursor ?? this.hands.pointer?.screen ?? middle);
  }

  private placeAt(screen: Point): SurfacePlace {
    const { x, y } = views.toPicture(this.view, screen);
    const { height, width } = this.scene.picture;
    const item = this.editor.itemOf(this.object);
    const percent = (value: number, most: number) => Math.min(Math.max((value / most) * 100, 0), 100);
    return {
      object: this.object,
      ...(item !== null && { item }),
      x: percent(x, width),
      y: percent(y, height),
    };
  }

  show(view: View): void {
    if (!this.isReady()) return;
    this.fitted = false;
    this.view = views.inSight(view, this.scene.picture, this.room);
    const { picture } = this.elements;
    picture.style.transform = views.transformOf(this.view);
    // Enlarged that far, people look at single pixels.
    picture.style.imageRendering = this.view.scale >= 4 || !this.looks.smooth ? "pixelated" : "auto";
    this.report.onView(this.view);
    this.layers.follow();
  }

  follow(lifted: Bounds | null): void {
    this.repaint(lifted);
    this.setCursor();
    const hint = this.keyboard.words();
    if (hint !== this.hint) this.report.onHint(hint);
    this.hint = hint;
  }

  /** Whether the pointer is a brush or an eraser. */
  paints(): boolean {
    return this.hands.brushWidth !== null;
  }

  private hasMasks(): boolean {
    return drawControls(this.editor.state().schema, this.object).some((each) => kindDrawnBy(each) === "mask");
  }

  private turnView(direction: 1 | -1): void {
    const quarters = ((this.view.quarters + direction + 4) % 4) as views.Quarters;
    this.view = { ...this.view, quarters };
    this.fit();
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

  private isReady(): boolean {
    return this.scene.picture.width > 0 && this.room.width > 0;
  }

  private measure(): void {
    this.room = this.layers.measure();
    if (this.fitted) this.fit();
    else this.show(this.view);
  }

  private onState(state: EditorState, before: EditorState): void {
    if (isRepainted(state, before)) this.repaint("all");
    else this.repaint(changedPart(changedRegions(state, before), this.scene));
    if (state.selectedId !== before.selectedId) this.hands.onSelect(state.selectedId);
    if (state.activeLabels !== before.activeLabels || state.activeDrawers !== before.activeDrawers) {
      this.hands.relabelled();
    }
    if (
      state.tool !== before.tool ||
      state.selectedId !== before.selectedId ||
      state.pinning !== before.pinning
    ) {
      this.setCursor();
    }
  }

  private readonly onDown = (event: PointerEvent): void => {
    const { root } = this.elements;
    // Who points needs no ring to see where the keys go.
    root.dataset.byPointer = "";
    root.focus({ preventScroll: true });
    if (!this.isReady() || (event.button !== 0 && event.button !== 1)) return;
    event.preventDefault();
    root.setPointerCapture(event.pointerId);
    this.keyboard.cursor = null;
    if (this.editor.state().pinning && event.button === 0) {
      this.editor.pin(this.placeAt(this.pointed(event).screen));
      return;
    }
    const { clientX: x, clientY: y, timeStamp: at } = event;
    const last = this.lastPress;
    const again = at - last.at < DOUBLE && Math.hypot(x - last.x, y - last.y) < 5;
    this.lastPress = { at, x, y };
    this.hands.down({ ...this.pointed(event), again });
  };

  private readonly onMove = (event: PointerEvent): void => {
    // A stroke follows the hand, not only where it was when the browser asked.
    const all = this.hands.drawn?.stroke ? (event.getCoalescedEvents?.() ?? []) : [];
    for (const each of all.length > 0 ? all : [event]) this.hands.move(this.pointed(each));
  };

  private readonly onWheel = (event: WheelEvent): void => {
    const { root } = this.elements;
    const mayScroll = root.dataset.fills === "false" && document.activeElement !== root;
    if (mayScroll && !event.ctrlKey) return;
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    // A pinch arrives as a wheel with Ctrl and small steps.
    const speed = event.ctrlKey ? 0.01 : 0.0018;
    const { screen } = this.pointed(event);
    this.show(views.zoomAt(this.view, Math.exp(-event.deltaY * lines * speed), screen));
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    if (this.keyboard.take(event)) {
      event.preventDefault();
      this.follow(null);
    } else if (event.key === " ") {
      this.holdSpace(true);
      event.preventDefault();
    }
  };

  private holdSpace(held: boolean): void {
    this.spaceHeld = held;
    const { pointer } = this.hands;
    if (pointer) this.hands.pointer = { ...pointer, pans: held };
    this.setCursor();
  }

  private setCursor(): void {
    const { pinning } = this.editor.state();
    const cursor = this.isReady() ? (pinning ? "crosshair" : this.hands.cursor()) : null;
    if (cursor) this.elements.root.style.cursor = cursor;
  }

  private pointed(event: MouseEvent): Pointed {
    const { left, top } = this.elements.root.getBoundingClientRect();
    return {
      screen: { x: event.clientX - left, y: event.clientY - top },
      shift: event.shiftKey,
      alt: event.altKey,
      again: false,
      pans: this.spaceHeld || event.button === 1,
    };
  }

  private repaint(part: Bounds | "all" | null): void {
    this.layers.repaint(part);
  }

  private paintStill(layer: Layer, part: Bounds | null): void {
    // Shapes of the picture before would lie over one that is on its way, or cannot be loaded.
    if (!this.isReady()) {
      clear(layer);
      return;
    }
    const { editor, hands, scene } = this;
    const { inHand, onto } = hands;
    const lifted = new Set([...inHand.keys(), ...(onto ? [onto.id] : [])]);
    const { lens, positions, tool } = editor.state();
    const isLens = tool === "reveal" && lens?.object === this.object && isOnShow(lens, positions);
    const still = { editor, scene, lifted, lens: isLens ? scene.measure(lens.shape) : null };
    paintStill(layer, { ...still, styleOf: (region) => styleOf(region, editor) }, part);
    if (scene.placed === this.looked) return;
    this.looked = scene.placed;
    this.report.onTroubles(troublesOf(scene.placed, scene.missing, scene.picture));
  }

  private paintLive(layer: Layer): void {
    if (!this.isReady()) {
      clear(layer);
      return;
    }
    const { editor, hands, keyboard, scene } = this;
    const { pointer } = hands;
    paintLive(layer, {
      editor,
      scene,
      inHand: hands.inHand,
      drawn: hands.drawn,
      onto: hands.onto,
      brush: this.brushAt(),
      handles: hands.handles(),
      corner: hands.corner,
      hint: hands.hint(),
      band: hands.band,
      crosshair: this.looks.crosshair && pointer ? pointer.screen : null,
      cursor: keyboard.cursor,
    });
    paintPins(layer, pinsOn(editor, this.object), scene.picture);
    editor.moved(this.object);
  }

  private brushAt() {
    const { brushWidth, pointer } = this.hands;
    const at = this.keyboard.cursor ? views.toScreen(this.view, this.keyboard.cursor) : pointer?.screen;
    return brushWidth === null || !at || pointer?.pans
      ? null
      : { at, diameter: brushWidth * this.view.scale };
  }
}
