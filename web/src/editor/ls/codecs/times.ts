import type { KeyFrame } from "../../core/shapes";
import { isRecord, readNumber, readNumbers, type ShapeCodec } from "./codec";

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

/** `timeserieslabels`: `{start, end, instant}` in the units of the time column. */
export const instantsCodec: ShapeCodec = {
  kind: "shape",
  read(item) {
    const place = readNumbers(item.value, "start", "end");
    return place && { kind: "instants", ...place, instant: item.value?.instant === true };
  },
  write(shape) {
    if (shape.kind !== "instants") return null;
    const { end, instant, start } = shape;
    return { value: { start, end, instant } };
  },
};

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
