import type { SummaryFigures, TaskStatus } from "../api/contract";

/** The stages of manual QA, and the states of a task in each: returned work is annotated again (MQA 14). */
const STAGES: readonly { name: string; statuses: readonly TaskStatus[] }[] = [
  { name: "Annotate", statuses: ["queued", "assigned", "returned"] },
  { name: "Review", statuses: ["in_review"] },
  { name: "Completed", statuses: ["completed"] },
];

/** How many tasks are in each stage. */
export function stagesOf(tasks: SummaryFigures["tasks"]): { name: string; tasks: number }[] {
  return STAGES.map(({ name, statuses }) => ({
    name,
    tasks: statuses.reduce((sum, status) => sum + tasks[status], 0),
  }));
}
