import { cycle } from "../../core/selection";
import type { DrawnShape } from "../../core/shapes";
import { type Bounds, type Size, union } from "../image/geometry";
import type { Gesture, Pointed, Situation } from "../image/gesture";
import * as gestures from "../image/gesture";
import type { Placed } from "../image/shapeIndex";
import { type Geometry, rowOf } from "../image/shapes";
import { BOX, type Box } from "../image/shapes/box";
import type { Handle } from "../image/shapes/shape";
import { suggestionAt } from "../image/suggested";
import { seenBounds, toPicture, type View } from "../image/view";
import type { VideoSession } from "./session";
import { moveBox, trackFrom } from "./trackEdits";
import type { TrackScene } from "./trackScene";

/** What hands act on. */
export interface Board {
  readonly session: VideoSession;
  readonly scene: TrackScene;
  readonly view: View;
  readonly room: Size;
  show(view: View): void;
  /** Something in the hand changed; `lifted` when it was taken from, or put back on, the layer that stays. */
  follow(lifted: Bounds | null): void;
}

/** Gestures on the picture of a video: those of pictures, but what is dragged becomes a key frame. */
export class VideoHands {
  private current: Gesture | null = null;
  pointer: Pointed | null = null;

  constructor(private readonly board: Board) {}

  get inHand(): ReadonlyMap<string, Geometry> {
    return gestures.inHandOf(this.current);
  }

  get drawn(): Box | null {
    const geometry = this.current?.kind === "draw" ? this.current.drawn.geometry : null;
    return geometry?.kind === "box" ? geometry : null;
  }

  get band(): Bounds | null {
    return gestures.bandOf(this.current);
  }

  /** The handles of the one track that can be changed here. */
  handles(): readonly Handle[] {
    return this.situation(null).handles;
  }

  cursor(): string | null {
    const at = this.pointer;
    return at && gestures.cursorAt(at, this.current, this.situation(at));
  }

  down(at: Pointed): void {
    this.pointer = at;
    this.become(gestures.startGesture(at, this.current, this.situation(at)));
    const { current } = this;
    // A box is changed on the frame on which it was taken hold of; looking around does not stop anything.
    if (current?.kind !== "pan" && !(current?.kind === "press" && current.becomes === "pan")) {
      this.board.session.pause();
    }
    if (current?.kind !== "draw") return;
    // Who draws means the next thing: keys for labels must not change the one before it.
    this.board.session.editor.setDraft(null);
    this.board.session.editor.select(null);
  }

  move(at: Pointed): void {
    this.pointer = at;
    const before = this.current;
    if (!before) {
      const { editor } = this.board.session;
      if (editor.state().suggestions.size > 0 && !at.pans)
        editor.lookAt(this.suggestedAt(at) ?? editor.state().suggestedId);
      return;
    }
    this.become(gestures.dragGesture(before, at, this.situation(at)));
    const { current } = this;
    if (current?.kind === "pan") this.board.show(current.view);
    if (current?.kind === "move" && before.kind === "press") {
      const [first] = current.moved;
      if (first && current.moved.length === 1) this.board.session.editor.select(first.id);
    }
  }

  up(at: Pointed): void {
    this.pointer = at;
    if (!this.current) return;
    const now = this.situation(at);
    const ended = gestures.endGesture(this.current, at, now);
    this.become(null);
    if (ended.kind === "draw") {
      const { geometry } = ended.drawn;
      // A hand that was held still meant what is there, not something new.
      if (geometry?.kind === "box" && !BOX.isNothing(geometry, 1 / now.view.scale)) this.draw(geometry);
      else this.click(at, now);
    } else if (ended.kind === "press") this.click(at, now);
    else if (ended.kind === "band") this.catch(ended, now);
    else if (ended.kind !== "pan") this.keep(gestures.inHandOf(ended));
  }

  /** Gives up what is going on; says whether there was anything. */
  cancel(): boolean {
    if (!this.current) return false;
    this.become(null);
    return true;
  }

  /** Begins a track with a box at this frame; gives its id where a label was chosen. */
  draw(box: Box): string | null {
    const { scene, session } = this.board;
    const { clock, editor, frame } = session;
    return clock ? editor.draw(scene.object, trackFrom(scene.stored(box), frame, clock)) : null;
  }

  /** Whether the chosen label is one for boxes: those of the timeline are drawn there. */
  private mayDraw(): boolean {
    const { clock, editor, name } = this.board.session;
    const { activeLabels, editable, rights, schema, tool } = editor.state();
    if (!clock || !editable || !rights.create) return false;
    if (tool === "reveal") return true;
    if (!editor.drawerFor(name, "track")) return false;
    return !schema.controls.some(
      (control) => control.to === name && control.tag === "TimelineLabels" && activeLabels.has(control.name),
    );
  }

  private situation(at: Pointed | null): Situation {
    const { room, scene, session, view } = this.board;
    const { editable, locked, rights, selection, tool } = session.editor.state();
    const mayReshape = editable && rights.reshape && session.clock !== null;
    const free = scene.selection().filter(({ id }) => !locked.has(id));
    const selected = mayReshape && free.length === 1 && selection.size === 1 ? (free[0] ?? null) : null;
    const unit = 1 / view.scale;
    const now = selected && (this.inHand.get(selected.id) ?? selected.geometry);
    return {
      view,
      picture: scene.picture,
      tool: tool === "reveal" ? "draw" : tool,
      mayDraw: this.mayDraw(),
      mayReshape,
      draws: this.mayDraw() ? "box" : null,
      how: { picture: scene.picture, unit, pointWidth: 0, brush: 0, erases: false, onto: null, last: null },
      free,
      selected,
      handles: now ? rowOf(now.kind).handles(now, { unit, seen: seenBounds(view, room), mayTurn: true }) : [],
      under: at ? scene.index.at(toPicture(view, at.screen), unit) : [],
      isLocked: (id) => locked.has(id),
      // The things in a video move: their edges are no rulers for each other.
      snap: (point) => point,
      snapMove: (_, by) => by,
    };
  }

  /** What was dragged becomes a key frame here, all of it as one step. */
  private keep(changed: ReadonlyMap<string, Geometry>): void {
    const { scene, session } = this.board;
    const { clock, editor, frame } = session;
    if (!clock) return;
    const shapes = new Map<string, DrawnShape>();
    for (const [id, geometry] of changed) {
      const shape = editor.state().regions.get(id)?.shape;
      if (shape?.kind !== "track" || geometry.kind !== "box" || BOX.isNothing(geometry, 0.1)) continue;
      shapes.set(id, moveBox(shape, clock, frame, scene.stored(geometry)));
    }
    editor.reshapeAll(shapes);
  }

  private click(at: Pointed, now: Situation): void {
    const { editor } = this.board.session;
    const { linkFrom, selectedId, selection } = editor.state();
    const [first] = now.under;
    if (linkFrom !== null && first) editor.link(linkFrom, first.id);
    else if (at.shift) {
      if (first) editor.toggleSelected(first.id);
    } else {
      const suggested = editor.takesAt(first !== undefined) ? this.suggestedAt(at) : null;
      if (suggested !== null) {
        editor.takeSuggestion(suggested);
        return;
      }
      const ids = now.under.map(({ id }) => id);
      // Of several that are selected, a click leaves one.
      editor.select(selection.size > 1 ? (ids[0] ?? null) : cycle(ids, selectedId));
    }
  }

  /** The suggestion under the pointer, of those on this frame. */
  private suggestedAt({ screen }: Pointed): string | null {
    const { scene, session, view } = this.board;
    const point = toPicture(view, screen);
    return suggestionAt(session.editor, (region) => scene.place(region), point, 1 / view.scale);
  }

  /** Selects everything that the rubber band touches, besides what is selected. */
  private catch({ from, to }: Extract<Gesture, { kind: "band" }>, { view }: Situation): void {
    const { scene, session } = this.board;
    const [a, b] = [toPicture(view, from), toPicture(view, to)];
    const caught: readonly Placed[] = scene.index.within({
      minX: Math.min(a.x, b.x),
      minY: Math.min(a.y, b.y),
      maxX: Math.max(a.x, b.x),
      maxY: Math.max(a.y, b.y),
    });
    const { editor } = session;
    editor.selectMany([...new Set([...editor.state().selection, ...caught.map(({ id }) => id)])]);
  }

  private become(gesture: Gesture | null): void {
    const lifted = gestures.liftedBetween(this.current, gesture);
    this.current = gesture;
    this.board.follow(lifted && union(lifted));
  }
}
