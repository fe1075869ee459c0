/** The state of the task list that lives in its address: which tab, what is searched, which status a link asks for. */
import type { TaskStatus } from "../api/contract";
import { TASK_STATUSES } from "../kit/statuses";
import { type TabData, withConditions } from "./tab";

interface TaskSearch {
  view?: number;
  search?: string;
  status?: string;
}

export function readTaskSearch(found: Record<string, unknown>): TaskSearch {
  const status = statusesOf(typeof found.status === "string" ? found.status : "").join(",");
  const view = Number(found.view);
  return {
    view: Number.isSafeInteger(view) && view > 0 ? view : undefined,
    search: typeof found.search === "string" && found.search ? found.search : undefined,
    status: status || undefined,
  };
}

function statusesOf(text: string | undefined): TaskStatus[] {
  const wanted = new Set((text ?? "").split(","));
  return TASK_STATUSES.filter((status) => wanted.has(status));
}

/** A list that is narrowed to the statuses that a link asks for, and by nothing else. */
export function narrowedTo(data: TabData, status: string): TabData {
  const value = statusesOf(status);
  return withConditions(
    data,
    [{ filter: "filter:tasks:status", operator: "in_list", type: "String", value }],
    "and",
  );
}
