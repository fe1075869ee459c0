import { type Areas, rowAt } from "./areas";
import { type Spot, sameLane } from "./gesture";
import type { Mark } from "./marks";
import { spanOf, valueAt, type Window } from "./window";

/** How far beside a region one may press and still mean it, in pixels. */
const SLACK = 2;

interface View {
  readonly window: Window;
  readonly width: number;
  readonly areas: Areas;
}

/** What lies under a spot, the shortest first: inside of a long region one means the short one. */
export function marksUnder(
  spot: Spot,
  marks: readonly Mark[],
  { areas, width, window }: View,
): readonly Mark[] {
  if (spot.area !== "lanes" && spot.area !== "track") return [];
  const value = valueAt(window, width, spot.x);
  const slack = (SLACK / width) * spanOf(window);
  const near = (mark: Mark) => {
    const reach = mark.instant || spot.area === "track" ? slack * 3 : slack;
    return value >= mark.place.start - reach && value <= mark.place.end + reach;
  };
  const row = spot.area === "track" ? rowAt(areas, spot.y) : null;
  return marks
    .filter(near)
    .filter((mark) => (row === null ? sameLane(mark.place, spot) : mark.row === row))
    .sort((a, b) => spanOf(a.place) - spanOf(b.place) || a.place.start - b.place.start);
}
