import type { Tool } from "../../core/model";
import { type Box, boxBetween, boxContains, type Handle, handleAt, movedBox, resizedBox } from "./box";
import type { PlacedBox } from "./boxIndex";
import { type Point, panBy, type Size, toPicture, type View } from "./viewport";

/** What a press on the picture may become once the pointer moves. */
export type Gesture =
  | { readonly kind: "press"; readonly screen: Point; readonly becomes: "draw" | "pan" | PlacedBox }
  | { readonly kind: "draw"; readonly from: Point; readonly box: Box }
  | {
      readonly kind: "move";
      readonly id: string;
      readonly start: Box;
      readonly from: Point;
      readonly box: Box;
    }
  | {
      readonly kind: "resize";
      readonly id: string;
      readonly handle: Handle;
      readonly start: Box;
      readonly box: Box;
    }
  | { readonly kind: "pan"; readonly screen: Point; readonly start: View; readonly view: View };

/** What a gesture needs to know of the stage. */
export interface Scene {
  readonly view: View;
  readonly picture: Size;
  readonly tool: Tool;
  readonly editable: boolean;
  readonly selected: PlacedBox | null;
  /** What lies under the pointer, the best first. */
  readonly under: readonly PlacedBox[];
}

/** Half of the side of the square around a handle that takes the pointer, on the screen. */
const HANDLE_REACH = 9;
/** A pointer that moved less was held still. */
const STILL = 4;

export function startGesture(screen: Point, panning: boolean, scene: Scene): Gesture {
  const { editable, selected, tool, view } = scene;
  if (panning || tool === "pan") return { kind: "pan", screen, start: view, view };
  if (!editable) return { kind: "press", screen, becomes: "pan" };
  const handle = handleUnder(screen, scene);
  if (handle && selected) {
    return { kind: "resize", id: selected.id, handle, start: selected.box, box: selected.box };
  }
  if (selected && boxContains(selected.box, toPicture(view, screen))) {
    return { kind: "press", screen, becomes: selected };
  }
  if (tool === "draw") return { kind: "press", screen, becomes: "draw" };
  return { kind: "press", screen, becomes: scene.under[0] ?? "pan" };
}

export function dragGesture(gesture: Gesture, screen: Point, scene: Scene): Gesture {
  const { picture, view } = scene;
  const point = toPicture(view, screen);
  switch (gesture.kind) {
    case "press": {
      const { becomes, screen: pressed } = gesture;
      if (Math.hypot(screen.x - pressed.x, screen.y - pressed.y) < STILL) return gesture;
      const from = toPicture(view, pressed);
      if (becomes === "pan")
        return dragGesture({ kind: "pan", screen: pressed, start: view, view }, screen, scene);
      if (becomes === "draw") return { kind: "draw", from, box: boxBetween(from, point, picture) };
      const { box, id } = becomes;
      return dragGesture({ kind: "move", id, start: box, from, box }, screen, scene);
    }
    case "draw":
      return { ...gesture, box: boxBetween(gesture.from, point, picture) };
    case "move": {
      const { from, start } = gesture;
      return { ...gesture, box: movedBox(start, point.x - from.x, point.y - from.y, picture) };
    }
    case "resize":
      return { ...gesture, box: resizedBox(gesture.start, gesture.handle, point, picture) };
    case "pan": {
      const { screen: pressed, start } = gesture;
      return { ...gesture, view: panBy(start, screen.x - pressed.x, screen.y - pressed.y) };
    }
  }
}

/** The handle of the selected box under the pointer. */
export function handleUnder(screen: Point, { editable, selected, view }: Scene): Handle | null {
  if (!editable || !selected) return null;
  return handleAt(selected.box, toPicture(view, screen), HANDLE_REACH / view.scale);
}

/** The pointer's look over the stage: it says what a press would do. */
export function cursorAt(screen: Point, panning: boolean, scene: Scene): string {
  if (panning || scene.tool === "pan") return "grab";
  const handle = handleUnder(screen, scene);
  if (handle) return handle.u === 0.5 ? "ns-resize" : handle.v === 0.5 ? "ew-resize" : diagonal(handle);
  const { editable, selected, tool, under, view } = scene;
  if (editable && selected && boxContains(selected.box, toPicture(view, screen))) return "move";
  if (editable && tool === "draw") return "crosshair";
  return under.length > 0 ? "pointer" : "default";
}

function diagonal(handle: Handle): string {
  return handle.u === handle.v ? "nwse-resize" : "nesw-resize";
}
