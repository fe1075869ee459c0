/** How far a project is, as parts of its tasks. */
import type { Project } from "../api/contract";
import type { Share } from "../kit/ShareBar";

type Counts = Pick<Project, "task_number" | "finished_task_number" | "reviewed_number">;

export interface Progress {
  reviewed: number;
  labeled: number;
  open: number;
}

/** Disjoint parts: reviewed, labeled and waiting for review, not labeled yet. */
export function progressOf(counts: Counts): Progress {
  const reviewed = Math.min(counts.reviewed_number, counts.task_number);
  const labeled = Math.max(0, Math.min(counts.finished_task_number, counts.task_number) - reviewed);
  return { reviewed, labeled, open: Math.max(0, counts.task_number - reviewed - labeled) };
}

export function sharesOf({ reviewed, labeled, open }: Progress): Share[] {
  return [
    { name: "Reviewed", value: reviewed, color: "var(--completed-solid)" },
    { name: "Labeled", value: labeled, color: "var(--in-review-solid)" },
    { name: "Not labeled yet", value: open, color: "var(--active)" },
  ];
}
