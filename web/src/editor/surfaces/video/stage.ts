import type { EditorState } from "../../core/model";
import type { SeenBox, SurfaceHandle, SurfacePlace } from "../../core/surface";
import { type Bounds, clamp, grown, type Point, type Size } from "../image/geometry";
import type { Pointed } from "../image/gesture";
import { type LayerElements, Layers } from "../image/layers";
import type { Layer } from "../image/paint/layer";
import { changedPart, changedRegions, isRepainted } from "../image/scene";
import { rowOf } from "../image/shapes";
import type { View } from "../image/view";
import * as views from "../image/view";
import { surfaceActions } from "./actions";
import { type Board, VideoHands } from "./hands";
import { paintFrameLive, paintFrameStill } from "./paint";
import { nearestFrame, spansOf } from "./rows";
import type { VideoSession } from "./session";
import { TrackScene } from "./trackScene";

export interface StageElements extends LayerElements {
  readonly video: HTMLVideoElement;
}

/** How near a region is looked at, at most, and how much of its surroundings is seen then. */
const CLOSEST = 6;
const AROUND = 0.75;

/** The picture of a video with its boxes: painted once per shown frame. Plain canvas code: no React in here. */
export class VideoStage implements SurfaceHandle, Board {
  readonly object: string;
  readonly scene: TrackScene;
  view: View = { scale: 1, x: 0, y: 0, quarters: 0 };
  room: Size = { width: 0, height: 0 };
  private readonly hands: VideoHands;
  private readonly layers: Layers;
  private fitted = true;
  private pin: { readonly frame: number; readonly at: Point } | null = null;
  private readonly release: (() => void)[] = [];

  constructor(
    private readonly elements: StageElements,
    readonly session: VideoSession,
  ) {
    const { root, video } = elements;
    this.object = session.name;
    this.scene = new TrackScene(session.editor, session.name, () => session.frame);
    this.hands = new VideoHands(this);
    this.layers = new Layers(elements, {
      view: () => this.view,
      still: (layer, part) => this.paintStill(layer, part),
      live: (layer) => this.paintLive(layer),
    });
    const sizes = new ResizeObserver(() => this.measure());
    sizes.observe(root);
    this.listen(root, "pointerdown", this.onDown);
    this.listen(root, "pointermove", (event) => {
      this.hands.move(this.pointed(event));
      this.setCursor();
    });
    this.listen(root, "pointerup", (event) => this.hands.up(this.pointed(event)));
    this.listen(root, "pointercancel", () => this.hands.cancel());
    this.listen(root, "pointerleave", () => {
      this.hands.pointer = null;
    });
    this.listen(root, "wheel", this.onWheel, { passive: false });
    this.listen(root, "keydown", (event) => {
      if (event.key === "Escape" && this.hands.cancel()) event.preventDefault();
    });
    this.listen(root, "blur", () => delete root.dataset.byPointer);
    this.listen(video, "loadedmetadata", () => this.setPicture());
    this.listen(video, "resize", () => this.setPicture());
    this.release.push(
      () => sizes.disconnect(),
      session.editor.subscribe((state, before) => this.onState(state, before)),
      session.editor.attach(this),
      // In the same turn in which the browser shows the frame: the boxes lie on their picture.
      session.store.subscribe(({ frame }, before) => frame !== before.frame && this.layers.paintNow()),
    );
    this.setPicture();
    this.measure();
  }

  destroy(): void {
    this.layers.destroy();
    for (const release of this.release) release();
  }

  get actions(): NonNullable<SurfaceHandle["actions"]> {
    return surfaceActions(this.session);
  }

  zoomBy(factor: number): void {
    this.show(views.zoomAt(this.view, factor, this.middle()));
  }

  fit(): void {
    if (this.isReady()) this.show(views.fitView(this.scene.picture, this.room));
    this.fitted = true;
  }

  actualSize(): void {
    this.show(views.actualView(this.view, this.room));
  }

  /** A box in the middle of what is seen, for who draws by keyboard: it goes on to be moved, so it is selected. */
  drawInView(): void {
    const { editor } = this.session;
    const { tool } = editor.state();
    if (!this.isReady() || (tool !== "reveal" && !editor.drawerFor(this.object, "track"))) return;
    const { height, width } = this.room;
    const { picture } = this.scene;
    const from = views.toPicture(this.view, { x: width * 0.4, y: height * 0.4 });
    const to = views.toPicture(this.view, { x: width * 0.6, y: height * 0.6 });
    const [x, y] = [clamp(from.x, 0, picture.width), clamp(from.y, 0, picture.height)];
    const box = {
      kind: "box" as const,
      x,
      y,
      width: Math.min(to.x, picture.width) - x,
      height: Math.min(to.y, picture.height) - y,
      rotation: 0,
    };
    const id = Math.min(box.width, box.height) < 1 ? null : this.hands.draw(box);
    if (id) editor.select(id);
  }

  /** Goes to a frame on which the region is there, and pans so that it can be seen. */
  reveal(id: string): void {
    const { clock, editor, frame, showing } = this.session;
    const region = editor.state().regions.get(id);
    if (!region || !clock || showing.playing) return;
    const near = nearestFrame(region.shape, frame, clock.frames);
    if (near !== frame) this.session.seek(near);
    const placed = this.scene.place(region, near);
    if (!placed || !this.isReady()) return;
    const { maxX, maxY, minX, minY } = views.screenBounds(this.view, placed.bounds);
    const away = (low: number, high: number, most: number) =>
      low > most || high < 0 ? most / 2 - (low + high) / 2 : 0;
    const dx = away(minX, maxX, this.room.width);
    const dy = away(minY, maxY, this.room.height);
    if (dx !== 0 || dy !== 0) this.show(views.panBy(this.view, dx, dy));
  }

  /** Goes to where the region begins, and makes it large. */
  zoomTo(id: string): void {
    const { clock, editor } = this.session;
    const region = editor.state().regions.get(id);
    if (!region || !clock) return;
    const first = spansOf(region.shape, clock.frames)[0]?.start ?? 1;
    this.session.goTo(first);
    const placed = this.scene.place(region, first);
    if (!placed || !this.isReady()) return;
    const { maxX, maxY, minX, minY } = placed.bounds;
    const part = grown(placed.bounds, Math.max(maxX - minX, maxY - minY) * AROUND);
    this.show(views.boundsView(part, this.room, 0, CLOSEST));
  }

  boxesOf(id: string): readonly SeenBox[] {
    const region = this.session.editor.state().regions.get(id);
    const placed = region && this.isReady() ? this.scene.place(region) : null;
    if (!placed) return [];
    const held = this.hands.inHand.get(id);
    return [views.seenBox(this.view, held ? rowOf(held.kind).bounds(held) : placed.bounds)];
  }

  goTo(place: SurfacePlace): void {
    const { clock, frame: now } = this.session;
    const at = place.time !== undefined && clock ? clock.frameAt(place.time) : undefined;
    const frame = place.frame ?? place.start ?? at;
    if (frame !== undefined) this.session.goTo(frame);
    this.pin = null;
    this.layers.repaint(null);
    if (place.x === undefined || place.y === undefined || !this.isReady()) return;
    const { height, width } = this.scene.picture;
    const point = {
      x: ((place.x + (place.width ?? 0) / 2) / 100) * width,
      y: ((place.y + (place.height ?? 0) / 2) / 100) * height,
    };
    this.pin = { frame: frame ?? now, at: point };
    const { x, y } = views.toScreen(this.view, point);
    const isSeen = x >= 0 && y >= 0 && x <= this.room.width && y <= this.room.height;
    if (!isSeen) this.show(views.centredOn(this.view, point, this.room));
  }

  /** The frame, and where the pointer is on the picture: without one, the middle of what is seen. */
  place(): SurfacePlace | null {
    return this.placeAt(this.hands.pointer?.screen ?? this.middle());
  }

  private placeAt(screen: Point): SurfacePlace | null {
    const { clock, frame } = this.session;
    if (!clock || !this.isReady()) return null;
    const { picture } = this.scene;
    const { x, y } = views.toPicture(this.view, screen);
    const part = (value: number, all: number) => Number(((clamp(value, 0, all) / all) * 100).toFixed(3));
    return {
      object: this.object,
      frame,
      time: clock.seekTime(frame),
      x: part(x, picture.width),
      y: part(y, picture.height),
    };
  }

  show(view: View): void {
    if (!this.isReady()) return;
    this.fitted = false;
    this.view = views.inSight(view, this.scene.picture, this.room);
    const { style } = this.elements.video;
    style.transform = views.transformOf(this.view);
    // Enlarged that far, people look at single pixels.
    style.imageRendering = this.view.scale >= 4 ? "pixelated" : "auto";
    this.session.store.setState({ scale: this.view.scale });
    this.layers.follow();
  }

  follow(lifted: Bounds | null): void {
    this.layers.repaint(lifted);
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
    return this.scene.picture.width > 0 && this.room.width > 0;
  }

  private middle(): Point {
    return { x: this.room.width / 2, y: this.room.height / 2 };
  }

  private setPicture(): void {
    const { videoHeight: height, videoWidth: width } = this.elements.video;
    const { picture } = this.scene;
    if (width === 0 || (width === picture.width && height === picture.height)) return;
    this.scene.picture = { width, height };
    this.fit();
  }

  private measure(): void {
    this.room = this.layers.measure();
    if (this.fitted) this.fit();
    else this.show(this.view);
  }

  private onState(state: EditorState, before: EditorState): void {
    // Where the video is comes from the player itself; all else changes the look of this frame.
    if (state.positions === before.positions) {
      const part = isRepainted(state, before)
        ? "all"
        : changedPart(changedRegions(state, before), this.scene);
      this.layers.repaint(part);
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
    // A notice lies over the picture; its buttons are pressed, not drawn on.
    if (event.target instanceof Element && event.target.closest("[role=alert]")) return;
    // Who points needs no ring to see where the keys go.
    root.dataset.byPointer = "";
    root.focus({ preventScroll: true });
    if (!this.isReady() || (event.button !== 0 && event.button !== 1)) return;
    event.preventDefault();
    root.setPointerCapture(event.pointerId);
    this.pin = null;
    const { editor } = this.session;
    if (editor.state().pinning && event.button === 0) {
      this.session.pause();
      editor.pin(this.placeAt(this.pointed(event).screen));
      return;
    }
    this.hands.down(this.pointed(event));
    this.setCursor();
  };

  private readonly onWheel = (event: WheelEvent): void => {
    const { root } = this.elements;
    const mayScroll = root.dataset.fills === "false" && document.activeElement !== root;
    if (mayScroll && !event.ctrlKey) return;
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    // A pinch arrives as a wheel with Ctrl and small steps.
    const speed = event.ctrlKey ? 0.01 : 0.0018;
    const factor = Math.exp(-event.deltaY * lines * speed);
    this.show(views.zoomAt(this.view, factor, this.pointed(event).screen));
  };

  private setCursor(): void {
    const { pinning } = this.session.editor.state();
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
      pans: (event.buttons & 4) !== 0,
    };
  }

  private paintStill(layer: Layer, part: Bounds | null): void {
    if (!this.isReady()) return;
    const { editor, frame } = this.session;
    const lifted = new Set(this.hands.inHand.keys());
    paintFrameStill(layer, { editor, scene: this.scene, frame }, lifted, part);
  }

  private paintLive(layer: Layer): void {
    if (!this.isReady()) return;
    const { hands } = this;
    const { editor, frame } = this.session;
    paintFrameLive(layer, {
      editor,
      scene: this.scene,
      frame,
      inHand: hands.inHand,
      drawn: hands.drawn,
      handles: hands.handles(),
      band: hands.band,
      pin: this.pin?.frame === frame ? this.pin.at : null,
    });
    editor.moved(this.object);
  }
}
