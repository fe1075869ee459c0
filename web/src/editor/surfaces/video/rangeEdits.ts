import type { TimelineShape } from "../../core/shapes";
import type { Span } from "../../core/tracks";

/** Changes of the stretches of frames of one region; both ends of a stretch are part of it. */

export function spanBetween(a: number, b: number, frames: number): Span {
  const inside = (frame: number) => Math.min(Math.max(Math.round(frame), 1), frames);
  return { start: inside(Math.min(a, b)), end: inside(Math.max(a, b)) };
}

/** A stretch more; with those that it overlaps it becomes one. */
export function addRange(shape: TimelineShape, span: Span): TimelineShape {
  let { end, start } = span;
  const apart = shape.ranges.filter((range) => {
    const overlaps = range.start <= span.end && range.end >= span.start;
    if (overlaps) {
      start = Math.min(start, range.start);
      end = Math.max(end, range.end);
    }
    return !overlaps;
  });
  return { ...shape, ranges: [...apart, { start, end }].sort((a, b) => a.start - b.start) };
}

/** The place of the stretch at a frame, else of the one that is nearest to it. */
export function rangeNear({ ranges }: Pick<TimelineShape, "ranges">, frame: number): number {
  const away = (range: Span) => Math.max(range.start - frame, frame - range.end, 0);
  let nearest = 0;
  ranges.forEach((range, at) => {
    const best = ranges[nearest];
    if (best && away(range) < away(best)) nearest = at;
  });
  return nearest;
}

/** Takes out the stretch at a place. Null when it is the only one. */
export function removeRange(shape: TimelineShape, at: number): TimelineShape | null {
  const ranges = shape.ranges.filter((_, index) => index !== at);
  return ranges.length > 0 && ranges.length < shape.ranges.length ? { ...shape, ranges } : null;
}

/** Moves one end of a stretch, not past its other end nor into its neighbours. */
export function moveRangeEnd(
  shape: TimelineShape,
  at: number,
  edge: "start" | "end",
  to: number,
  frames: number,
): TimelineShape {
  const range = shape.ranges[at];
  if (!range) return shape;
  const least = edge === "start" ? (shape.ranges[at - 1]?.end ?? 0) + 1 : range.start;
  const most = edge === "end" ? (shape.ranges[at + 1]?.start ?? frames + 1) - 1 : range.end;
  return replaced(shape, at, { ...range, [edge]: Math.max(Math.min(to, most), least) });
}

/** Moves a whole stretch by some frames, as far as there is room. */
export function shiftRange(shape: TimelineShape, at: number, by: number, frames: number): TimelineShape {
  const range = shape.ranges[at];
  if (!range) return shape;
  const least = (shape.ranges[at - 1]?.end ?? 0) + 1 - range.start;
  const most = (shape.ranges[at + 1]?.start ?? frames + 1) - 1 - range.end;
  const step = Math.max(Math.min(by, most), least);
  return replaced(shape, at, { start: range.start + step, end: range.end + step });
}

/** The stretches before a frame and those from it on; null where one side would have none. */
export function splitRange(
  shape: TimelineShape,
  frame: number,
): readonly [TimelineShape, TimelineShape] | null {
  const before = shape.ranges.filter(({ start }) => start < frame);
  const after = shape.ranges.filter(({ end }) => end >= frame);
  if (before.length === 0 || after.length === 0) return null;
  return [
    { ...shape, ranges: before.map(({ end, start }) => ({ start, end: Math.min(end, frame - 1) })) },
    { ...shape, ranges: after.map(({ end, start }) => ({ start: Math.max(start, frame), end })) },
  ];
}

function replaced(shape: TimelineShape, at: number, range: Span): TimelineShape {
  const { end, start } = range;
  return { ...shape, ranges: shape.ranges.map((each, index) => (index === at ? { start, end } : each)) };
}
