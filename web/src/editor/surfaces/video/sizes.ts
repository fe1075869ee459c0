type Attributes = Readonly<Record<string, string>>;

/** Room that the timeline needs besides its rows: its tools and its ruler. */
const ABOVE_ROWS = 62;
/** Its tools, its ruler and one row. */
export const LEAST_TIMELINE = 96;
const MOST_VIDEO = 2000;

/** How high the configuration wants the picture, in pixels; null where it takes the room that there is. */
export function videoHeight({ height }: Attributes): number | null {
  const wanted = pixels(height);
  return wanted === null ? null : Math.min(wanted, MOST_VIDEO);
}

/** How high the configuration wants the timeline at first: what it names is the room of its rows. */
export function timelineHeight({ timelineHeight: wanted }: Attributes): number | null {
  const rows = pixels(wanted);
  return rows === null ? null : keptTimeline(rows + ABOVE_ROWS, Number.POSITIVE_INFINITY);
}

/** A height that leaves the picture its part of a window. */
export function keptTimeline(height: number, windowHeight: number): number {
  return Math.round(Math.max(Math.min(height, windowHeight * 0.6), LEAST_TIMELINE));
}

function pixels(written: string | undefined): number | null {
  const found = /^\s*(\d+(?:\.\d+)?)\s*(?:px)?\s*$/.exec(written ?? "")?.[1];
  return found && Number(found) > 0 ? Number(found) : null;
}
