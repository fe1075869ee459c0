/** What a place on the stage belongs to. */
export type Area = "ruler" | "lanes" | "track" | "overview";

export interface Band {
  readonly top: number;
  readonly height: number;
}

/** How the stage is divided from top to bottom. */
export interface Areas {
  readonly ruler: Band;
  readonly lanes: readonly Band[];
  /** Where regions lie in rows, with their names. */
  readonly track: Band;
  readonly row: number;
  readonly overview: Band;
  readonly height: number;
}

const RULER = 24;
const OVERVIEW = 28;
const LANE_GAP = 1;
const TRACK_PAD = 6;
const GAP = 8;
/** Rows get lower the more of them there are, so that hundreds of overlaps still leave room for the waveform. */
const MOST_TRACK = 168;
const ROW = { usual: 24, least: 5 };

export function areasFor(laneHeights: readonly number[], rows: number): Areas {
  let top = RULER;
  const lanes = laneHeights.map((height) => {
    const lane = { top, height };
    top += height + LANE_GAP;
    return lane;
  });
  const wanted = Math.max(rows, 1);
  const row = Math.max(Math.min(ROW.usual, Math.floor(MOST_TRACK / wanted)), ROW.least);
  const track = { top, height: wanted * row + 2 * TRACK_PAD };
  const overview = { top: track.top + track.height + GAP, height: OVERVIEW };
  return {
    ruler: { top: 0, height: RULER },
    lanes,
    track,
    row,
    overview,
    height: overview.top + OVERVIEW + GAP,
  };
}

/** Where the row of a mark lies. */
export function rowBand({ row, track }: Areas, at: number): Band {
  return { top: track.top + TRACK_PAD + at * row, height: row };
}

/** The row at a height of the track; it may be one that holds nothing. */
export function rowAt({ row, track }: Areas, y: number): number {
  return Math.floor((y - track.top - TRACK_PAD) / row);
}

/** What lies at a height: the last lane reaches down to the track, the track to the overview. */
export function areaAt(areas: Areas, y: number): { readonly area: Area; readonly lane: number | null } {
  if (y < areas.ruler.top + areas.ruler.height) return { area: "ruler", lane: null };
  if (y >= areas.overview.top - GAP / 2) return { area: "overview", lane: null };
  if (y >= areas.track.top) return { area: "track", lane: null };
  const lane = areas.lanes.findIndex(({ height, top }) => y < top + height + LANE_GAP);
  return { area: "lanes", lane: lane === -1 ? null : lane };
}
