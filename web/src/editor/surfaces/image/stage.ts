import type { EditorState, Region } from "../../core/model";
import { cycle } from "../../core/selection";
import type { Editor } from "../../core/store";
import type { SurfaceHandle } from "../../core/surface";
import { type Box, boxBounds, boxOfShape, shapeOfBox } from "./box";
import { BoxIndex, type PlacedBox } from "./boxIndex";
import { type Colours, resolveColours } from "./colours";
import { cursorAt, dragGesture, type Gesture, type Scene, startGesture } from "./gesture";
import type { Layer } from "./paint";
import { type PaintScene, paintLive, paintStill } from "./scenePainter";
import {
  actualView,
  fitView,
  inSight,
  type Point,
  panBy,
  type Size,
  toPicture,
  toScreen,
  type View,
  zoomAt,
} from "./viewport";

export interface StageElements {
  readonly root: HTMLElement;
  readonly picture: HTMLImageElement;
  /** All regions, painted once per change. */
  readonly still: HTMLCanvasElement;
  /** Only what is selected or being drawn, painted while the pointer moves. */
  readonly live: HTMLCanvasElement;
}

/** How far beside a box, on the screen, a press still means it. */
const SLACK = 3;
/** Smaller boxes are slips of the hand. */
const LEAST_SIDE = 3;

/** Shows one picture with its boxes and turns pointer gestures into edits. Plain canvas code: no React in here. */
export class ImageStage implements SurfaceHandle {
  private size: Size = { width: 0, height: 0 };
  private room: Size = { width: 0, height: 0 };
  private view: View = { scale: 1, x: 0, y: 0 };
  private fitted = true;
  private gesture: Gesture | null = null;
  private spaceHeld = false;
  private pointer: Point | null = null;
  private readonly colours: Colours;
  private frame = 0;
  private stillIsOld = true;
  private index: {
    regions: EditorState["regions"];
    solo: string | null;
    boxes: PlacedBox[];
    tree: BoxIndex;
  } | null = null;
  private readonly release: (() => void)[] = [];

  constructor(
    private readonly elements: StageElements,
    private readonly editor: Editor,
    readonly object: string,
    private readonly onZoom: (scale: number) => void,
  ) {
    const { root } = elements;
    this.colours = resolveColours(root);
    const sizes = new ResizeObserver(() => this.measure());
    sizes.observe(root);
    this.listen(root, "pointerdown", this.onDown);
    this.listen(root, "pointermove", this.onMove);
    this.listen(root, "pointerup", this.onUp);
    this.listen(root, "pointercancel", this.onCancel);
    this.listen(root, "pointerleave", () => this.hover(null));
    this.listen(root, "wheel", this.onWheel, { passive: false });
    this.listen(root, "keydown", this.onKey);
    this.listen(root, "keyup", this.onKey);
    this.listen(root, "blur", () => {
      delete root.dataset.byPointer;
      this.holdSpace(false);
    });
    this.release.push(
      () => sizes.disconnect(),
      editor.subscribe((state, before) => this.onState(state, before)),
      editor.attach(this),
    );
    this.measure();
  }

  destroy(): void {
    cancelAnimationFrame(this.frame);
    for (const release of this.release) release();
  }

  /** Says how large the picture is once it is there; without a size nothing can be drawn on it. */
  setPicture(size: Size): void {
    this.size = size;
    this.index = null;
    this.fit();
  }

  zoomBy(factor: number): void {
    this.show(zoomAt(this.view, factor, { x: this.room.width / 2, y: this.room.height / 2 }));
  }

  fit(): void {
    if (this.isReady()) this.show(fitView(this.size, this.room));
    this.fitted = true;
  }

  actualSize(): void {
    this.show(actualView(this.view, this.room));
  }

  drawInView(): void {
    if (!this.isReady()) return;
    const corner = toPicture(this.view, { x: this.room.width * 0.4, y: this.room.height * 0.4 });
    const opposite = toPicture(this.view, { x: this.room.width * 0.6, y: this.room.height * 0.6 });
    const from = { x: Math.max(corner.x, 0), y: Math.max(corner.y, 0) };
    const width = Math.min(opposite.x, this.size.width) - from.x;
    const height = Math.min(opposite.y, this.size.height) - from.y;
    if (width < 1 || height < 1) return;
    const rank = this.editor.state().regions.size;
    this.editor.draw(this.object, shapeOfBox({ ...from, width, height, rotation: 0 }, this.size));
    // Who draws by keyboard goes on to move the box: it has to be the selected one.
    const drawn = [...this.editor.state().regions.values()].at(-1);
    if (drawn && this.editor.state().regions.size > rank) this.editor.select(drawn.id);
  }

  /** Pans so that a region can be seen; leaves the view alone when it can. */
  reveal(id: string): void {
    const placed = this.boxes().boxes.find((each) => each.id === id);
    if (!placed || !this.isReady()) return;
    const { maxX, maxY, minX, minY } = boxBounds(placed.box);
    const from = toScreen(this.view, { x: minX, y: minY });
    const to = toScreen(this.view, { x: maxX, y: maxY });
    const away = (low: number, high: number, most: number) =>
      low > most - SLACK || high < SLACK ? most / 2 - (low + high) / 2 : 0;
    const dx = away(from.x, to.x, this.room.width);
    const dy = away(from.y, to.y, this.room.height);
    if (dx !== 0 || dy !== 0) this.show(panBy(this.view, dx, dy));
  }

  private listen<K extends keyof HTMLElementEventMap>(
    target: HTMLElement,
    type: K,
    handler: (event: HTMLElementEventMap[K]) => void,
    options?: AddEventListenerOptions,
  ): void {
    target.addEventListener(type, handler, options);
    this.release.push(() => target.removeEventListener(type, handler, options));
  }

  private isReady(): boolean {
    return this.size.width > 0 && this.room.width > 0;
  }

  private measure(): void {
    const { live, root, still } = this.elements;
    const { clientHeight: height, clientWidth: width } = root;
    const density = window.devicePixelRatio || 1;
    this.room = { width, height };
    for (const canvas of [still, live]) {
      canvas.width = Math.round(width * density);
      canvas.height = Math.round(height * density);
      canvas.getContext("2d")?.setTransform(density, 0, 0, density, 0, 0);
    }
    if (this.fitted) this.fit();
    else this.show(this.view);
  }

  private show(view: View): void {
    if (!this.isReady()) return;
    this.fitted = false;
    this.view = inSight(view, this.size, this.room);
    const { scale, x, y } = this.view;
    const { picture } = this.elements;
    picture.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
    // Enlarged that far, people look at single pixels.
    picture.style.imageRendering = scale >= 4 ? "pixelated" : "auto";
    this.onZoom(scale);
    this.repaint();
  }

  private onState(state: EditorState, before: EditorState): void {
    const stillChanged =
      state.regions !== before.regions ||
      state.decisions !== before.decisions ||
      state.ghosts !== before.ghosts ||
      state.suggestions !== before.suggestions ||
      state.solo !== before.solo ||
      (state.solo && state.selectedId !== before.selectedId);
    if (stillChanged) this.repaint();
    else this.repaintLive();
    if (state.tool !== before.tool || state.selectedId !== before.selectedId) this.setCursor();
  }

  /** The boxes that can be seen and hit, with the index over them; kept until the regions change. */
  private boxes() {
    const { regions, selectedId, solo } = this.editor.state();
    const only = solo ? selectedId : null;
    if (this.index?.regions !== regions || this.index.solo !== only) {
      const boxes: PlacedBox[] = [];
      for (const region of regions.values()) {
        const box = this.boxOf(region);
        if (box && (only === null || region.id === only)) boxes.push({ id: region.id, box });
      }
      this.index = { regions, solo: only, boxes, tree: new BoxIndex(boxes) };
    }
    return this.index;
  }

  private boxOf(region: Pick<Region, "object" | "shape">): Box | null {
    const { object, shape } = region;
    return object === this.object && shape.kind === "box" ? boxOfShape(shape, this.size) : null;
  }

  private selectedBox(): PlacedBox | null {
    const region = this.editor.selected();
    const box = region && this.boxOf(region);
    return region && box ? { id: region.id, box } : null;
  }

  private scene(screen: Point): Scene {
    const { editable, tool } = this.editor.state();
    const { picture, selected, view } = { picture: this.size, selected: this.selectedBox(), view: this.view };
    const under = this.boxes().tree.at(toPicture(view, screen), SLACK / view.scale);
    return { editable, tool, picture, selected, view, under };
  }

  private readonly onDown = (event: PointerEvent): void => {
    // Who points needs no ring to see where the keys go.
    this.elements.root.dataset.byPointer = "";
    this.elements.root.focus({ preventScroll: true });
    if (!this.isReady() || (event.button !== 0 && event.button !== 1)) return;
    event.preventDefault();
    this.elements.root.setPointerCapture(event.pointerId);
    const screen = this.pointOf(event);
    this.gesture = startGesture(screen, this.spaceHeld || event.button === 1, this.scene(screen));
    this.setCursor();
  };

  private readonly onMove = (event: PointerEvent): void => {
    const screen = this.pointOf(event);
    if (!this.gesture) {
      this.hover(screen);
      return;
    }
    this.pointer = screen;
    const before = this.gesture.kind;
    this.gesture = dragGesture(this.gesture, screen, this.scene(screen));
    if (this.gesture.kind === "pan") this.show(this.gesture.view);
    else if (this.gesture.kind !== before) {
      if (this.gesture.kind === "move") this.editor.select(this.gesture.id);
      // The still layer leaves out what moves now.
      this.repaint();
    } else this.repaintLive();
    this.setCursor();
  };

  private readonly onUp = (event: PointerEvent): void => {
    const { gesture } = this;
    this.gesture = null;
    if (!gesture) return;
    if (gesture.kind === "press") {
      const { under } = this.scene(this.pointOf(event));
      this.editor.select(
        cycle(
          under.map((placed) => placed.id),
          this.editor.state().selectedId,
        ),
      );
    } else if (gesture.kind === "draw") {
      const { height, width } = gesture.box;
      if (Math.min(width, height) * this.view.scale >= LEAST_SIDE) {
        this.editor.draw(this.object, shapeOfBox(gesture.box, this.size));
      }
    } else if (gesture.kind === "move" || (gesture.kind === "resize" && gesture.box !== gesture.start)) {
      const { height, width } = gesture.box;
      if (width > 0 && height > 0) this.editor.reshape(gesture.id, shapeOfBox(gesture.box, this.size));
    }
    this.repaint();
    this.setCursor();
  };

  private readonly onCancel = (): void => {
    this.gesture = null;
    this.repaint();
  };

  private readonly onWheel = (event: WheelEvent): void => {
    const { root } = this.elements;
    const mayScroll = root.dataset.fills === "false" && document.activeElement !== root;
    if (mayScroll && !event.ctrlKey) return;
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    // A pinch arrives as a wheel with Ctrl and small steps.
    const speed = event.ctrlKey ? 0.01 : 0.0018;
    this.show(zoomAt(this.view, Math.exp(-event.deltaY * lines * speed), this.pointOf(event)));
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key === " ") {
      this.holdSpace(event.type === "keydown");
      event.preventDefault();
    } else if (event.key === "Escape" && event.type === "keydown" && this.gesture) {
      this.onCancel();
      event.preventDefault();
    }
  };

  private holdSpace(held: boolean): void {
    this.spaceHeld = held;
    this.setCursor();
  }

  private hover(screen: Point | null): void {
    this.pointer = screen;
    this.setCursor();
  }

  private setCursor(): void {
    const { pointer } = this;
    const { style } = this.elements.root;
    if (this.gesture?.kind === "pan") style.cursor = "grabbing";
    else if (!this.gesture && pointer) style.cursor = cursorAt(pointer, this.spaceHeld, this.scene(pointer));
  }

  private pointOf(event: MouseEvent): Point {
    const { left, top } = this.elements.root.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  }

  private repaint(): void {
    this.stillIsOld = true;
    this.repaintLive();
  }

  private repaintLive(): void {
    if (this.frame !== 0) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      const still = this.stillIsOld ? this.layer(this.elements.still) : null;
      const live = this.layer(this.elements.live);
      if (still) paintStill(still, this.paintScene());
      if (live) paintLive(live, this.paintScene());
      this.stillIsOld = false;
    });
  }

  private layer(canvas: HTMLCanvasElement): Layer | null {
    const context = canvas.getContext("2d");
    if (!context || !this.isReady()) return null;
    context.clearRect(0, 0, this.room.width, this.room.height);
    return { context, stage: this.room, view: this.view, colours: this.colours };
  }

  private paintScene(): PaintScene {
    return {
      editor: this.editor,
      object: this.object,
      shown: this.boxes().boxes,
      gesture: this.gesture,
      boxOf: (region) => this.boxOf(region),
      family: getComputedStyle(this.elements.root).fontFamily,
    };
  }
}
