import type { Difference, EditorState } from "./model";

/** How a difference is marked on every surface: by colour, by dash, and in lists by a word. */
export interface DifferenceLook {
  readonly word: string;
  /** A colour of the theme. */
  readonly colour: string;
  /** Lengths of line and gap on the screen; empty for a full line. */
  readonly dash: readonly number[];
  readonly icon: string;
}

export const DIFFERENCE_LOOKS: Readonly<Record<Difference, DifferenceLook>> = {
  same: { word: "Same", colour: "var(--text-3)", dash: [], icon: "same" },
  changed: { word: "Changed", colour: "var(--pending-solid)", dash: [8, 4], icon: "changed" },
  added: { word: "Added", colour: "var(--approved-solid)", dash: [], icon: "plus" },
  removed: { word: "Removed", colour: "var(--rejected-solid)", dash: [2, 3], icon: "minus" },
};

/** How strongly a region is drawn: while two annotations lie over each other, each side can be faded out. */
export function opacityOf(
  id: string,
  { balance, differences }: Pick<EditorState, "balance" | "differences">,
): number {
  const mark = differences.get(id);
  if (!mark) return 1;
  return Math.min(1, 2 * (mark.side === "before" ? 1 - balance : balance));
}
