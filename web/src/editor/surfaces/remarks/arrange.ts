/** Where the marks of what is said about regions go: beside the regions, inside of what is seen, beside each other. */
import type { SeenBox } from "../../core/surface";

export interface Room {
  readonly width: number;
  readonly height: number;
}

export interface Spot {
  readonly x: number;
  readonly y: number;
  /** There was no room outside of the region: the mark lies upon its corner. */
  readonly squeezed: boolean;
}

/** The side of a mark. */
export const SIDE = 18;
/** As far as handles at the corner of a region reach; beyond it nothing of the region takes the pointer. */
const AWAY = 10;
const GAP = 2;
/** How far a mark between two lines reaches into the line below it. */
const INTO_LINE = 1;

/** The part of a rectangle that lies in the room; null when it is out of sight. */
export function seenPart(box: SeenBox, { height, width }: Room): SeenBox | null {
  const part = {
    left: Math.max(box.left, 0),
    top: Math.max(box.top, 0),
    right: Math.min(box.right, width),
    bottom: Math.min(box.bottom, height),
  };
  return part.left > part.right || part.top > part.bottom ? null : part;
}

/** Beside the corner of a region, where its handles end; or above its last letters, between the lines of a text. */
export type Stand = "beside" | "above";

/**
 * Places one mark for each list of rectangles: at the upper right corner of the last one that is in sight, which in a
 * text is where the region ends. A mark moves down where another one lies already.
 */
export function spotsFor(
  regions: readonly (readonly SeenBox[])[],
  room: Room,
  stand: Stand,
): readonly (Spot | null)[] {
  const taken: Spot[] = [];
  return regions.map((boxes) => {
    const box = boxes
      .map((each) => seenPart(each, room))
      .filter((each) => each !== null)
      .at(-1);
    if (!box) return null;
    const wanted = stand === "beside" ? box.right + AWAY : box.right - SIDE / 2;
    const x = Math.max(Math.min(wanted, room.width - SIDE - GAP), 0);
    const high = stand === "beside" ? box.top - SIDE / 2 : box.top - SIDE + INTO_LINE;
    let y = Math.max(Math.min(high, room.height - SIDE - GAP), stand === "beside" ? GAP : -SIDE / 2);
    for (let near = nextTo(taken, x, y); near; near = nextTo(taken, x, y)) y = near.y + SIDE + GAP;
    const spot = { x, y, squeezed: x < wanted };
    taken.push(spot);
    return spot;
  });
}

function nextTo(taken: readonly Spot[], x: number, y: number): Spot | undefined {
  return taken.find((spot) => Math.abs(spot.x - x) < SIDE && Math.abs(spot.y - y) < SIDE);
}
