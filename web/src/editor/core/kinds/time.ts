import type { InstantsShape, KeyFrame, RangeShape, TimelineShape, TrackShape } from "../shapes";
import type { Kind } from "./kind";

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
  facts: ({ end, instant, start }) => [
    { name: instant ? "At" : "From", value: `${start}` },
    ...(instant ? [] : [{ name: "To", value: `${end}` }]),
  ],
};

export const TRACK: Kind<TrackShape> = {
  title: "Track",
  order: ({ sequence }) => [sequence[0]?.frame ?? 0, sequence.at(-1)?.frame ?? 0],
  facts: ({ frames, sequence }) => [
    { name: "Frames", value: lifeWords(sequence, frames) },
    { name: "Key frames", value: `${sequence.length}` },
  ],
};

export const TIMELINE: Kind<TimelineShape> = {
  title: "Timeline range",
  order: ({ ranges }) => [ranges[0]?.start ?? 0, ranges.at(-1)?.end ?? 0],
  facts: ({ ranges }) => [
    { name: "Frames", value: ranges.map(({ end, start }) => `${start} to ${end}`).join(", ") },
  ],
};

/** The stretches of frames on which a track is there; frames count from 1, both ends included. */
export function lifespans(sequence: readonly KeyFrame[], frames: number): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  sequence.forEach((key, at) => {
    if (!key.enabled) return;
    const next = sequence[at + 1];
    // A key frame that switches a track off still shows it.
    const end = next ? next.frame : Math.max(frames, key.frame);
    const last = found.at(-1);
    if (last && last.end >= key.frame - 1) last.end = Math.max(last.end, end);
    else found.push({ start: key.frame, end: Math.max(end, key.frame) });
  });
  return found;
}

function lifeWords(sequence: readonly KeyFrame[], frames: number): string {
  return lifespans(sequence, frames)
    .map(({ end, start }) => (start === end ? `${start}` : `${start} to ${end}`))
    .join(", ");
}
