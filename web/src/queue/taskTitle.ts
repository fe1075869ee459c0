import type { LabelSchema } from "../editor";
import type { TaskDetail } from "./shapes";

/** What people call an item: its file, or its number where the title would only repeat the text on the screen. */
export function taskTitle(task: Pick<TaskDetail, "inner_id" | "title">, schema: LabelSchema): string {
  const isText = schema.objects[0]?.tag === "Text";
  return isText || task.title === "" ? `Item ${task.inner_id}` : task.title;
}
