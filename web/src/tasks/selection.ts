/** Which tasks are selected: some by number, or all that match but some. */

export interface Selection {
  all: boolean;
  /** With `all` those that are left out, else those that are chosen. */
  ids: ReadonlySet<number>;
}

export const NONE: Selection = { all: false, ids: new Set() };
export const EVERY: Selection = { all: true, ids: new Set() };

export function isSelected({ all, ids }: Selection, id: number): boolean {
  return all !== ids.has(id);
}

export function isEmpty({ all, ids }: Selection): boolean {
  return !all && ids.size === 0;
}

/** Some tasks selected, or not any more. */
export function withSelected(selection: Selection, ids: readonly number[], wanted: boolean): Selection {
  const next = new Set(selection.ids);
  for (const id of ids) {
    if (wanted !== selection.all) next.add(id);
    else next.delete(id);
  }
  return { all: selection.all, ids: next };
}

/** How many there are of those that match; null while that is not counted. */
export function sizeOf({ all, ids }: Selection, matching: number | undefined): number | null {
  if (!all) return ids.size;
  return matching === undefined ? null : Math.max(0, matching - ids.size);
}

/** As the server takes it. */
export function selectedItems({ all, ids }: Selection): Record<string, unknown> {
  return all ? { all: true, excluded: [...ids] } : { all: false, included: [...ids] };
}
