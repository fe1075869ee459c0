import type { Condition } from "./schema";

const WHEN = ["region-selected", "no-region-selected", "choice-selected", "choice-unselected"] as const;

/** The attributes that state a condition. */
export const CONDITIONS = ["visibleWhen", "whenTagName", "whenLabelValue", "whenChoiceValue"] as const;

/**
 * The condition that a tag states, in the words of the configuration; null when it is always there. Without
 * `visibleWhen`, a choice to wait for means that it is selected, and on a control that is asked about each
 * region a tag or a label narrows down which.
 */
export function conditionOf(
  attributes: Readonly<Record<string, string>>,
  perRegion = false,
): Condition | null {
  const labels = listed(attributes.whenLabelValue);
  const choices = listed(attributes.whenChoiceValue);
  const control = attributes.whenTagName?.trim() || null;
  const when = WHEN.find((each) => each === attributes.visibleWhen);
  if (when) return { when, control, labels, choices };
  if (choices.length > 0) return { when: "choice-selected", control, labels: [], choices };
  if (perRegion && (control !== null || labels.length > 0)) {
    return { when: "region-selected", control, labels, choices: [] };
  }
  return null;
}

function listed(text = ""): string[] {
  return text
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");
}
