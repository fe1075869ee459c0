import { seriesLength, seriesTime } from "../../ls/seriesWords";
import type { InstantsShape, KeyFrame, RangeShape, TimelineShape, TrackShape } from "../shapes";
import { lifespans, type Span } from "../tracks";
import type { Fact, Kind } from "./kind";

/** Seconds as a clock reads, with so many digits after the point: 1:02.50. */
export function clock(seconds: number, digits = 2): string {
  const unit = 10 ** digits;
  const units = Math.round(Math.abs(seconds) * unit);
  const whole = Math.floor(units / unit);
  const fraction = digits > 0 ? `.${String(units % unit).padStart(digits, "0")}` : "";
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const padded = (part: number) => String(part).padStart(2, "0");
  const read =
    hours > 0 ? `${hours}:${padded(minutes)}:${padded(whole % 60)}` : `${minutes}:${padded(whole % 60)}`;
  return `${seconds < 0 && units > 0 ? "-" : ""}${read}${fraction}`;
}

export const RANGE: Kind<RangeShape> = {
  title: "Range",
  order: ({ end, start }) => [start, end],
  facts: ({ channel, end, start }) => [
    { name: "Time", value: `${clock(start)} to ${clock(end)}` },
    { name: "Length", value: `${Number((end - start).toFixed(3))} s` },
    ...(channel === 0 ? [] : [{ name: "Channel", value: `${channel + 1}` }]),
  ],
};

export const INSTANTS: Kind<InstantsShape> = {
  title: "Range",
  order: ({ end, start }) => [start, end],
  facts({ end, instant, start }, { attributes }) {
    const words = seriesTime(attributes);
    if (instant) return [{ name: "At", value: words(start) }];
    return [
      { name: "From", value: words(start) },
      { name: "To", value: words(end) },
      { name: "Length", value: seriesLength(attributes)(end - start) },
    ];
  },
  twins: (a, b) => a.start === b.start && a.end === b.end && a.instant === b.instant,
};

export const TRACK: Kind<TrackShape> = {
  title: "Track",
  order: ({ sequence }) => [sequence[0]?.frame ?? 0, sequence.at(-1)?.frame ?? 0],
  facts: ({ frames, sequence }) => [
    { name: "Frames", value: spanWords(lifespans(sequence, frames)) },
    { name: "Key frames", value: `${sequence.length}` },
    ...occludedFact(sequence, frames),
  ],
  aside(shape) {
    const by = (key: KeyFrame, side: "x" | "y") =>
      key[side] + key[EXTENT[side]] + ASIDE <= 100 ? ASIDE : -ASIDE;
    const first = shape.sequence[0];
    if (!first) return shape;
    const [dx, dy] = [by(first, "x"), by(first, "y")];
    return { ...shape, sequence: shape.sequence.map((key) => ({ ...key, x: key.x + dx, y: key.y + dy })) };
  },
};

export const TIMELINE: Kind<TimelineShape> = {
  title: "Timeline range",
  order: ({ ranges }) => [ranges[0]?.start ?? 0, ranges.at(-1)?.end ?? 0],
  facts: ({ ranges }) => [
    { name: "Frames", value: spanWords(ranges) },
    ...(ranges.length > 1 ? [{ name: "Ranges", value: `${ranges.length}` }] : []),
  ],
};

/** How far aside a copy of a track is put, in percent of the picture. */
const ASIDE = 1.5;
const EXTENT = { x: "width", y: "height" } as const;

function spanWords(spans: readonly Span[]): string {
  return spans.map(({ end, start }) => (start === end ? `${start}` : `${start} to ${end}`)).join(", ");
}

/** On how many of its frames something covers the thing. */
function occludedFact(sequence: readonly KeyFrame[], frames: number): Fact[] {
  const count = sequence.reduce((sum, key, at) => {
    if (key.more?.occluded !== true) return sum;
    const until = key.enabled ? (sequence[at + 1]?.frame ?? Math.max(frames, key.frame) + 1) : key.frame + 1;
    return sum + until - key.frame;
  }, 0);
  return count === 0 ? [] : [{ name: "Occluded", value: `${count} ${count === 1 ? "frame" : "frames"}` }];
}
