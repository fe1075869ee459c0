import type { Window } from "./window";

/** Where a region lies on an axis; `lane` is the channel it belongs to, or null when it is about all of them. */
export interface Place extends Window {
  readonly lane: number | null;
}

export interface Placed {
  readonly id: string;
  readonly place: Place;
  readonly locked: boolean;
  /** It has no length, and gets none by dragging. */
  readonly instant: boolean;
}

export type Border = "start" | "end";

const within = (value: number, { end, start }: Window) => Math.min(Math.max(value, start), end);

/** The place between two values, whichever comes first, inside of the bounds. */
export function between(a: number, b: number, lane: number | null, bounds: Window): Place {
  const [from, to] = [within(a, bounds), within(b, bounds)];
  return { start: Math.min(from, to), end: Math.max(from, to), lane };
}

/** Moved as a whole and kept inside of the bounds; one that lies outside of them already is only moved inwards. */
export function moved(place: Place, by: number, bounds: Window): Place {
  const least = Math.min(bounds.start - place.start, 0);
  const most = Math.max(bounds.end - place.end, 0);
  const step = Math.min(Math.max(by, least), most);
  return { ...place, start: place.start + step, end: place.end + step };
}

/** One border put somewhere else; pulled over the other one, the two change their parts. */
export function resized(place: Place, border: Border, to: number, bounds: Window): Place {
  const other = border === "start" ? place.end : place.start;
  const target = within(to, bounds);
  return { ...place, start: Math.min(target, other), end: Math.max(target, other) };
}

/** Both parts of a place that is cut at a value; null when nothing would be left on one side. */
export function cut(place: Place, at: number, least: number): readonly [Place, Place] | null {
  if (at - place.start < least || place.end - at < least) return null;
  return [
    { ...place, end: at },
    { ...place, start: at },
  ];
}

/** The place that covers several ones. */
export function covering(places: readonly Place[]): Place | null {
  const [first, ...others] = places;
  if (!first) return null;
  let { end, start } = first;
  for (const place of others) {
    start = Math.min(start, place.start);
    end = Math.max(end, place.end);
  }
  return { ...first, start, end };
}

/** The nearest of some values within reach, else the value itself. */
export function snapped(value: number, targets: Iterable<number>, reach: number): number {
  let nearest = value;
  let distance = reach;
  for (const target of targets) {
    const away = Math.abs(target - value);
    if (away <= distance) [nearest, distance] = [target, away];
  }
  return nearest;
}
