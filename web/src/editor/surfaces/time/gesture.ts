import type { Tool } from "../../core/model";
import type { Area } from "./areas";
import { type Border, between, moved, type Place, type Placed, resized } from "./place";
import { panned, spanOf, valueAt, type Window, xOf } from "./window";

/** Where the pointer is: pixels from the left edge of the lanes, and the value on the axis there. */
export interface Spot {
  readonly area: Area;
  readonly lane: number | null;
  readonly x: number;
  /** Pixels from the top of the stage. */
  readonly y: number;
}

/** What a press on the stage may become once the pointer moves. */
export type Gesture =
  | { readonly kind: "press"; readonly spot: Spot; readonly becomes: "draw" | "pan" | Placed }
  | { readonly kind: "draw"; readonly from: number; readonly place: Place }
  | {
      readonly kind: "move";
      readonly id: string;
      readonly start: Place;
      readonly from: number;
      readonly place: Place;
    }
  | {
      readonly kind: "resize";
      readonly id: string;
      readonly border: Border;
      readonly start: Place;
      readonly place: Place;
    }
  | { readonly kind: "pan"; readonly x: number; readonly start: Window; readonly window: Window }
  | { readonly kind: "scrub"; readonly value: number }
  | { readonly kind: "overview"; readonly hold: number; readonly window: Window };

/** What a gesture needs to know of the stage. */
export interface Scene {
  readonly window: Window;
  readonly bounds: Window;
  readonly width: number;
  readonly tool: Tool;
  readonly mayDraw: boolean;
  readonly mayReshape: boolean;
  /** What lies under the pointer, the best first. */
  readonly under: readonly Placed[];
  readonly selected: readonly Placed[];
  /** Draws a value to what it should be: a border nearby, a measured point. */
  readonly snap: (value: number, without: string | null) => number;
}

/** How near to a border a press means the border, in pixels. */
const REACH = 5;
/** A pointer that moved less was held still. */
const STILL = 3;

export function startGesture(spot: Spot, panning: boolean, scene: Scene): Gesture {
  const { mayDraw, tool, window } = scene;
  if (spot.area === "overview") return startOverview(spot, scene);
  if (spot.area === "ruler") return { kind: "scrub", value: valueUnder(spot, scene) };
  if (panning || tool === "pan") return { kind: "pan", x: spot.x, start: window, window };
  const border = borderAt(spot, scene);
  if (border) {
    const { id, place } = border.placed;
    return { kind: "resize", id, border: border.border, start: place, place };
  }
  const movable = scene.mayReshape ? scene.under.filter((placed) => !placed.locked) : [];
  const chosen = movable.find(({ id }) => scene.selected.some((placed) => placed.id === id));
  if (chosen) return { kind: "press", spot, becomes: chosen };
  // With a label in the hand one draws, also upon what is there; in the track regions themselves are meant.
  const [first] = movable;
  if (first && (tool !== "draw" || spot.area === "track")) return { kind: "press", spot, becomes: first };
  return { kind: "press", spot, becomes: mayDraw ? "draw" : "pan" };
}

export function dragGesture(gesture: Gesture, spot: Spot, scene: Scene): Gesture {
  const { bounds, snap, width, window } = scene;
  const value = valueUnder(spot, scene);
  switch (gesture.kind) {
    case "press": {
      const { becomes, spot: pressed } = gesture;
      if (Math.abs(spot.x - pressed.x) < STILL) return gesture;
      const from = valueUnder(pressed, scene);
      if (becomes === "pan") {
        return dragGesture({ kind: "pan", x: pressed.x, start: window, window }, spot, scene);
      }
      if (becomes === "draw") {
        const begin = snap(from, null);
        const place = { start: begin, end: begin, lane: pressed.lane };
        return dragGesture({ kind: "draw", from: begin, place }, spot, scene);
      }
      const { id, place } = becomes;
      return dragGesture({ kind: "move", id, start: place, from, place }, spot, scene);
    }
    case "draw":
      return {
        ...gesture,
        place: between(gesture.from, snap(value, null), gesture.place.lane, bounds),
      };
    case "move": {
      const { from, id, start } = gesture;
      const begin = snap(start.start + value - from, id);
      return { ...gesture, place: moved(start, begin - start.start, bounds) };
    }
    case "resize": {
      const { border, id, start } = gesture;
      return { ...gesture, place: resized(start, border, snap(value, id), bounds) };
    }
    case "pan": {
      const by = ((gesture.x - spot.x) / width) * spanOf(gesture.start);
      return { ...gesture, window: panned(gesture.start, by, bounds) };
    }
    case "scrub":
      return { ...gesture, value };
    case "overview": {
      const start = valueAt(bounds, width, spot.x) - gesture.hold;
      const next = { start, end: start + spanOf(gesture.window) };
      return { ...gesture, window: panned(next, 0, bounds) };
    }
  }
}

/** The value under the pointer, inside of the bounds. */
function valueUnder({ x }: Spot, { bounds, width, window }: Scene): number {
  return Math.min(Math.max(valueAt(window, width, x), bounds.start), bounds.end);
}

/** The border under the pointer: one of a selected region first, others only where nothing is drawn. */
function borderAt(spot: Spot, scene: Scene): { readonly placed: Placed; readonly border: Border } | null {
  if (!scene.mayReshape || spot.area === "ruler" || spot.area === "overview") return null;
  const free = (placed: Placed) => !placed.locked && !placed.instant;
  const others = scene.tool === "draw" && spot.area !== "track" ? [] : scene.under;
  const chosen = scene.selected.filter(
    (placed) => spot.area !== "track" || scene.under.some(({ id }) => id === placed.id),
  );
  for (const candidates of [chosen, others]) {
    let nearest: { placed: Placed; border: Border } | null = null;
    let distance = REACH;
    for (const placed of candidates.filter(free)) {
      if (!sameLane(placed.place, spot)) continue;
      for (const border of ["start", "end"] as const) {
        const away = Math.abs(xOf(scene.window, scene.width, placed.place[border]) - spot.x);
        if (away > distance) continue;
        nearest = { placed, border };
        distance = away;
      }
    }
    if (nearest) return nearest;
  }
  return null;
}

/** The pointer's look over the stage: it says what a press would do. */
export function cursorAt(spot: Spot, panning: boolean, scene: Scene): string {
  if (spot.area === "overview") return overWindow(spot, scene) ? "grab" : "pointer";
  if (spot.area === "ruler") return "ew-resize";
  if (panning || scene.tool === "pan") return "grab";
  if (borderAt(spot, scene)) return "col-resize";
  const start = startGesture(spot, false, scene);
  if (start.kind === "press" && typeof start.becomes === "object") return "pointer";
  if (start.kind === "press" && start.becomes === "draw") return "crosshair";
  return scene.under.length > 0 ? "pointer" : "default";
}

export function sameLane({ lane }: Place, spot: Spot): boolean {
  return lane === null || spot.lane === null || lane === spot.lane;
}

function startOverview(spot: Spot, scene: Scene): Gesture {
  const { bounds, width, window } = scene;
  const at = valueAt(bounds, width, spot.x);
  // Beside the window it jumps under the pointer, so that one can go on dragging it.
  const hold = overWindow(spot, scene) ? at - window.start : spanOf(window) / 2;
  return dragGesture({ kind: "overview", hold, window }, spot, scene);
}

function overWindow({ x }: Spot, { bounds, width, window }: Scene): boolean {
  return x >= xOf(bounds, width, window.start) && x <= xOf(bounds, width, window.end);
}
