import { type Bounds, clamp, inside, type Point, type Size, turn, turnAbout, wholeTurn } from "../geometry";
import type { DragHow, Handle, HandleHow } from "./shape";

/** A rectangle turned about its top left corner, as Label Studio stores it; ellipses lie in one too. */
export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly rotation: number;
}

/** The eight handles, as the place of each on the frame: 0 is left or top, 1 right or bottom. */
const PLACES: Readonly<Record<string, readonly [u: number, v: number]>> = {
  nw: [0, 0],
  n: [0.5, 0],
  ne: [1, 0],
  e: [1, 0.5],
  se: [1, 1],
  s: [0.5, 1],
  sw: [0, 1],
  w: [0, 0.5],
};

/** How far off the frame the handle stands that turns it, on the screen. */
const TURN_AWAY = 26;
const STEADY_TURN = 15;

/** A point of the frame: (0, 0) its top left, (1, 1) its bottom right. */
export function framePoint({ height, rotation, width, x, y }: Frame, u: number, v: number): Point {
  const corner = turn({ x: u * width, y: v * height }, rotation);
  return { x: x + corner.x, y: y + corner.y };
}

export function frameCorners(frame: Frame): readonly Point[] {
  return [framePoint(frame, 0, 0), framePoint(frame, 1, 0), framePoint(frame, 1, 1), framePoint(frame, 0, 1)];
}

export function frameBounds(frame: Frame): Bounds {
  const { height, rotation, width, x, y } = frame;
  if (rotation === 0) return { minX: x, minY: y, maxX: x + width, maxY: y + height };
  const corners = frameCorners(frame);
  const xs = corners.map((corner) => corner.x);
  const ys = corners.map((corner) => corner.y);
  return { minX: Math.min(...xs), minY: Math.min(...ys), maxX: Math.max(...xs), maxY: Math.max(...ys) };
}

/** A point as the frame sees it, with the frame upright and its top left corner at the origin. */
export function inFrame(frame: Frame, point: Point): Point {
  return turn({ x: point.x - frame.x, y: point.y - frame.y }, -frame.rotation);
}

export function frameContains(frame: Frame, point: Point, slack: number): boolean {
  const { x, y } = inFrame(frame, point);
  return x >= -slack && y >= -slack && x <= frame.width + slack && y <= frame.height + slack;
}

/** The frame spanned by two points, inside of the picture; a square when it is kept steady. */
export function frameBetween(a: Point, b: Point, picture: Size, steady: boolean): Frame {
  const from = inside(a, picture);
  let to = inside(b, picture);
  if (steady) {
    const side = Math.min(
      Math.max(Math.abs(to.x - from.x), Math.abs(to.y - from.y)),
      ...room(from, to, picture),
    );
    to = {
      x: from.x + Math.sign(to.x - from.x || 1) * side,
      y: from.y + Math.sign(to.y - from.y || 1) * side,
    };
  }
  return {
    x: Math.min(from.x, to.x),
    y: Math.min(from.y, to.y),
    width: Math.abs(to.x - from.x),
    height: Math.abs(to.y - from.y),
    rotation: 0,
  };
}

function room(from: Point, to: Point, picture: Size): [number, number] {
  return [
    to.x >= from.x ? picture.width - from.x : from.x,
    to.y >= from.y ? picture.height - from.y : from.y,
  ];
}

export function movedFrame<F extends Frame>(frame: F, dx: number, dy: number): F {
  return { ...frame, x: frame.x + dx, y: frame.y + dy };
}

/** Turned about its middle: the corner that is stored moves along. */
export function turnedFrame<F extends Frame>(frame: F, degrees: number): F {
  const corner = turnAbout(frame, framePoint(frame, 0.5, 0.5), degrees);
  return { ...frame, x: corner.x, y: corner.y, rotation: wholeTurn(frame.rotation + degrees) };
}

export function frameHandles(frame: Frame, how: HandleHow): readonly Handle[] {
  const handles: Handle[] = Object.entries(PLACES).map(([name, [u, v]]) => ({
    name,
    at: framePoint(frame, u, v),
    look: "square",
    pull: (Math.atan2(v - 0.5, u - 0.5) * 180) / Math.PI + frame.rotation,
  }));
  return how.mayTurn ? [...handles, turningHandle(frame, how)] : handles;
}

/** Above the frame, or below it when there is nothing to be seen above. */
function turningHandle(frame: Frame, { seen, unit }: HandleHow): Handle {
  const away = turn({ x: 0, y: TURN_AWAY * unit }, frame.rotation);
  const top = framePoint(frame, 0.5, 0);
  const above = { x: top.x - away.x, y: top.y - away.y };
  const bottom = framePoint(frame, 0.5, 1);
  const isSeen = above.x >= seen.minX && above.x <= seen.maxX && above.y >= seen.minY && above.y <= seen.maxY;
  return isSeen
    ? { name: "turn", at: above, look: "turn", pull: null }
    : { name: "turn-below", at: { x: bottom.x + away.x, y: bottom.y + away.y }, look: "turn", pull: null };
}

/** A frame with one handle dragged to a point; dragged over the other side it turns inside out. */
export function draggedFrame<F extends Frame>(frame: F, { name }: Handle, to: Point, how: DragHow): F {
  if (name.startsWith("turn")) return turnedTowards(frame, name === "turn" ? -90 : 90, to, how.steady);
  const [u, v] = PLACES[name] ?? [1, 1];
  const target = frame.rotation === 0 ? inside(to, how.picture) : to;
  const local = how.steady ? proportional(frame, u, v, inFrame(frame, target)) : inFrame(frame, target);
  const left = u === 0 ? local.x : 0;
  const right = u === 1 ? local.x : frame.width;
  const top = v === 0 ? local.y : 0;
  const bottom = v === 1 ? local.y : frame.height;
  const corner = turn({ x: Math.min(left, right), y: Math.min(top, bottom) }, frame.rotation);
  return {
    ...frame,
    x: frame.x + corner.x,
    y: frame.y + corner.y,
    width: Math.abs(right - left),
    height: Math.abs(bottom - top),
  };
}

/** The place of a corner handle that keeps the proportions of the frame; sides stay free. */
function proportional({ height, width }: Frame, u: number, v: number, local: Point): Point {
  if (u === 0.5 || v === 0.5 || width === 0 || height === 0) return local;
  const across = u === 1 ? local.x : width - local.x;
  const down = v === 1 ? local.y : height - local.y;
  const factor = clamp(Math.max(across / width, down / height), 0, Number.POSITIVE_INFINITY);
  return {
    x: u === 1 ? width * factor : width - width * factor,
    y: v === 1 ? height * factor : height - height * factor,
  };
}

/** The handle that stood at `rest` degrees of the upright frame points to a place now. */
function turnedTowards<F extends Frame>(frame: F, rest: number, to: Point, steady: boolean): F {
  const centre = framePoint(frame, 0.5, 0.5);
  const angle = (Math.atan2(to.y - centre.y, to.x - centre.x) * 180) / Math.PI - rest;
  const rotation = steady ? Math.round(angle / STEADY_TURN) * STEADY_TURN : angle;
  return turnedFrame(frame, rotation - frame.rotation);
}
