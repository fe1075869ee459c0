import type { KeyFrame, TrackShape } from "../../core/shapes";
import { boxAt, isOccludedAt, isTrackAt, keyAt, keyIndex, type Span, type TrackBox } from "../../core/tracks";
import type { FrameClock } from "./frameClock";

/**
 * Every change of a track, as a function from one shape to the next. All of them leave what is seen on the other
 * frames as it was, except where they say otherwise.
 */

type Timing = Pick<FrameClock, "duration" | "endOf" | "frames">;

/** A track that begins at a frame and goes on to the end of the video. */
export function trackFrom(box: TrackBox, frame: number, clock: Timing): TrackShape {
  return on(clock, [{ ...box, frame, time: clock.endOf(frame), enabled: true }]);
}

/** Puts the box of a track somewhere at a frame: changes the key frame that is there, or makes one. */
export function moveBox(shape: TrackShape, clock: Timing, frame: number, box: TrackBox): TrackShape {
  return withKey(shape, clock, frame, box);
}

/** Pins the box where it is at a frame. */
export function addKey(shape: TrackShape, clock: Timing, frame: number): TrackShape {
  return keyAt(shape.sequence, frame) ? shape : withKey(shape, clock, frame, {});
}

/** Takes a key frame out; the neighbours then decide. Null when it is the only one: a track has at least one. */
export function removeKey(shape: TrackShape, clock: Timing, frame: number): TrackShape | null {
  if (!keyAt(shape.sequence, frame)) return null;
  const left = shape.sequence.filter((key) => key.frame !== frame);
  return left.length > 0 ? on(clock, left) : null;
}

/** Moves a key frame along the time, not past its neighbours. */
export function moveKey(shape: TrackShape, clock: Timing, from: number, to: number): TrackShape {
  const index = keyIndex(shape.sequence, from);
  const key = shape.sequence[index];
  if (key?.frame !== from) return shape;
  const least = (shape.sequence[index - 1]?.frame ?? 0) + 1;
  const most = (shape.sequence[index + 1]?.frame ?? clock.frames + 1) - 1;
  const frame = Math.min(Math.max(to, least), most);
  if (frame === from || least > most) return shape;
  return on(
    clock,
    shape.sequence.map((each) => (each === key ? { ...key, frame, time: clock.endOf(frame) } : each)),
  );
}

/** Ends a track with a frame, or lets it go on where it ends or is away. */
export function toggleEnd(shape: TrackShape, clock: Timing, frame: number): TrackShape {
  const key = keyAt(shape.sequence, frame);
  const enabled = key ? !key.enabled : !isTrackAt(shape.sequence, frame);
  return withKey(shape, clock, frame, { enabled });
}

/** Says from a frame to the next key frame that something covers the thing, or that nothing does. */
export function toggleOccluded(shape: TrackShape, clock: Timing, frame: number): TrackShape {
  const occluded = !isOccludedAt(shape.sequence, frame);
  const keyed = addKey(shape, clock, frame);
  return on(
    clock,
    keyed.sequence.map((key) => {
      if (key.frame !== frame) return key;
      const { more = {}, ...rest } = key;
      const { occluded: _, ...others } = more;
      const marks = occluded ? { ...others, occluded: true } : others;
      return Object.keys(marks).length > 0 ? { ...rest, more: marks } : rest;
    }),
  );
}

/** Keeps the box of a frame still over the next ones; key frames between are dropped. */
export function hold(shape: TrackShape, clock: Timing, frame: number, count: number): TrackShape {
  const box = boxAt(shape.sequence, frame);
  const until = Math.min(frame + count, clock.frames);
  if (!box || until <= frame) return shape;
  const keyed = addKey(shape, clock, frame);
  const after = keyAt(shape.sequence, until)?.enabled ?? isTrackAt(shape.sequence, until);
  const sequence = keyed.sequence
    .filter((key) => key.frame <= frame || key.frame >= until)
    .map((key) => (key.frame === frame ? { ...key, enabled: true } : key));
  return withKey(on(clock, sequence), clock, until, { ...box, enabled: after });
}

/** Makes a stretch of a track longer or shorter at one end; it stays clear of the other stretches. */
export function moveEnd(
  shape: TrackShape,
  clock: Timing,
  span: Span,
  edge: "start" | "end",
  to: number,
): TrackShape {
  return edge === "start" ? moveStart(shape, clock, span, to) : moveStop(shape, clock, span, to);
}

function moveStart(shape: TrackShape, clock: Timing, span: Span, to: number): TrackShape {
  const first = keyAt(shape.sequence, span.start);
  if (!first) return shape;
  const before = shape.sequence.filter((key) => key.frame < span.start);
  const least = (before.at(-1)?.frame ?? 0) + 1;
  const frame = Math.min(Math.max(to, least), span.end);
  if (frame === span.start) return shape;
  const after = shape.sequence.filter((key) => key.frame >= span.start);
  // Earlier: the thing was already there where it is seen first. Later: what comes before is cut off.
  if (frame < span.start) {
    const key = { ...first, frame, time: clock.endOf(frame), enabled: true };
    return on(clock, [...before, key, ...after]);
  }
  const cut = withKey(shape, clock, frame, {}).sequence.filter((key) => key.frame >= frame);
  return on(clock, [...before, ...cut]);
}

function moveStop(shape: TrackShape, clock: Timing, span: Span, to: number): TrackShape {
  const after = shape.sequence.filter((key) => key.frame > span.end);
  const most = (after[0]?.frame ?? clock.frames + 1) - 1;
  const frame = Math.min(Math.max(to, span.start), most);
  if (frame === span.end) return shape;
  if (frame < span.end) {
    const cut = withKey(shape, clock, frame, { enabled: false }).sequence;
    return on(clock, [...cut.filter((key) => key.frame <= frame), ...after]);
  }
  const box = boxAt(shape.sequence, span.end);
  const before = shape.sequence.filter((key) => key.frame <= span.end);
  const going = before.map((key, at) => (at === before.length - 1 ? { ...key, enabled: true } : key));
  const longer = on(clock, [...going, ...after]);
  // To the last frame of the video it goes by itself.
  return frame === clock.frames || !box ? longer : withKey(longer, clock, frame, { ...box, enabled: false });
}

/** A track as two: one up to the frame before, one from this frame on. Null where there is nothing to part. */
export function split(
  shape: TrackShape,
  clock: Timing,
  frame: number,
): readonly [TrackShape, TrackShape] | null {
  const { sequence } = shape;
  const first = sequence[0];
  if (!first || frame <= first.frame || !isTrackAt(sequence, frame)) return null;
  const ended = isTrackAt(sequence, frame - 1)
    ? withKey(shape, clock, frame - 1, { enabled: false }).sequence
    : sequence;
  const before = ended.filter((key) => key.frame < frame);
  const after = withKey(shape, clock, frame, {}).sequence.filter((key) => key.frame >= frame);
  return [on(clock, before), on(clock, after)];
}

/**
 * Two tracks of the same thing as one. From where the later one begins it alone decides; between the end of the
 * earlier and there the track is switched off.
 */
export function merge(a: TrackShape, b: TrackShape, clock: Timing): TrackShape {
  const [earlier, later] = startOf(a) <= startOf(b) ? [a, b] : [b, a];
  const from = startOf(later);
  const gap = from - 1;
  const ended =
    gap >= startOf(earlier) && isTrackAt(earlier.sequence, gap)
      ? withKey(earlier, clock, gap, { enabled: false }).sequence
      : earlier.sequence;
  return on(clock, [...ended.filter((key) => key.frame < from), ...later.sequence]);
}

export function startOf(shape: TrackShape): number {
  return shape.sequence[0]?.frame ?? 0;
}

/** The track with a key frame at a frame: what is there, with some of it changed. */
function withKey(
  shape: TrackShape,
  clock: Timing,
  frame: number,
  change: Partial<TrackBox> & { readonly enabled?: boolean },
): TrackShape {
  const { sequence } = shape;
  const own = keyAt(sequence, frame);
  const before = sequence[keyIndex(sequence, frame)];
  const nearest = before ?? sequence[0];
  if (!nearest) return shape;
  const box = boxAt(sequence, frame) ?? boxAt(sequence, nearest.frame);
  const made: KeyFrame = {
    ...nearest,
    ...box,
    // Only what holds until the next key frame goes on to a new one.
    ...(own ?? { more: isOccludedAt(sequence, frame) ? { occluded: true } : undefined }),
    ...change,
    frame,
    time: clock.endOf(frame),
    enabled: change.enabled ?? (own ?? before)?.enabled ?? true,
  };
  const { more, ...plain } = made;
  const key = more ? made : plain;
  return on(clock, [
    ...sequence.filter((each) => each.frame < frame),
    key,
    ...sequence.filter((each) => each.frame > frame),
  ]);
}

/** Tracks know how long their video is; one that was made for a longer one keeps its key frames, and says so. */
function on(clock: Timing, sequence: readonly KeyFrame[]): TrackShape {
  const frames = Math.max(clock.frames, sequence.at(-1)?.frame ?? 0);
  return { kind: "track", frames, duration: clock.duration, sequence };
}
