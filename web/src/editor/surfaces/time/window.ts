/** A stretch of an axis, in its own units: seconds, rows, or milliseconds of a date. */
export interface Window {
  readonly start: number;
  readonly end: number;
}

export const spanOf = ({ end, start }: Window): number => end - start;

/** Where a value lies on the screen, in pixels from the left edge of the lane. */
export function xOf(window: Window, width: number, value: number): number {
  return ((value - window.start) / spanOf(window)) * width;
}

export function valueAt(window: Window, width: number, x: number): number {
  return window.start + (x / width) * spanOf(window);
}

/** A window moved and cut so that it lies within the bounds; its length stays where it fits. */
export function kept(window: Window, bounds: Window, least: number): Window {
  const whole = spanOf(bounds);
  const span = Math.min(Math.max(spanOf(window), Math.min(least, whole)), whole);
  const start = Math.min(Math.max(window.start, bounds.start), bounds.end - span);
  return { start, end: start + span };
}

/** Zoomed about a value, which stays where it is on the screen. A factor above 1 shows less. */
export function zoomed(window: Window, factor: number, at: number, bounds: Window, least: number): Window {
  const whole = spanOf(bounds);
  const span = Math.min(Math.max(spanOf(window) / factor, Math.min(least, whole)), whole);
  const share = spanOf(window) > 0 ? (at - window.start) / spanOf(window) : 0.5;
  const start = at - share * span;
  return kept({ start, end: start + span }, bounds, least);
}

export function panned(window: Window, by: number, bounds: Window): Window {
  return kept({ start: window.start + by, end: window.end + by }, bounds, 0);
}

/** The window moved as little as needed to show a stretch, or its beginning when it is too long for that. */
export function revealed(window: Window, { end, start }: Window, bounds: Window): Window {
  const span = spanOf(window);
  const edge = span * 0.08;
  if (start >= window.start && end <= window.end) return window;
  if (end - start + 2 * edge > span) {
    const seen = start < window.end && end > window.start;
    return seen ? window : panned(window, start - edge - window.start, bounds);
  }
  const by = start < window.start ? start - edge - window.start : end + edge - window.end;
  return panned(window, by, bounds);
}

/** A window that shows a stretch as large as it goes, with some room beside it. */
export function framing({ end, start }: Window, bounds: Window, least: number): Window {
  const room = Math.max((end - start) * 0.25, least / 4);
  return kept({ start: start - room, end: end + room }, bounds, least);
}

/** How far one is zoomed in, from 0 (all of it) to 1 (the least window), in even steps for the eye. */
export function zoomShare(window: Window, bounds: Window, least: number): number {
  const most = Math.log(spanOf(bounds) / least);
  if (!(most > 0)) return 0;
  return Math.min(Math.max(Math.log(spanOf(bounds) / spanOf(window)) / most, 0), 1);
}

/** The length of the window that belongs to a share of the zoom. */
export function spanAtShare(share: number, bounds: Window, least: number): number {
  const whole = spanOf(bounds);
  return least >= whole ? whole : whole * (least / whole) ** share;
}
