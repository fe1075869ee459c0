import type { Region, Regions } from "./model";

/** One region before and after a change; null when it was not there. */
export interface Patch {
  readonly id: string;
  readonly before: Region | null;
  readonly after: Region | null;
}

/** What one gesture did: undone and redone as a whole. */
export interface Change {
  readonly title: string;
  readonly patches: readonly Patch[];
}

export interface History {
  readonly past: readonly Change[];
  readonly future: readonly Change[];
}

export const EMPTY_HISTORY: History = { past: [], future: [] };

export function record(history: History, change: Change): History {
  return { past: [...history.past, change], future: [] };
}

/** The last change taken back: the history without it and the regions as they were; null when there is none. */
export function stepBack(history: History, regions: Regions): Step | null {
  const change = history.past.at(-1);
  if (!change) return null;
  return {
    change,
    regions: apply(regions, change.patches.map(inverse)),
    history: { past: history.past.slice(0, -1), future: [...history.future, change] },
  };
}

export function stepForward(history: History, regions: Regions): Step | null {
  const change = history.future.at(-1);
  if (!change) return null;
  return {
    change,
    regions: apply(regions, change.patches),
    history: { past: [...history.past, change], future: history.future.slice(0, -1) },
  };
}

export interface Step {
  readonly change: Change;
  readonly regions: Regions;
  readonly history: History;
}

export function apply(regions: Regions, patches: readonly Patch[]): Regions {
  const next = new Map(regions);
  for (const { after, id } of patches) {
    if (after) next.set(id, after);
    else next.delete(id);
  }
  return next;
}

function inverse({ after, before, id }: Patch): Patch {
  return { id, before: after, after: before };
}
