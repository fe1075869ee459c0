import { kindOf } from "../../core/kinds";
import { type DrawnShape, isDrawn } from "../../core/model";
import type { Editor } from "../../core/store";
import { inside, type Point } from "./geometry";
import type { Board, Hands } from "./hands";
import { rowOf } from "./shapes";
import { seenBounds, toPicture } from "./view";

const ARROWS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
const FAR = 10;
const TURN_STEP = 1;

/** Drawing and changing shapes by keys alone: a cursor that the arrows move, and the corners of the selected shape. */
export class Keyboard {
  /** Where keys draw, while they do. */
  cursor: Point | null = null;

  constructor(
    private readonly board: Board,
    private readonly hands: Hands,
  ) {}

  /** A new shape in the middle of what is seen, or the cursor to draw one step by step. */
  draw(): void {
    const { board, hands } = this;
    const { editor, room, scene, view } = board;
    const { draws, how } = hands.situation(null);
    if (!draws || scene.picture.width === 0) return;
    const middle = seenBounds(view, { width: room.width, height: room.height });
    const part = (low: number, high: number) => [low + (high - low) * 0.4, low + (high - low) * 0.6] as const;
    const [minX, maxX] = part(Math.max(middle.minX, 0), Math.min(middle.maxX, scene.picture.width));
    const [minY, maxY] = part(Math.max(middle.minY, 0), Math.min(middle.maxY, scene.picture.height));
    const row = rowOf(draws);
    if (!row.placed) {
      this.cursor = inside({ x: (minX + maxX) / 2, y: (minY + maxY) / 2 }, scene.picture);
      hands.drawAt(this.cursor, "begin");
      return;
    }
    const geometry = row.placed({ minX, minY, maxX, maxY }, { ...how, steady: false, ends: false });
    if (!geometry || row.isNothing(geometry, 0.01)) return;
    const id = editor.draw(scene.object, row.to(geometry, scene.picture));
    // Who draws by keyboard goes on to move the shape: it has to be the selected one.
    if (id !== null) editor.select(id);
  }

  /** How to go on with what is drawn step by step. */
  words(): string | null {
    const { drawn, gesture } = this.hands;
    if (this.board.editor.state().tool === "erase" && !this.hands.situation(null).how.onto) {
      return "A press on a mask erases from it.";
    }
    if (gesture?.kind !== "draw" || !drawn || rowOf(gesture.shape).placed) return null;
    const { points } = drawn;
    if (rowOf(gesture.shape).drawing.paintsOver) return this.paintWords(drawn.stroke !== undefined);
    const closes = points.length > 2 ? " Enter closes, Shift+Enter leaves it open." : "";
    const back = points.length > 0 ? " Backspace takes the last one back." : "";
    if (!this.cursor) return `A click sets a corner.${closes}${back} Esc gives up.`;
    const at = `${Math.round(this.cursor.x)}, ${Math.round(this.cursor.y)}`;
    return `Arrows move to ${at}, Space sets a corner (${points.length} so far).${closes}${back} Esc gives up.`;
  }

  private paintWords(down: boolean): string | null {
    if (!this.cursor) return null;
    const at = `${Math.round(this.cursor.x)}, ${Math.round(this.cursor.y)}`;
    return `Arrows move to ${at}, Space ${down ? "lifts" : "lowers"} the brush, Esc ends painting.`;
  }

  /** Takes a key that is meant for what is being drawn, or for a corner; says whether it was one. */
  take(event: KeyboardEvent): boolean {
    const { hands } = this;
    const arrow = ARROWS[event.key];
    const drawing = hands.gesture?.kind === "draw";
    if (!drawing) this.cursor = null;
    if (event.key === "Escape") {
      this.cursor = null;
      return hands.cancel();
    }
    if (drawing && event.key === "Enter") return this.finish(event.shiftKey);
    const takesBack =
      event.key === "Backspace" || (event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey));
    if (drawing && takesBack) return this.back();
    if (event.altKey || event.ctrlKey || event.metaKey) return false;
    if (this.cursor && event.key === " ") {
      hands.drawAt(this.cursor, "press");
      // A stroke that has ended is followed by the next one.
      if (!hands.gesture) hands.drawAt(this.cursor, "begin");
      return true;
    }
    if (this.cursor && arrow) return this.moveCursor(arrow, event.shiftKey);
    if (hands.corner !== null && arrow) return this.moveCorner(arrow, event.shiftKey);
    if (hands.corner !== null && (event.key === "Delete" || event.key === "Backspace")) {
      return this.removeCorner();
    }
    // On a picture that is turned, arrows go where they point to on the screen.
    if (arrow && this.board.view.quarters !== 0) return this.nudge(arrow, event.shiftKey);
    return false;
  }

  /** The corner after or before the focused one; the first one when none is. */
  nextCorner(step: 1 | -1): void {
    const found = this.cornered();
    if (!found) return;
    const { corners, geometry, id } = found;
    const count = corners.count(geometry);
    const { corner } = this.hands;
    const next = corner === null ? (step === 1 ? 0 : count - 1) : (corner + step + count) % count;
    this.hands.focusCorner(id, next);
  }

  addCorner(): void {
    const found = this.cornered();
    const { corner } = this.hands;
    if (!found || corner === null) return;
    this.hands.keep(new Map([[found.id, found.corners.added(found.geometry, corner)]]));
    this.nextCorner(1);
  }

  turn(direction: 1 | -1): void {
    const { selected } = this.hands.situation(null);
    const turned =
      selected && rowOf(selected.geometry.kind).turned?.(selected.geometry, direction * TURN_STEP);
    if (selected && turned) this.hands.keep(new Map([[selected.id, turned]]));
  }

  mayTurn(): boolean {
    const { selected } = this.hands.situation(null);
    if (!selected || !rowOf(selected.geometry.kind).turned) return false;
    return controlOf(this.board.editor, selected.region.control)?.attributes.canRotate !== "false";
  }

  cornered() {
    const { selected } = this.hands.situation(null);
    const corners = selected && rowOf(selected.geometry.kind).corners;
    return selected && corners ? { ...selected, corners } : null;
  }

  private finish(open: boolean): boolean {
    const { gesture } = this.hands;
    if (gesture?.kind === "draw" && rowOf(gesture.shape).drawing.paintsOver && !gesture.drawn.stroke) {
      this.cursor = null;
      return this.hands.cancel();
    }
    const before = this.board.editor.state().regions.size;
    if (!this.hands.drawKey(open ? "finish-open" : "finish")) return true;
    this.endOfDrawing(before);
    return true;
  }

  private back(): boolean {
    this.hands.drawKey("back");
    if (!this.hands.gesture && this.cursor) this.hands.drawAt(this.cursor, "begin");
    return true;
  }

  private endOfDrawing(before: number): void {
    const { regions } = this.board.editor.state();
    if (!this.cursor) return;
    this.cursor = null;
    const last = [...regions.keys()].at(-1);
    if (last !== undefined && regions.size > before) this.board.editor.select(last);
  }

  private moveCursor([x, y]: readonly [number, number], far: boolean): boolean {
    if (!this.cursor) return false;
    const { scene, view } = this.board;
    const step = this.step(x, y, far, Math.max(1, Math.round(1 / view.scale)));
    this.cursor = inside({ x: this.cursor.x + step.x, y: this.cursor.y + step.y }, scene.picture);
    this.hands.drawAt(this.cursor, "move");
    return true;
  }

  private nudge([x, y]: readonly [number, number], far: boolean): boolean {
    const { mayReshape, free } = this.hands.situation(null);
    const step = this.step(x, y, far, 1);
    const moved = new Map<string, DrawnShape>();
    for (const { id, region } of mayReshape ? free : []) {
      if (!isDrawn(region)) continue;
      const shape = kindOf(region.shape).shift?.(region.shape, step.x, step.y);
      if (shape) moved.set(id, shape);
    }
    this.board.editor.reshapeAll(moved);
    return moved.size > 0;
  }

  private moveCorner([x, y]: readonly [number, number], far: boolean): boolean {
    const found = this.cornered();
    const { corner } = this.hands;
    if (!found || corner === null) return false;
    const step = this.step(x, y, far, 1);
    this.hands.keep(new Map([[found.id, found.corners.moved(found.geometry, corner, step.x, step.y)]]));
    return true;
  }

  private removeCorner(): boolean {
    const found = this.cornered();
    const { corner } = this.hands;
    if (!found || corner === null) return false;
    const left = found.corners.removed(found.geometry, corner);
    if (left) {
      this.hands.keep(new Map([[found.id, left]]));
      this.hands.focusCorner(found.id, Math.max(corner - 1, 0));
    }
    return true;
  }

  /** A step as it is seen: the picture may be turned. */
  private step(x: number, y: number, far: boolean, pixels: number): Point {
    const length = (far ? FAR : 1) * pixels;
    const { quarters } = this.board.view;
    const flat = { scale: 1, x: 0, y: 0, quarters };
    return toPicture(flat, { x: x * length, y: y * length });
  }
}

function controlOf(editor: Editor, name: string) {
  return editor.state().schema.controls.find((each) => each.name === name);
}
