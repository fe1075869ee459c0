import type { KeyFrame, TimelineShape, TrackShape } from "../core/shapes";
import { lifespans } from "../core/tracks";

/** A stretch of anything that has an order: characters, seconds, frames. The end is not part of it. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Intersection over union of two stretches; two equal points are the same. */
export function stretchOverlap(a: Stretch, b: Stretch): number {
  const union = Math.max(a.end, b.end) - Math.min(a.start, b.start);
  if (union <= 0) return a.start === b.start && a.end === b.end ? 1 : 0;
  return Math.max(Math.min(a.end, b.end) - Math.max(a.start, b.start), 0) / union;
}

/** The same for several stretches on each side, none of which overlap their own neighbours. */
export function stretchesOverlap(a: readonly Stretch[], b: readonly Stretch[]): number {
  const total = (list: readonly Stretch[]) => list.reduce((sum, { end, start }) => sum + end - start, 0);
  let common = 0;
  for (const one of a) {
    for (const other of b) {
      common += Math.max(Math.min(one.end, other.end) - Math.max(one.start, other.start), 0);
    }
  }
  const union = total(a) + total(b) - common;
  return union > 0 ? common / union : 0;
}

export function timelineStretches({ ranges }: TimelineShape): Stretch[] {
  return ranges.map(({ end, start }) => ({ start, end: end + 1 }));
}

export function lifeOf({ frames, sequence }: TrackShape): Stretch[] {
  return lifespans(sequence, frames).map(({ end, start }) => ({ start, end: end + 1 }));
}

/** At most so many frames of a long track are compared, evenly spread. */
const MOST_FRAMES = 300;

/**
 * How alike two tracks are: the overlap of their boxes on each frame on which one of them is there, summed, over the
 * number of those frames.
 */
export function trackOverlap(a: TrackShape, b: TrackShape): number {
  const [lifeA, lifeB] = [lifeOf(a), lifeOf(b)];
  const all = [...lifeA, ...lifeB];
  const first = Math.min(...all.map(({ start }) => start));
  const last = Math.max(...all.map(({ end }) => end));
  if (!Number.isFinite(first)) return 0;
  const step = Math.max(1, (last - first) / MOST_FRAMES);
  let [sum, seen] = [0, 0];
  for (let at = first; at < last; at += step) {
    const frame = Math.floor(at);
    const [inA, inB] = [isIn(lifeA, frame), isIn(lifeB, frame)];
    if (!inA && !inB) continue;
    seen += 1;
    if (inA && inB) sum += boxOverlapAt(a.sequence, b.sequence, frame);
  }
  return seen > 0 ? sum / seen : 0;
}

function isIn(life: readonly Stretch[], frame: number): boolean {
  return life.some(({ end, start }) => start <= frame && frame < end);
}

function boxOverlapAt(a: readonly KeyFrame[], b: readonly KeyFrame[], frame: number): number {
  const [one, other] = [boxAt(a, frame), boxAt(b, frame)];
  if (!one || !other) return 0;
  const across = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const down = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  const common = Math.max(across, 0) * Math.max(down, 0);
  const union = one.width * one.height + other.width * other.height - common;
  return union > 0 ? common / union : 0;
}

type Box = Pick<KeyFrame, "x" | "y" | "width" | "height">;

/** The box of a track at a frame: between two key frames it moves evenly. */
function boxAt(sequence: readonly KeyFrame[], frame: number): Box | null {
  const next = sequence.findIndex((key) => key.frame > frame);
  const before = sequence[next === -1 ? sequence.length - 1 : next - 1];
  const after = next === -1 ? undefined : sequence[next];
  if (!before) return null;
  if (!after) return before;
  const part = (frame - before.frame) / (after.frame - before.frame);
  const between = (from: number, to: number) => from + (to - from) * part;
  return {
    x: between(before.x, after.x),
    y: between(before.y, after.y),
    width: between(before.width, after.width),
    height: between(before.height, after.height),
  };
}
