import type { Difference, EditorState } from "./model";

/** How a difference is marked on every surface: by colour, by dash, and in lists by a word. */
interface DifferenceLook {
  readonly word: string;
  /** Colours of the theme: beside words, and on pictures. */
  readonly colour: string;
  readonly onPicture: string;
  /** Lengths of line and gap on the screen; empty for a full line. */
  readonly dash: readonly number[];
  readonly icon: string;
}

export const DIFFERENCE_LOOKS: Readonly<Record<Difference, DifferenceLook>> = {
  same: {
    word: "Same",
    colour: "var(--text-3)",
    onPicture: "var(--canvas-previous)",
    dash: [],
    icon: "same",
  },
  changed: {
    word: "Changed",
    colour: "var(--pending-solid)",
    onPicture: "var(--canvas-pending)",
    dash: [8, 4],
    icon: "changed",
  },
  added: {
    word: "Added",
    colour: "var(--approved-solid)",
    onPicture: "var(--canvas-approved)",
    dash: [],
    icon: "plus",
  },
  removed: {
    word: "Removed",
    colour: "var(--rejected-solid)",
    onPicture: "var(--canvas-rejected)",
    dash: [2, 3],
    icon: "minus",
  },
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
