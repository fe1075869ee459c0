import type { KeyFrame } from "../../core/shapes";
import { timeFormat } from "../timeFormat";
import { isRecord, type ObjectContext, readNumber, readNumbers, type ShapeCodec } from "./codec";

/** `labels` on sound: `{start, end, channel}` in seconds; `original_length` is the duration of all of it. */
export const rangeCodec: ShapeCodec = {
  kind: "shape",
  read(item) {
    const place = readNumbers(item.value, "start", "end");
    if (!place || place.start > place.end) return null;
    const channel = readNumber(item.value?.channel) ?? 0;
    return { kind: "range", ...place, channel, length: readNumber(item.original_length) ?? 0 };
  },
  write(shape) {
    if (shape.kind !== "range") return null;
    const { channel, end, length, start } = shape;
    return { original_length: length, value: { start, end, channel } };
  },
};

/**
 * `timeserieslabels`: `{start, end, instant}` in the units of the time column. Where the configuration has a
 * `timeFormat` and a `timeColumn` times are written in that form, and read from it; numbers are then milliseconds.
 */
export const instantsCodec: ShapeCodec = {
  kind: "shape",
  read(item, context) {
    const start = readTime(item.value?.start, context);
    const end = readTime(item.value?.end, context);
    if (start === null || end === null || start > end) return null;
    return { kind: "instants", start, end, instant: item.value?.instant === true };
  },
  whyNot(item, context) {
    const { end, start } = item.value ?? {};
    const wrong = [start, end].find((time) => readTime(time, context) === null);
    const { timeFormat: pattern } = context.attributes;
    if (typeof wrong !== "string") return null;
    return pattern ? `Its time “${wrong}” does not follow ${pattern}.` : `Its time “${wrong}” is no number.`;
  },
  write(shape, { attributes }) {
    if (shape.kind !== "instants") return null;
    const { end, instant, start } = shape;
    const pattern = patternOf(attributes);
    const written = (time: number) => (pattern ? timeFormat(pattern).format(time) : time);
    return { value: { start: written(start), end: written(end), instant } };
  },
};

function patternOf({ timeColumn, timeFormat: pattern }: ObjectContext["attributes"]): string | null {
  return timeColumn && pattern ? pattern : null;
}

function readTime(value: unknown, { attributes }: ObjectContext): number | null {
  if (typeof value !== "string") return readNumber(value);
  const pattern = patternOf(attributes);
  return readNumber(pattern ? timeFormat(pattern).parse(value) : value.trim() === "" ? null : Number(value));
}

/** `videorectangle`: `{framesCount, duration, sequence: [key frames], labels}`; frames count from 1. */
export const trackCodec: ShapeCodec = {
  kind: "shape",
  labelsKey: "labels",
  read(item) {
    const { sequence } = item.value ?? {};
    if (!Array.isArray(sequence) || sequence.length === 0) return null;
    const keys = sequence.map(readKeyFrame);
    if (!keys.every((key) => key !== null)) return null;
    return {
      kind: "track",
      frames: readNumber(item.value?.framesCount) ?? 0,
      duration: readNumber(item.value?.duration) ?? 0,
      sequence: [...keys].sort((a, b) => a.frame - b.frame),
    };
  },
  write(shape) {
    if (shape.kind !== "track") return null;
    const sequence = shape.sequence.map(({ more, ...key }) => ({ ...more, ...key }));
    return { value: { framesCount: shape.frames, duration: shape.duration, sequence } };
  },
};

/** `timelinelabels`: `{ranges: [{start, end}]}` in frames, which count from 1. */
export const timelineCodec: ShapeCodec = {
  kind: "shape",
  read(item) {
    const { ranges } = item.value ?? {};
    if (!Array.isArray(ranges) || ranges.length === 0) return null;
    const found = ranges.map((range) => (isRecord(range) ? readNumbers(range, "start", "end") : null));
    return found.every((range) => range !== null) ? { kind: "timeline", ranges: found } : null;
  },
  write(shape) {
    if (shape.kind !== "timeline") return null;
    return { value: { ranges: shape.ranges.map(({ end, start }) => ({ start, end })) } };
  },
};

function readKeyFrame(entry: unknown): KeyFrame | null {
  if (!isRecord(entry)) return null;
  const found = readNumbers(entry, "frame", "x", "y", "width", "height");
  if (!found) return null;
  const { enabled, frame, height, rotation, time, width, x, y, ...more } = entry;
  return {
    ...found,
    time: readNumber(time) ?? 0,
    rotation: readNumber(rotation) ?? 0,
    enabled: enabled !== false,
    ...(Object.keys(more).length > 0 && { more }),
  };
}
