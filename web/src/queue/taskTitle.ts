import type { TaskDetail } from "./shapes";

/** What people call an item, in the same words wherever they meet it: its file, or how its text begins; else its number. */
export function taskTitle({ inner_id, title }: Pick<TaskDetail, "inner_id" | "title">): string {
  return title || `Item ${inner_id}`;
}
