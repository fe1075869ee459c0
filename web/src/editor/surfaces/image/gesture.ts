import type { Tool } from "../../core/model";
import {
  type Bounds,
  boundsOf,
  cornersOf,
  distance,
  keptInside,
  type Point,
  type Size,
  union,
} from "./geometry";
import type { Placed } from "./shapeIndex";
import { type Geometry, type PictureKind, rowOf } from "./shapes";
import type { DrawHow, Drawn, Handle } from "./shapes/shape";
import { panBy, toPicture, toScreen, type View } from "./view";

/** Where the pointer is, and the keys that are held with it. */
export interface Pointed {
  /** Place on the stage. */
  readonly screen: Point;
  readonly shift: boolean;
  readonly alt: boolean;
  /** The second press of a double click. */
  readonly again: boolean;
  /** Space or the middle button: moves the picture whatever the tool. */
  readonly pans: boolean;
}

/** What the hand is doing. A press becomes something once the pointer moves. */
export type Gesture =
  | { readonly kind: "press"; readonly at: Pointed; readonly becomes: "pan" | "band" | Placed }
  | {
      readonly kind: "pan";
      readonly screen: Point;
      readonly start: View;
      readonly view: View;
      readonly back: Drawing | null;
    }
  | { readonly kind: "band"; readonly from: Point; readonly to: Point }
  | { readonly kind: "move"; readonly moved: readonly Placed[]; readonly from: Point; readonly by: Point }
  | {
      readonly kind: "drag";
      readonly at: Pointed;
      readonly placed: Placed;
      readonly handle: Handle;
      /** From the pointer to the middle of the handle. */
      readonly off: Point;
      readonly geometry: Geometry;
    }
  | Drawing;

export interface Drawing {
  readonly kind: "draw";
  readonly shape: PictureKind;
  readonly drawn: Drawn<Geometry>;
  /** Where it began: another label may turn it into another kind. */
  readonly from: Point;
}

/** What a gesture needs to know of the stage. */
export interface Situation {
  readonly view: View;
  readonly picture: Size;
  readonly tool: Tool;
  /** What may be done: draw new ones, and change those that are there. */
  readonly mayDraw: boolean;
  readonly mayReshape: boolean;
  readonly draws: PictureKind | null;
  readonly how: Omit<DrawHow, "steady" | "ends">;
  /** What is selected and can be changed. */
  readonly free: readonly Placed[];
  /** The one whose handles are shown. */
  readonly selected: Placed | null;
  readonly handles: readonly Handle[];
  /** What lies under the pointer, the best first; locked ones are among them. */
  readonly under: readonly Placed[];
  readonly isLocked: (id: string) => boolean;
  readonly snap: (point: Point, alt: boolean, except: readonly Placed[]) => Point;
  readonly snapMove: (corners: readonly Point[], by: Point, alt: boolean, except: readonly Placed[]) => Point;
}

/** Half of the side of the square around a handle that takes the pointer, on the screen. */
const HANDLE_REACH = 9;
/** A pointer that moved less was held still. */
const STILL = 4;

export function startGesture(at: Pointed, known: Gesture | null, now: Situation): Gesture {
  const { screen } = at;
  const back = known?.kind === "draw" ? known : null;
  if (at.pans || now.tool === "pan") return { kind: "pan", screen, start: now.view, view: now.view, back };
  if (back) return drawOn(back, "press", at, now);
  const drawsNow = drawnNow(now);
  if (drawsNow && rowOf(drawsNow).drawing.paintsOver) return startDrawing(drawsNow, at, now);
  const handle = handleUnder(screen, now);
  if (handle && now.selected) {
    const on = toScreen(now.view, handle.at);
    const off = { x: on.x - screen.x, y: on.y - screen.y };
    return { kind: "drag", at, placed: now.selected, handle, off, geometry: now.selected.geometry };
  }
  const held = heldUnder(at, now);
  if (held && !(drawsNow && at.shift)) return { kind: "press", at, becomes: held };
  if (drawsNow) return startDrawing(drawsNow, at, now);
  const [under] = now.under;
  if (under && now.mayReshape && !now.isLocked(under.id)) return { kind: "press", at, becomes: under };
  return { kind: "press", at, becomes: at.shift && !under ? "band" : "pan" };
}

export function dragGesture(gesture: Gesture, at: Pointed, now: Situation): Gesture {
  const { screen } = at;
  switch (gesture.kind) {
    case "press": {
      const { becomes } = gesture;
      const pressed = gesture.at.screen;
      if (distance(screen, pressed) < STILL) return gesture;
      if (becomes === "band") return { kind: "band", from: pressed, to: screen };
      if (becomes === "pan") {
        const { view } = now;
        return dragGesture({ kind: "pan", screen: pressed, start: view, view, back: null }, at, now);
      }
      const together = now.free.some(({ id }) => id === becomes.id) ? now.free : [becomes];
      const from = toPicture(now.view, pressed);
      return dragGesture({ kind: "move", moved: together, from, by: { x: 0, y: 0 } }, at, now);
    }
    case "pan": {
      const { screen: pressed, start } = gesture;
      return { ...gesture, view: panBy(start, screen.x - pressed.x, screen.y - pressed.y) };
    }
    case "band":
      return { ...gesture, to: screen };
    case "move":
      return { ...gesture, by: movedBy(gesture.moved, gesture.from, at, now) };
    case "drag": {
      const { handle, off, placed } = gesture;
      if (gesture.geometry === placed.geometry && distance(screen, gesture.at.screen) < STILL) return gesture;
      const wanted = toPicture(now.view, { x: screen.x + off.x, y: screen.y + off.y });
      const to = handle.look === "turn" ? wanted : now.snap(wanted, at.alt, [placed]);
      const how = { picture: now.picture, steady: at.shift };
      return { ...gesture, geometry: rowOf(placed.geometry.kind).dragged(placed.geometry, handle, to, how) };
    }
    case "draw":
      return drawOn(gesture, "move", at, now);
  }
}

/** The gesture after the button was let go; what is done is kept by the stage. */
export function endGesture(gesture: Gesture, at: Pointed, now: Situation): Gesture {
  return gesture.kind === "draw" ? drawOn(gesture, "release", at, now) : gesture;
}

/** What is being drawn becomes what another control draws, from where it began. */
export function drawnAs(drawing: Drawing, shape: PictureKind, at: Pointed, now: Situation): Drawing {
  if (shape === drawing.shape) return drawing;
  const pressed = rowOf(shape).drawing.press(null, drawing.from, drawHow(at, now));
  return drawOn({ ...drawing, shape, drawn: pressed }, "move", at, now);
}

/** How everything in the hand lies now, by id. */
export function inHandOf(gesture: Gesture | null): ReadonlyMap<string, Geometry> {
  if (gesture?.kind === "drag") return new Map([[gesture.placed.id, gesture.geometry]]);
  if (gesture?.kind !== "move") return new Map();
  const { by, moved } = gesture;
  return new Map(moved.map(({ geometry, id }) => [id, rowOf(geometry.kind).moved(geometry, by.x, by.y)]));
}

/** Where things lie that were taken into the hand, or put back, between two gestures; null when none was. */
export function liftedBetween(before: Gesture | null, now: Gesture | null): readonly Bounds[] | null {
  if (liftedBy(before) === liftedBy(now)) return null;
  return [before, now].flatMap((gesture) => {
    if (gesture?.kind === "move") return gesture.moved.map(({ bounds }) => bounds);
    return gesture?.kind === "drag" ? [gesture.placed.bounds] : [];
  });
}

/** What a gesture has taken from the layer that stays. */
function liftedBy(gesture: Gesture | null): unknown {
  if (gesture?.kind === "move") return gesture.moved;
  if (gesture?.kind === "draw") return gesture.drawn.stroke ? "stroke" : null;
  return gesture?.kind === "drag" && gesture.geometry !== gesture.placed.geometry ? gesture.placed : null;
}

/** The handle of the selected shape under the pointer, the nearest one. */
export function handleUnder(
  screen: Point,
  { handles, mayReshape, selected, view }: Situation,
): Handle | null {
  if (!mayReshape || !selected) return null;
  // Handles of a small shape reach less far inside of it, so that there is always a place to take hold of the shape.
  const inside = rowOf(selected.geometry.kind).hit(selected.geometry, toPicture(view, screen), 0);
  const { maxX, maxY, minX, minY } = selected.bounds;
  const least = (Math.min(maxX - minX, maxY - minY) * view.scale) / 4;
  let nearest: Handle | null = null;
  let reach = inside && handles.length > 0 ? Math.min(HANDLE_REACH, least) : HANDLE_REACH;
  for (const handle of handles) {
    const on = toScreen(view, handle.at);
    const away = Math.max(Math.abs(on.x - screen.x), Math.abs(on.y - screen.y));
    if (away > reach) continue;
    nearest = handle;
    reach = away;
  }
  return nearest;
}

/** The pointer's look over the stage: it says what a press would do. */
export function cursorAt(at: Pointed, gesture: Gesture | null, now: Situation): string {
  if (gesture?.kind === "pan") return "grabbing";
  if (at.pans || now.tool === "pan") return "grab";
  if (gesture?.kind === "draw") return rowOf(gesture.shape).drawing.paintsOver ? "none" : "crosshair";
  const drawsNow = drawnNow(now);
  if (drawsNow && rowOf(drawsNow).drawing.paintsOver) return "none";
  const handle = gesture?.kind === "drag" ? gesture.handle : handleUnder(at.screen, now);
  if (handle?.look === "turn") return "grab";
  if (handle) return handle.pull === null ? "move" : pulling(handle.pull + now.view.quarters * 90);
  if (gesture?.kind === "move") return "move";
  if (heldUnder(at, now) && !(drawsNow && at.shift)) return "move";
  if (drawsNow) return "crosshair";
  return now.under.length > 0 ? "pointer" : "default";
}

/** What one of the selected shapes lies under the pointer, ready to be moved. */
function heldUnder({ screen }: Pointed, { free, mayReshape, view }: Situation): Placed | null {
  const point = toPicture(view, screen);
  const hit = ({ geometry }: Placed) => rowOf(geometry.kind).hit(geometry, point, 1 / view.scale);
  return mayReshape ? (free.findLast(hit) ?? null) : null;
}

function movedBy(moved: readonly Placed[], from: Point, at: Pointed, now: Situation): Point {
  const around: Bounds | null = union(moved.map(({ bounds }) => bounds));
  const to = toPicture(now.view, at.screen);
  const by = { x: to.x - from.x, y: to.y - from.y };
  if (!around) return by;
  // Kept steady it moves along one direction only.
  const straight = Math.abs(by.x) >= Math.abs(by.y) ? { x: by.x, y: 0 } : { x: 0, y: by.y };
  const wanted = at.shift ? straight : by;
  const pulled = now.snapMove(cornersOf(around), wanted, at.alt, moved);
  return keptInside(around, pulled, now.picture);
}

/** What a press on nothing would draw; null when it draws nothing. */
function drawnNow({ draws, mayDraw, tool }: Situation): PictureKind | null {
  return mayDraw && (tool === "draw" || tool === "erase") ? draws : null;
}

function startDrawing(shape: PictureKind, at: Pointed, now: Situation): Drawing {
  const from = placeOf(at, now);
  return { kind: "draw", shape, drawn: rowOf(shape).drawing.press(null, from, drawHow(at, now)), from };
}

function drawOn(drawing: Drawing, step: "press" | "move" | "release", at: Pointed, now: Situation): Drawing {
  const machine = rowOf(drawing.shape).drawing;
  return { ...drawing, drawn: machine[step](drawing.drawn, placeOf(at, now), drawHow(at, now)) };
}

function placeOf({ alt, screen }: Pointed, { draws, snap, view }: Situation): Point {
  const point = toPicture(view, screen);
  return draws === null || rowOf(draws).drawing.paintsOver ? point : snap(point, alt, []);
}

function drawHow({ again, shift }: Pointed, { how }: Situation): DrawHow {
  return { ...how, steady: shift, ends: again };
}

const PULLS = ["ew-resize", "nwse-resize", "ns-resize", "nesw-resize"] as const;

function pulling(degrees: number): string {
  return PULLS[((Math.round(degrees / 45) % 4) + 4) % 4] ?? "move";
}

export function bandOf(gesture: Gesture | null): Bounds | null {
  return gesture?.kind === "band" ? boundsOf([gesture.from, gesture.to]) : null;
}
