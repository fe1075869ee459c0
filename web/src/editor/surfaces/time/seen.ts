import type { SeenBox } from "../../core/surface";
import type { Areas } from "./areas";
import type { Placed } from "./place";
import { type Window, xOf } from "./window";

interface Stage {
  readonly areas: Areas;
  readonly window: Window;
  /** Of the lanes, which begin right of the gutter. */
  readonly width: number;
}

/** Where a region is seen on its lanes, in pixels of the stage; nothing while it is out of the window. */
export function seenOn({ place }: Pick<Placed, "place">, stage: Stage, gutter: number): readonly SeenBox[] {
  const { areas, width, window } = stage;
  const { end, lane, start } = place;
  if (width <= 0 || end < window.start || start > window.end) return [];
  const only = lane === null ? undefined : areas.lanes[lane];
  const top = (only ?? areas.lanes[0] ?? areas.track).top;
  const bottom = only ? only.top + only.height : areas.track.top;
  const left = gutter + xOf(window, width, Math.max(start, window.start));
  const right = gutter + xOf(window, width, Math.min(end, window.end));
  return [{ left, top, right, bottom }];
}
