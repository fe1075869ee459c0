import { DIFFERENCE_LOOKS, opacityOf } from "../../../core/looks";
import type { Region, Verdict } from "../../../core/model";
import type { Editor } from "../../../core/store";
import { mainOption, NO_LABEL_COLOUR } from "../../../core/titles";
import { findOption } from "../../../ls/schema";

/** How a shape looks. */
export interface Style {
  readonly colour: string;
  readonly dash: readonly number[];
  readonly filled: boolean;
  readonly badge: Badge | null;
  /** Less than 1 while the other side of a comparison is looked at. */
  readonly opacity?: number;
}

export type Badge = "check" | "cross" | "pencil";

const VERDICT_STYLES: Readonly<Record<Verdict, Style>> = {
  pending: { colour: "var(--canvas-pending)", dash: [6, 4], filled: false, badge: null },
  approved: { colour: "var(--canvas-approved)", dash: [], filled: true, badge: "check" },
  fixed: { colour: "var(--canvas-approved)", dash: [], filled: true, badge: "pencil" },
  rejected: { colour: "var(--canvas-rejected)", dash: [], filled: true, badge: "cross" },
};

export const GHOST_STYLE: Style = {
  colour: "var(--canvas-previous)",
  dash: [2, 3],
  filled: false,
  badge: null,
};

export const DRAFT_STYLE: Style = {
  colour: "var(--canvas-selected)",
  dash: [6, 4],
  filled: false,
  badge: null,
};

/** An area in which suggestions show themselves. */
export const LENS_STYLE: Style = {
  colour: "var(--canvas-selected)",
  dash: [1, 4],
  filled: false,
  badge: null,
};

/** Verdicts and differences are stronger than labels: one looks for what is still to be judged, or is not the same. */
export function styleOf(region: Region, editor: Editor): Style {
  const state = editor.state();
  const mark = state.differences.get(region.id);
  if (mark) {
    const { dash, onPicture } = DIFFERENCE_LOOKS[mark.difference];
    const filled = mark.difference !== "same";
    return { colour: onPicture, dash, filled, badge: null, opacity: opacityOf(region.id, state) };
  }
  const verdict = state.decisions.get(region.id)?.verdict;
  return verdict ? VERDICT_STYLES[verdict] : labelStyle(colourOf(region, editor));
}

export function suggestionStyle(region: Region, editor: Editor): Style {
  // The one that keys take is filled, so that nobody takes another by mistake.
  const filled = editor.state().suggestedId === region.id;
  return { colour: colourOf(region, editor), dash: [4, 3], filled, badge: null };
}

export function colourOf(region: Region, editor: Editor): string {
  return mainOption(region, editor.state().schema)?.colour ?? NO_LABEL_COLOUR;
}

/** What is under the hand already wears the colour it will have. */
export function drawingStyle(editor: Editor, object: string): Style {
  const brush = editor.brushFor(object);
  const option = brush && findOption(brush.labeller ?? undefined, brush.labels[0] ?? "");
  if (option) return labelStyle(option.colour);
  return brush ? labelStyle(NO_LABEL_COLOUR) : DRAFT_STYLE;
}

function labelStyle(colour: string): Style {
  return { colour, dash: [], filled: true, badge: null };
}
