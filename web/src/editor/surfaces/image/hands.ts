import { cycle } from "../../core/selection";
import type { Editor } from "../../core/store";
import { type Bounds, type Point, type Size, union } from "./geometry";
import type { Gesture, Pointed, Situation } from "./gesture";
import * as gestures from "./gesture";
import type { Scene } from "./scene";
import type { Placed } from "./shapeIndex";
import { type Geometry, kindDrawnBy, type PictureKind, rowOf, shapeOf } from "./shapes";
import type { DrawKey, Drawn, Handle } from "./shapes/shape";
import { snapped, snappedMove } from "./snapping";
import { suggestionAt } from "./suggested";
import { seenBounds, toPicture, type View } from "./view";

/** What hands act on. */
export interface Board {
  readonly editor: Editor;
  readonly scene: Scene;
  readonly view: View;
  readonly room: Size;
  /** Diameter of the brush, in pixels of the picture. */
  readonly brush: number;
  show(view: View): void;
  /** Something in the hand changed; `lifted` when it was taken from, or put back on, the layer that stays. */
  follow(lifted: Bounds | null): void;
}

const NOTHING: Pointed = { screen: { x: -1, y: -1 }, shift: false, alt: false, again: false, pans: false };
/** Width of a point that the configuration does not give one, as in Label Studio. */
const POINT_WIDTH = 2;

/** Turns presses and moves into edits: the gesture that goes on, and what is kept of it at its end. */
export class Hands {
  private current: Gesture | null = null;
  pointer: Pointed | null = null;
  /** The corner of the selected shape that keys act on. */
  corner: number | null = null;
  private cornerOf: string | null = null;
  /** Where the last stroke ended: a straight one begins there. */
  private lastStroke: Point | null = null;

  constructor(private readonly board: Board) {}

  get gesture(): Gesture | null {
    return this.current;
  }

  get inHand(): ReadonlyMap<string, Geometry> {
    return gestures.inHandOf(this.current);
  }

  get drawn(): Drawn<Geometry> | null {
    const { current } = this;
    const drawing = current?.kind === "pan" ? current.back : current;
    return drawing?.kind === "draw" ? drawing.drawn : null;
  }

  get band(): Bounds | null {
    return gestures.bandOf(this.current);
  }

  /** The handles of the one shape that can be changed. */
  handles(): readonly Handle[] {
    const { selected } = this.situation(null);
    return selected ? this.handlesOf(selected) : [];
  }

  /** Where a click would add a corner. */
  hint(): Point | null {
    const { pointer } = this;
    if (!pointer || this.current || pointer.pans) return null;
    const now = this.situation(pointer);
    if (!now.selected || now.tool === "pan" || gestures.handleUnder(pointer.screen, now)) return null;
    const { geometry } = now.selected;
    const { view } = now;
    return rowOf(geometry.kind).hint?.(geometry, toPicture(view, pointer.screen), 1 / view.scale) ?? null;
  }

  cursor(): string | null {
    const at = this.pointer;
    return at && gestures.cursorAt(at, this.current, this.situation(at));
  }

  down(at: Pointed): void {
    this.pointer = at;
    this.dropCorner();
    if (this.board.editor.state().tool === "erase" && !at.pans) this.chooseErased(at);
    const now = this.situation(at);
    this.become(gestures.startGesture(at, this.current, now));
    if (this.current?.kind !== "draw") return;
    if (now.how.onto === null) this.letGo();
    this.finish(this.current);
  }

  /** The mask that is painted on now: its layer shows it with the stroke. */
  get onto(): Placed | null {
    return this.drawn?.stroke ? this.continued() : null;
  }

  /** The diameter of the brush, when the pointer is one. */
  get brushWidth(): number | null {
    const { how, mayDraw, tool } = this.situation(null);
    const draws = this.situation(null).draws;
    const paints = draws !== null && rowOf(draws).drawing.paintsOver;
    return paints && mayDraw && (tool === "draw" || tool === "erase") ? how.brush : null;
  }

  move(at: Pointed): void {
    this.pointer = at;
    if (!this.current) {
      const { editor } = this.board;
      if (editor.state().suggestions.size > 0 && !at.pans)
        editor.lookAt(this.suggestedAt(at) ?? editor.state().suggestedId);
      this.board.follow(null);
      return;
    }
    const before = this.current;
    this.become(gestures.dragGesture(before, at, this.situation(at)));
    const { current } = this;
    if (current?.kind === "pan") this.board.show(current.view);
    if (current?.kind === "move" && before.kind === "press") {
      const [first] = current.moved;
      if (first && current.moved.length === 1) this.board.editor.select(first.id);
    }
  }

  up(at: Pointed): void {
    this.pointer = at;
    if (!this.current) return;
    const now = this.situation(at);
    const ended = gestures.endGesture(this.current, at, now);
    if (ended.kind === "draw") {
      this.become(ended);
      // A hand that was held still meant what is there, not something new.
      if (!this.finish(ended) && ended.drawn.isDone) this.click(at, now);
      return;
    }
    this.become(ended.kind === "pan" ? ended.back : null);
    if (ended.kind === "press") this.click(at, now);
    else if (ended.kind === "band") this.catch(ended, now);
    else if (ended.kind === "move") this.keep(gestures.inHandOf(ended));
    else if (ended.kind === "drag") this.endDrag(ended, at, now);
  }

  leave(): void {
    this.pointer = null;
    this.board.follow(null);
  }

  /** Gives up what is going on; says whether there was anything. */
  cancel(): boolean {
    if (!this.current && this.corner === null) return false;
    this.dropCorner();
    this.become(null);
    return true;
  }

  /** A key for what is being drawn; says whether it meant anything. */
  drawKey(key: DrawKey): boolean {
    const { current } = this;
    if (current?.kind !== "draw") return false;
    const how = { ...this.situation(this.pointer).how, steady: false, ends: false };
    const drawn = rowOf(current.shape).drawing.key?.(current.drawn, key, how);
    if (drawn === undefined) return false;
    this.become(drawn && { ...current, drawn });
    if (drawn && this.current?.kind === "draw") this.finish(this.current);
    return true;
  }

  /** Begins, goes on with or ends a drawing at a point of the picture, for people who draw by keys. */
  drawAt(point: Point, step: "begin" | "press" | "move" | "release"): void {
    const { draws, how } = this.situation(null);
    const kind = this.current?.kind === "draw" ? this.current.shape : draws;
    if (!kind) return;
    const drawHow = { ...how, steady: false, ends: false };
    const { drawing } = rowOf(kind);
    const drawn = this.drawn ?? { geometry: null, isDone: false, points: [] };
    if (step === "begin" && how.onto === null) this.letGo();
    const next = step === "begin" ? drawn : drawing[step](drawn, point, drawHow);
    this.become({ kind: "draw", shape: kind, drawn: next, from: point });
    if (this.current?.kind === "draw") this.finish(this.current);
  }

  /** Another label was chosen: what is being drawn becomes what that label draws. */
  relabelled(): void {
    const at = this.pointer ?? NOTHING;
    const now = this.situation(at);
    if (this.current?.kind === "draw" && now.draws) {
      this.become(gestures.drawnAs(this.current, now.draws, at, now));
    }
  }

  /** Keeps changed geometry: all of it as one step. */
  keep(changed: ReadonlyMap<string, Geometry>): void {
    const { editor, scene } = this.board;
    const unit = 1 / this.board.view.scale;
    const shapes = [...changed].filter(([, geometry]) => {
      return !rowOf(geometry.kind).isNothing(geometry, Math.min(unit, 1) * 0.5);
    });
    editor.reshapeAll(new Map(shapes.map(([id, geometry]) => [id, shapeOf(geometry, scene.picture)])));
  }

  /** The corner that keys act on, as long as its shape is the selected one. */
  focusCorner(id: string, corner: number): void {
    this.corner = corner;
    this.cornerOf = id;
    this.board.follow(null);
  }

  /** Forgets the corner when another shape is selected. */
  onSelect(selectedId: string | null): void {
    if (selectedId !== this.cornerOf) this.dropCorner();
  }

  situation(at: Pointed | null): Situation {
    const { brush, editor, scene, view } = this.board;
    const { editable, locked, rights, tool } = editor.state();
    const mayReshape = editable && rights.reshape;
    const free = scene.selection().filter(({ id }) => !locked.has(id));
    const selected = mayReshape && free.length === 1 && editor.state().selection.size === 1 ? free[0] : null;
    const drawer = editor.drawerFor(scene.object);
    const reveals = tool === "reveal";
    // What is drawn over suggestions is a rectangle, whatever the labels draw.
    const draws = tool === "erase" ? "mask" : reveals ? "box" : kindDrawnBy(drawer);
    const unit = 1 / view.scale;
    const pointWidth = Number(drawer?.attributes.strokeWidth);
    const under = at ? scene.index.at(toPicture(view, at.screen), unit) : [];
    const snapping = (off: boolean) => ({
      index: scene.index,
      picture: scene.picture,
      unit,
      wholePixels: drawer?.attributes.snap === "pixel",
      off,
    });
    const ids = (placed: readonly Placed[]) => new Set(placed.map(({ id }) => id));
    return {
      view,
      picture: scene.picture,
      tool: reveals ? "draw" : tool,
      mayDraw: editable && rights.create,
      mayReshape,
      draws,
      how: {
        picture: scene.picture,
        unit,
        pointWidth: pointWidth > 0 ? pointWidth : POINT_WIDTH,
        brush,
        erases: tool === "erase",
        onto: draws !== null && rowOf(draws).drawing.paintsOver ? this.continuedGeometry(draws) : null,
        last: this.lastStroke,
      },
      free,
      selected: selected ?? null,
      handles: selected ? this.handlesOf(selected) : [],
      under,
      isLocked: (id) => locked.has(id),
      snap: (point, alt, except) => snapped(point, snapping(alt), ids(except)),
      snapMove: (corners, by, alt, except) => snappedMove(corners, by, snapping(alt), ids(except)),
    };
  }

  private handlesOf({ geometry, id, region }: Placed): readonly Handle[] {
    const { editor, room, view } = this.board;
    const control = editor.state().schema.controls.find((each) => each.name === region.control);
    const now = this.inHand.get(id) ?? geometry;
    return rowOf(now.kind).handles(now, {
      unit: 1 / view.scale,
      seen: seenBounds(view, room),
      mayTurn: control?.attributes.canRotate !== "false",
    });
  }

  private click(at: Pointed, now: Situation): void {
    const { editor } = this.board;
    const { linkFrom, selectedId, selection } = editor.state();
    const [first] = now.under;
    if (linkFrom !== null && first) {
      editor.link(linkFrom, first.id);
      return;
    }
    if (at.shift) {
      if (first) editor.toggleSelected(first.id);
      return;
    }
    const suggested = editor.takesAt(first !== undefined) ? this.suggestedAt(at) : null;
    if (suggested !== null) {
      editor.takeSuggestion(suggested);
      return;
    }
    if (now.selected && this.clickOnShape(now.selected, at, now)) return;
    const ids = now.under.map(({ id }) => id);
    // Of several that are selected, a click leaves one.
    editor.select(selection.size > 1 ? (ids[0] ?? null) : cycle(ids, selectedId));
  }

  /** The suggestion under the pointer. */
  private suggestedAt({ screen }: Pointed): string | null {
    const { editor, scene, view } = this.board;
    return suggestionAt(editor, (region) => scene.place(region), toPicture(view, screen), 1 / view.scale);
  }

  private clickOnShape({ geometry, id }: Placed, at: Pointed, now: Situation): boolean {
    const how = { unit: 1 / now.view.scale, takesAway: at.alt };
    const changed = rowOf(geometry.kind).clicked?.(geometry, toPicture(now.view, at.screen), how);
    if (changed) this.keep(new Map([[id, changed]]));
    return Boolean(changed);
  }

  private endDrag(ended: Extract<Gesture, { kind: "drag" }>, at: Pointed, now: Situation): void {
    const { geometry, handle, placed } = ended;
    if (geometry !== placed.geometry) this.keep(new Map([[placed.id, geometry]]));
    else if (at.alt) this.clickOnShape(placed, at, now);
    else if (rowOf(geometry.kind).corners) this.focusCorner(placed.id, Number(handle.name));
  }

  /** What is erased is what is selected, else what lies under the pointer. */
  private chooseErased(at: Pointed): void {
    if (this.continued()) return;
    const found = this.situation(at).under.find(({ geometry }) => geometry.kind === "mask");
    if (found) this.board.editor.select(found.id);
  }

  /** Selects everything that the rubber band touches, besides what is selected. */
  private catch({ from, to }: { from: Point; to: Point }, { view }: Situation): void {
    const { editor, scene } = this.board;
    const [a, b] = [toPicture(view, from), toPicture(view, to)];
    const caught = scene.index.within({
      minX: Math.min(a.x, b.x),
      minY: Math.min(a.y, b.y),
      maxX: Math.max(a.x, b.x),
      maxY: Math.max(a.y, b.y),
    });
    editor.selectMany([...new Set([...editor.state().selection, ...caught.map(({ id }) => id)])]);
  }

  /** Who draws means the next region: keys for labels must not change the one before it. */
  private letGo(): void {
    const { editor } = this.board;
    editor.setDraft(null);
    editor.select(null);
  }

  /** Keeps what is drawn once it is done; says whether anything was kept. */
  private finish({ drawn, shape }: gestures.Drawing): boolean {
    const { geometry, isDone, points } = drawn;
    if (!isDone) return false;
    const row = rowOf(shape);
    const onto = row.drawing.paintsOver ? this.continued() : null;
    this.become(null);
    const { editor, scene, view } = this.board;
    if (row.drawing.paintsOver) this.lastStroke = points.at(-1) ?? null;
    if (!geometry || (row.isNothing(geometry, 1 / view.scale) && !onto)) return false;
    if (onto) {
      if (row.isNothing(geometry, 1)) editor.remove(onto.id);
      else this.keep(new Map([[onto.id, geometry]]));
      return true;
    }
    const id = editor.draw(scene.object, shapeOf(geometry, scene.picture));
    // The next stroke goes on with it.
    if (id !== null && row.drawing.paintsOver) editor.select(id);
    return true;
  }

  /** The selected region that painting goes on with. */
  private continued(): Placed | null {
    const { editor, scene } = this.board;
    const { locked, rights, selection } = editor.state();
    const [only] = scene.selection();
    const isFree = only && selection.size === 1 && !locked.has(only.id) && rights.reshape;
    return isFree && rowOf(only.geometry.kind).drawing.paintsOver ? only : null;
  }

  /** What painting goes on with: the selected region, or what waits for its label. */
  private continuedGeometry(kind: PictureKind): Geometry | null {
    const continued = this.continued();
    if (continued) return continued.geometry;
    const { editor, scene } = this.board;
    const { draft } = editor.state();
    const waiting = draft?.object === scene.object ? scene.measure(draft.shape)?.geometry : null;
    return waiting?.kind === kind ? waiting : null;
  }

  private dropCorner(): void {
    if (this.corner === null) return;
    this.corner = null;
    this.cornerOf = null;
    this.board.follow(null);
  }

  private become(gesture: Gesture | null): void {
    const before = this.current;
    this.current = gesture;
    const lifted = gestures.liftedBetween(before, gesture);
    const onto = lifted && this.continued();
    this.board.follow(lifted && union([...lifted, ...(onto ? [onto.bounds] : [])]));
  }
}
