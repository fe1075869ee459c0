import { spanOf, type Window, xOf } from "../time/window";
import { type Extremes, indexAt } from "./extremes";

/** A curve as pieces between gaps: x in pixels and the value, one pair after the other. */
export interface Curve {
  readonly pieces: readonly (readonly number[])[];
  /** Each point is a measured one, far enough from the next to be shown. */
  readonly sparse: boolean;
}

/** Up to so many points for each pixel every one of them is drawn. */
const DENSE = 2;
/** Pixels between points that are shown as dots. */
const DOTS_APART = 7;

/**
 * What is seen of a channel. Where there are more points than pixels, each column of pixels gets its first, least,
 * greatest and last value: the line looks as if every point had been drawn.
 */
export function curveOf(times: Float64Array, extremes: Extremes, window: Window, width: number): Curve {
  // The points beside the window too, so that lines lead out of it.
  const from = Math.max(indexAt(times, window.start) - 1, 0);
  const to = Math.min(indexAt(times, window.end) + 1, times.length);
  const count = to - from;
  if (count <= width * DENSE) {
    return {
      pieces: everyPoint(times, extremes, window, width, from, to),
      sparse: count <= width / DOTS_APART,
    };
  }
  return { pieces: byColumn(times, extremes, window, width, from, to), sparse: false };
}

function everyPoint(
  times: Float64Array,
  { values }: Extremes,
  window: Window,
  width: number,
  from: number,
  to: number,
): readonly (readonly number[])[] {
  const pieces: number[][] = [];
  let piece: number[] = [];
  for (let index = from; index < to; index += 1) {
    const value = values[index] ?? Number.NaN;
    if (Number.isNaN(value)) {
      if (piece.length > 0) pieces.push(piece);
      piece = [];
    } else piece.push(xOf(window, width, times[index] ?? 0), value);
  }
  if (piece.length > 0) pieces.push(piece);
  return pieces;
}

function byColumn(
  times: Float64Array,
  extremes: Extremes,
  window: Window,
  width: number,
  from: number,
  to: number,
): readonly (readonly number[])[] {
  const { values } = extremes;
  const pieces: number[][] = [];
  let piece: number[] = [];
  const each = spanOf(window) / width;
  let index = from;
  for (let column = 0; column < width && index < to; column += 1) {
    const last = column >= width - 1;
    const past = last ? to : Math.min(indexAt(times, window.start + (column + 1) * each), to);
    if (past <= index) continue;
    const seen = extremes.between(index, past);
    if (!seen) {
      if (piece.length > 0) pieces.push(piece);
      piece = [];
    } else {
      const x = column + 0.5;
      const first = values[index] ?? Number.NaN;
      const final = values[past - 1] ?? Number.NaN;
      if (!Number.isNaN(first)) piece.push(x, first);
      piece.push(x, seen[0], x, seen[1]);
      if (!Number.isNaN(final)) piece.push(x, final);
    }
    index = past;
  }
  if (piece.length > 0) pieces.push(piece);
  return pieces;
}
