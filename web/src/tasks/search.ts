/** The state of the task list that lives in its address: what is searched, filtered and sorted. */
import type { TaskStatus } from "../api/contract";
import { TASK_STATUSES } from "../kit/statuses";

export const SORTABLE = [
  "id",
  "status",
  "total_annotations",
  "comment_count",
  "created_at",
  "updated_at",
] as const;
export type SortKey = (typeof SORTABLE)[number];

export interface TaskSearch {
  search?: string;
  status?: string;
  order?: string;
}

export const DEFAULT_ORDER = "id";

export function readTaskSearch(found: Record<string, unknown>): TaskSearch {
  const status = statusesOf(typeof found.status === "string" ? found.status : "").join(",");
  const order = typeof found.order === "string" && isOrder(found.order) ? found.order : undefined;
  return {
    search: typeof found.search === "string" && found.search ? found.search : undefined,
    status: status || undefined,
    order: order === DEFAULT_ORDER ? undefined : order,
  };
}

export function statusesOf(text: string | undefined): TaskStatus[] {
  const wanted = new Set((text ?? "").split(","));
  return TASK_STATUSES.filter((status) => wanted.has(status));
}

function isOrder(text: string): boolean {
  return (SORTABLE as readonly string[]).includes(text.replace(/^-/, ""));
}

/** A status added to or taken out of the filter. None chosen means all. */
export function withStatusToggled(text: string | undefined, status: TaskStatus): string | undefined {
  const now = statusesOf(text);
  const next = now.includes(status) ? now.filter((other) => other !== status) : [...now, status];
  const ordered = TASK_STATUSES.filter((other) => next.includes(other));
  return ordered.length === 0 || ordered.length === TASK_STATUSES.length ? undefined : ordered.join(",");
}

/** A click on a head: first the order that is usually wanted, then the other way round. */
export function withSortToggled(order: string | undefined, key: SortKey): string | undefined {
  const now = order ?? DEFAULT_ORDER;
  const newestFirst = key !== "id" && key !== "status";
  const first = newestFirst ? `-${key}` : key;
  const next = now === first ? (newestFirst ? key : `-${key}`) : first;
  return next === DEFAULT_ORDER ? undefined : next;
}

export function sortOf(order: string | undefined): { key: SortKey; descending: boolean } {
  const now = order ?? DEFAULT_ORDER;
  return { key: now.replace(/^-/, "") as SortKey, descending: now.startsWith("-") };
}
