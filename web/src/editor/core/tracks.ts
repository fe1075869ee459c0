import type { KeyFrame } from "./shapes";

/**
 * Where a track is at a frame, and whether it is there at all. The rules are those of Label Studio: a key frame
 * always shows its box; `enabled` says whether the track goes on after it. So "enabled": false is where a track ends
 * or leaves the picture, and the next key frame is where it comes back. The server counts frames by the same rules
 * (`tests/fixtures/tracks`).
 */

/** A rectangle in percent of the picture, turned by degrees about its top left corner. */
export interface TrackBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly rotation: number;
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

type Sequence = readonly KeyFrame[];

/** The place of the last key frame up to a frame; -1 before the first. */
export function keyIndex(sequence: Sequence, frame: number): number {
  let low = 0;
  let high = sequence.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sequence[middle]?.frame ?? 0) <= frame) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

export function keyAt(sequence: Sequence, frame: number): KeyFrame | null {
  const key = sequence[keyIndex(sequence, frame)];
  return key?.frame === frame ? key : null;
}

/** The box at a frame, on the straight way between two key frames; null before the first one. */
export function boxAt(sequence: Sequence, frame: number): TrackBox | null {
  const index = keyIndex(sequence, frame);
  const from = sequence[index];
  if (!from) return null;
  const to = sequence[index + 1];
  const { height, rotation, width, x, y } = from;
  if (!to || from.frame === frame) return { x, y, width, height, rotation };
  const part = (frame - from.frame) / (to.frame - from.frame);
  const between = (a: number, b: number) => a + (b - a) * part;
  return {
    x: between(x, to.x),
    y: between(y, to.y),
    width: between(width, to.width),
    height: between(height, to.height),
    // The shorter way around.
    rotation: upright(rotation + upright(to.rotation - rotation) * part),
  };
}

/** Whether a track shows anything at a frame. */
export function isTrackAt(sequence: Sequence, frame: number): boolean {
  const key = sequence[keyIndex(sequence, frame)];
  return key !== undefined && (key.enabled || key.frame === frame);
}

/**
 * Whether something covers the thing at a frame. The mark is a key of the key frame, `occluded`, and holds until the
 * next key frame; Label Studio keeps it without knowing it.
 */
export function isOccludedAt(sequence: Sequence, frame: number): boolean {
  return sequence[keyIndex(sequence, frame)]?.more?.occluded === true;
}

/** The stretches of frames on which a track is there, in order; `frames` is how many the video has. */
export function lifespans(sequence: Sequence, frames: number): Span[] {
  const found: { start: number; end: number }[] = [];
  sequence.forEach((key, at) => {
    const next = sequence[at + 1];
    const until = !key.enabled ? key.frame : next ? next.frame - 1 : frames;
    const start = Math.max(key.frame, 1);
    const end = Math.max(until, key.frame);
    if (end < start) return;
    const last = found.at(-1);
    if (last && last.end >= start - 1) last.end = Math.max(last.end, end);
    else found.push({ start, end });
  });
  return found;
}

/** Degrees between -180 and 180. */
function upright(degrees: number): number {
  const turned = degrees % 360;
  if (turned > 180) return turned - 360;
  return turned <= -180 ? turned + 360 : turned;
}
