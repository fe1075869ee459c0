/** How far a project is, as parts of its tasks. */
import type { Project } from "../api/contract";
import { percent } from "../kit/numbers";
import type { Share } from "../kit/ShareBar";
import { STATUSES, TASK_STATUSES } from "../kit/statuses";

type Counts = Project["status_counts"];

/** The tasks by status, furthest first: what is done grows from the left. */
export function sharesOf(counts: Counts): Share[] {
  return [...TASK_STATUSES].reverse().map((status) => ({
    name: STATUSES[status].word,
    value: counts[status],
    color: status === "queued" ? "var(--active)" : `var(--${STATUSES[status].tone}-solid)`,
  }));
}

/** "69% completed, 10% in review": the words beside the bar; what is not there is not said. */
export function progressWords(counts: Counts): string {
  const total = TASK_STATUSES.reduce((sum, status) => sum + counts[status], 0);
  const said = (["in_review", "returned"] as const)
    .filter((status) => counts[status] > 0)
    .map((status) => `${percent(counts[status], total)} ${STATUSES[status].word.toLowerCase()}`);
  return [`${percent(counts.completed, total)} completed`, ...said].join(", ");
}
