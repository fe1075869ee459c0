/** How frames lie along the timeline, in CSS pixels. Frame f takes the cell from x(f) to x(f + 1). */
export interface Scale {
  /** What is at the left edge; a part of a frame counts. */
  readonly from: number;
  readonly perFrame: number;
}

/** Wider cells show nothing more. */
const WIDEST = 48;
const LEAST_BETWEEN_TICKS = 64;

export function fitScale(frames: number, width: number): Scale {
  return { from: 1, perFrame: Math.max(width, 1) / Math.max(frames, 1) };
}

export function xOf({ from, perFrame }: Scale, frame: number): number {
  return (frame - from) * perFrame;
}

/** The frame whose cell is at a place; before the first and after the last it is those. */
export function frameAtX({ from, perFrame }: Scale, x: number, frames: number): number {
  return Math.min(Math.max(Math.floor(from + x / perFrame), 1), Math.max(frames, 1));
}

/** Zoomed so that what is at `x` stays there; never further out than all frames. */
export function zoomScale(scale: Scale, factor: number, x: number, frames: number, width: number): Scale {
  const least = fitScale(frames, width).perFrame;
  const perFrame = Math.min(Math.max(scale.perFrame * factor, least), Math.max(WIDEST, least));
  const at = scale.from + x / scale.perFrame;
  return kept({ perFrame, from: at - x / perFrame }, frames, width);
}

export function panScale(scale: Scale, pixels: number, frames: number, width: number): Scale {
  return kept({ ...scale, from: scale.from + pixels / scale.perFrame }, frames, width);
}

/** The same scale while a frame can be seen, else moved on so that it is near the edge it came in by. */
export function followScale(scale: Scale, frame: number, frames: number, width: number): Scale {
  const seen = width / scale.perFrame;
  if (frame >= scale.from && frame + 1 <= scale.from + seen) return scale;
  const margin = Math.min(seen * 0.1, seen / 2);
  const from = frame < scale.from ? frame - seen + 1 + margin : frame - margin;
  return kept({ ...scale, from }, frames, width);
}

/** Frames that the ruler names: round numbers, and the first one. */
export function ticks(scale: Scale, frames: number, width: number): readonly number[] {
  const step = roundStep(LEAST_BETWEEN_TICKS / scale.perFrame);
  const first = Math.max(Math.floor(scale.from / step) * step, 0);
  const found: number[] = [];
  for (let frame = first; frame <= frames && xOf(scale, frame) <= width; frame += step) {
    const named = Math.max(frame, 1);
    if (xOf(scale, named) >= 0) found.push(named);
  }
  return found;
}

/** 1, 2 or 5 times a power of ten, at least as large. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(least, 1)));
  for (const step of [1, 2, 5, 10]) if (step * power >= least) return step * power;
  return 10 * power;
}

function kept({ from, perFrame }: Scale, frames: number, width: number): Scale {
  const last = Math.max(frames + 1 - width / perFrame, 1);
  return { perFrame, from: Math.min(Math.max(from, 1), last) };
}
