export interface Stretch {
  readonly id: string;
  readonly start: number;
  readonly end: number;
}

/**
 * The row of each stretch, such that no two in a row overlap and as few rows as possible are used. Earlier ones lie
 * higher; those that begin together are ordered by length, so that what contains others lies above them. Stretches
 * that only touch may share a row.
 */
export function stacked(stretches: readonly Stretch[]): ReadonlyMap<string, number> {
  const ordered = [...stretches].sort((a, b) => a.start - b.start || b.end - a.end || (a.id < b.id ? -1 : 1));
  const free: number[] = [];
  const rows = new Map<string, number>();
  for (const { end, id, start } of ordered) {
    // The sign of an instant would lie upon the end of a stretch that it touches.
    let row = free.findIndex((until) => (end > start ? until <= start : until < start));
    if (row === -1) row = free.length;
    // What has no length still takes its row for itself at that place.
    free[row] = Math.max(end, start + Number.EPSILON * Math.max(1, Math.abs(start)));
    rows.set(id, row);
  }
  return rows;
}

export function rowCount(rows: ReadonlyMap<string, number>): number {
  let count = 0;
  for (const row of rows.values()) count = Math.max(count, row + 1);
  return count;
}
