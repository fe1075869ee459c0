import type { ShapeOf } from "../../../core/shapes";
import type { Span } from "../../../core/tracks";
import type { FrameClock } from "../frameClock";
import { moveRangeEnd, shiftRange } from "../rangeEdits";
import { spansOf } from "../rows";
import { moveEnd, moveKey } from "../trackEdits";
import { type Scale, xOf } from "./scale";

export type Timed = ShapeOf<"track"> | ShapeOf<"timeline">;

/** What is at a place of a row. */
export type Hit =
  | { readonly kind: "start" | "end"; readonly at: number; readonly span: Span }
  | { readonly kind: "key"; readonly frame: number }
  | { readonly kind: "bar"; readonly at: number };

/** How near one has to come to an end or a key frame. */
const REACH = 6;
/** Narrower bars have no ends to take hold of before they are selected. */
const WITH_ENDS = 18;

/** The best hit at a place: key frames of the selected row, then ends, then the bar itself. */
export function hitLane(
  shape: Timed,
  scale: Scale,
  x: number,
  frames: number,
  selected: boolean,
): Hit | null {
  const spans = spansOf(shape, frames);
  let best: Hit | null = null;
  let distance = REACH;
  spans.forEach((span, at) => {
    const [left, right] = [xOf(scale, span.start), xOf(scale, span.end + 1)];
    if (x >= left - REACH / 2 && x <= right + REACH / 2) best ??= { kind: "bar", at };
    if (!selected && right - left < WITH_ENDS) return;
    const [toLeft, toRight] = [Math.abs(x - left), Math.abs(x - right)];
    // Of a bar that is narrower than the hand the end is what one wants to pull.
    const kind = toLeft < toRight ? "start" : "end";
    if (Math.min(toLeft, toRight) <= distance) {
      best = { kind, at, span };
      distance = Math.min(toLeft, toRight);
    }
  });
  if (shape.kind !== "track" || !selected) return best;
  for (const { frame } of shape.sequence) {
    const away = Math.abs(x - xOf(scale, frame + 0.5));
    const isEnd = spans.some(({ end, start }) => frame === start || frame === end);
    if (!isEnd && away <= distance) {
      best = { kind: "key", frame };
      distance = away;
    }
  }
  return best;
}

/** The shape after what was hit was dragged from one frame to another; the same shape where that means nothing. */
export function dragLane(shape: Timed, hit: Hit, clock: FrameClock, from: number, to: number): Timed {
  if (shape.kind === "timeline") {
    if (hit.kind === "key") return shape;
    if (hit.kind === "bar") return shiftRange(shape, hit.at, to - from, clock.frames);
    return moveRangeEnd(shape, hit.at, hit.kind, to, clock.frames);
  }
  if (hit.kind === "bar") return shape;
  return hit.kind === "key"
    ? moveKey(shape, clock, hit.frame, to)
    : moveEnd(shape, clock, hit.span, hit.kind, to);
}

/** What undo calls it. */
export function dragTitle(hit: Hit): string {
  if (hit.kind === "key") return "Move key frame";
  return hit.kind === "bar" ? "Move range" : "Move border";
}

/** The outline of diamonds at some frames, as an SVG path; those too close to tell apart are drawn once. */
export function diamonds(frames: readonly number[], scale: Scale, width: number, middle: number): string {
  const size = 4.5;
  const parts: string[] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const frame of frames) {
    const x = xOf(scale, frame + 0.5);
    if (x < -size || x > width + size || x - last < 2) continue;
    last = x;
    parts.push(`M${round(x)} ${middle - size}l${size} ${size}l-${size} ${size}l-${size} -${size}z`);
  }
  return parts.join("");
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
