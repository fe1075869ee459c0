import type { Decision, Decisions, Region, Regions } from "./model";

/** One region before and after a change; null when it was not there. */
export interface Patch {
  readonly id: string;
  readonly before: Region | null;
  readonly after: Region | null;
}

/** One verdict before and after. */
export interface DecisionPatch {
  readonly id: string;
  readonly before: Decision | null;
  readonly after: Decision | null;
}

/** What one gesture did: undone and redone as a whole. */
export interface Change {
  readonly title: string;
  readonly patches: readonly Patch[];
  readonly decisions: readonly DecisionPatch[];
  /** Changes of the same run that follow each other, such as the letters of a word, are one. */
  readonly run?: string | undefined;
}

export interface History {
  readonly past: readonly Change[];
  readonly future: readonly Change[];
}

/** What changes act on. */
export interface Content {
  readonly regions: Regions;
  readonly decisions: Decisions;
}

export const EMPTY_HISTORY: History = { past: [], future: [] };

/** How many gestures can be undone: more than anybody remembers, and an end to what a long day keeps. */
const LONGEST = 1000;

export function record(history: History, change: Change): History {
  const last = history.past.at(-1);
  const joined = last && join(last, change);
  if (joined) return { past: [...history.past.slice(0, -1), joined], future: [] };
  return { past: [...history.past.slice(1 - LONGEST), change], future: [] };
}

/** Two changes of one region in one run as a single one; null when they are two. */
function join(last: Change, change: Change): Change | null {
  const [before, ...more] = last.patches;
  const [after, ...others] = change.patches;
  if (change.run === undefined || last.run !== change.run || !before || !after) return null;
  if (before.id !== after.id || more.length > 0 || others.length > 0) return null;
  return { ...change, patches: [{ ...after, before: before.before }] };
}

/** The last change taken back: the history without it and the content as it was; null when there is none. */
export function stepBack(history: History, content: Content): Step | null {
  const change = history.past.at(-1);
  if (!change) return null;
  return {
    change,
    content: {
      regions: apply(content.regions, change.patches.map(inverse)),
      decisions: apply(content.decisions, change.decisions.map(inverse)),
    },
    history: { past: history.past.slice(0, -1), future: [...history.future, change] },
  };
}

export function stepForward(history: History, content: Content): Step | null {
  const change = history.future.at(-1);
  if (!change) return null;
  return {
    change,
    content: {
      regions: apply(content.regions, change.patches),
      decisions: apply(content.decisions, change.decisions),
    },
    history: { past: [...history.past, change], future: history.future.slice(0, -1) },
  };
}

export interface Step {
  /** What was taken back, or done again. */
  readonly change: Change;
  readonly content: Content;
  readonly history: History;
}

interface AnyPatch<T> {
  readonly id: string;
  readonly before: T | null;
  readonly after: T | null;
}

/** The map after the patches; the same map when there are none. */
export function apply<T>(
  known: ReadonlyMap<string, T>,
  patches: readonly AnyPatch<T>[],
): ReadonlyMap<string, T> {
  if (patches.length === 0) return known;
  const next = new Map(known);
  for (const { after, id } of patches) {
    if (after) next.set(id, after);
    else next.delete(id);
  }
  return next;
}

function inverse<T>({ after, before, id }: AnyPatch<T>): AnyPatch<T> {
  return { id, before: after, after: before };
}
