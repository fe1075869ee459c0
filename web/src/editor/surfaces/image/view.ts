import type { SeenBox } from "../../core/surface";
import { type Bounds, boundsOf, clamp, cornersOf, type Point, type Size } from "./geometry";

/**
 * How the picture lies on the screen: scaled, turned clockwise by quarters about its top left corner, and that corner
 * put at (x, y) in CSS pixels. Turning is for the eye only; results are measured on the picture as it is stored.
 */
export interface View {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
  readonly quarters: Quarters;
}

export type Quarters = 0 | 1 | 2 | 3;

const MARGIN = 16;
const LEAST_SCALE = 0.01;
const MOST_SCALE = 40;
/** A part of the picture always stays in sight. */
const IN_SIGHT = 48;

/** The whole picture in the middle of the stage. */
export function fitView(picture: Size, stage: Size, quarters: Quarters = 0): View {
  return boundsView(
    { minX: 0, minY: 0, maxX: picture.width, maxY: picture.height },
    stage,
    quarters,
    MOST_SCALE,
  );
}

/** A part of the picture in the middle of the stage, as large as it goes and at most `most` times as large. */
export function boundsView(part: Bounds, stage: Size, quarters: Quarters, most: number): View {
  const flat = { scale: 1, x: 0, y: 0, quarters };
  const seen = boundsOf(cornersOf(part).map((corner) => toScreen(flat, corner)));
  const room = {
    width: Math.max(stage.width - 2 * MARGIN, 1),
    height: Math.max(stage.height - 2 * MARGIN, 1),
  };
  const [width, height] = [Math.max(seen.maxX - seen.minX, 1), Math.max(seen.maxY - seen.minY, 1)];
  const scale = Math.min(limit(Math.min(room.width / width, room.height / height)), most);
  const x = stage.width / 2 - ((seen.minX + seen.maxX) / 2) * scale;
  const y = stage.height / 2 - ((seen.minY + seen.maxY) / 2) * scale;
  return { scale, x, y, quarters };
}

/** One pixel of the picture on one CSS pixel, about the middle of what is seen. */
export function actualView(view: View, stage: Size): View {
  return zoomAt(view, 1 / view.scale, { x: stage.width / 2, y: stage.height / 2 });
}

/** Zooms so that what lies under `anchor` (screen) stays there. */
export function zoomAt(view: View, factor: number, anchor: Point): View {
  const scale = limit(view.scale * factor);
  const ratio = scale / view.scale;
  return {
    ...view,
    scale,
    x: anchor.x - (anchor.x - view.x) * ratio,
    y: anchor.y - (anchor.y - view.y) * ratio,
  };
}

/** The view with a point of the picture in the middle of the stage. */
export function centredOn(view: View, point: Point, stage: Size): View {
  const at = toScreen(view, point);
  return panBy(view, stage.width / 2 - at.x, stage.height / 2 - at.y);
}

export function panBy(view: View, dx: number, dy: number): View {
  return { ...view, x: view.x + dx, y: view.y + dy };
}

/** The view moved so far that the picture is not lost from sight. */
export function inSight(view: View, picture: Size, stage: Size): View {
  const { maxX, maxY, minX, minY } = screenBounds(view, {
    minX: 0,
    minY: 0,
    maxX: picture.width,
    maxY: picture.height,
  });
  const shift = (low: number, high: number, room: number) =>
    Math.max(IN_SIGHT - high, 0) + Math.min(room - IN_SIGHT - low, 0);
  return panBy(view, shift(minX, maxX, stage.width), shift(minY, maxY, stage.height));
}

export function toPicture(view: View, screen: Point): Point {
  const x = (screen.x - view.x) / view.scale;
  const y = (screen.y - view.y) / view.scale;
  switch (view.quarters) {
    case 0:
      return { x, y };
    case 1:
      return { x: y, y: -x };
    case 2:
      return { x: -x, y: -y };
    case 3:
      return { x: -y, y: x };
  }
}

export function toScreen(view: View, { x, y }: Point): Point {
  const { quarters, scale } = view;
  switch (quarters) {
    case 0:
      return { x: view.x + x * scale, y: view.y + y * scale };
    case 1:
      return { x: view.x - y * scale, y: view.y + x * scale };
    case 2:
      return { x: view.x - x * scale, y: view.y - y * scale };
    case 3:
      return { x: view.x + y * scale, y: view.y - x * scale };
  }
}

export function screenBounds(view: View, bounds: Bounds): Bounds {
  return boundsOf([
    toScreen(view, { x: bounds.minX, y: bounds.minY }),
    toScreen(view, { x: bounds.maxX, y: bounds.maxY }),
  ]);
}

/** The same, as marks over the picture need it. */
export function seenBox(view: View, bounds: Bounds): SeenBox {
  const { maxX, maxY, minX, minY } = screenBounds(view, bounds);
  return { left: minX, top: minY, right: maxX, bottom: maxY };
}

/** What part of the picture's plane can be seen. */
export function seenBounds(view: View, stage: Size): Bounds {
  return boundsOf([toPicture(view, { x: 0, y: 0 }), toPicture(view, { x: stage.width, y: stage.height })]);
}

/** How an element that shows the picture from its top left corner has to be moved. */
export function transformOf({ quarters, scale, x, y }: View): string {
  return `translate(${x}px, ${y}px) rotate(${quarters * 90}deg) scale(${scale})`;
}

function limit(scale: number): number {
  return clamp(scale, LEAST_SCALE, MOST_SCALE);
}
