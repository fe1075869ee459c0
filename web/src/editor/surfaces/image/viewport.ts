/** How the picture lies on the screen: screen = picture * scale + (x, y), in CSS pixels. */
export interface View {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

const MARGIN = 16;
const LEAST_SCALE = 0.01;
const MOST_SCALE = 40;
/** A part of the picture always stays in sight. */
const IN_SIGHT = 48;

/** The whole picture in the middle of the stage. */
export function fitView(picture: Size, stage: Size): View {
  const room = {
    width: Math.max(stage.width - 2 * MARGIN, 1),
    height: Math.max(stage.height - 2 * MARGIN, 1),
  };
  const scale = limit(Math.min(room.width / picture.width, room.height / picture.height));
  return centred(scale, picture, stage);
}

/** One pixel of the picture on one CSS pixel, about the middle of what is seen. */
export function actualView(view: View, stage: Size): View {
  return zoomAt(view, 1 / view.scale, { x: stage.width / 2, y: stage.height / 2 });
}

/** Zooms so that what lies under `anchor` (screen) stays there. */
export function zoomAt(view: View, factor: number, anchor: Point): View {
  const scale = limit(view.scale * factor);
  const ratio = scale / view.scale;
  return { scale, x: anchor.x - (anchor.x - view.x) * ratio, y: anchor.y - (anchor.y - view.y) * ratio };
}

export function panBy(view: View, dx: number, dy: number): View {
  return { ...view, x: view.x + dx, y: view.y + dy };
}

/** The view moved so far that the picture is not lost from sight. */
export function inSight(view: View, picture: Size, stage: Size): View {
  const { scale } = view;
  return {
    scale,
    x: clamp(view.x, IN_SIGHT - picture.width * scale, stage.width - IN_SIGHT),
    y: clamp(view.y, IN_SIGHT - picture.height * scale, stage.height - IN_SIGHT),
  };
}

export function toPicture(view: View, screen: Point): Point {
  return { x: (screen.x - view.x) / view.scale, y: (screen.y - view.y) / view.scale };
}

export function toScreen(view: View, point: Point): Point {
  return { x: point.x * view.scale + view.x, y: point.y * view.scale + view.y };
}

function centred(scale: number, picture: Size, stage: Size): View {
  return {
    scale,
    x: (stage.width - picture.width * scale) / 2,
    y: (stage.height - picture.height * scale) / 2,
  };
}

function limit(scale: number): number {
  return clamp(scale, LEAST_SCALE, MOST_SCALE);
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
