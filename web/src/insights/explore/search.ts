/** What is looked at lives in the address, so that it can be sent to somebody. */
export interface ExploreSearch {
  task?: number;
  control?: string;
  /** "" is a region without a label. */
  class?: string;
}

export function readExploreSearch(found: Record<string, unknown>): ExploreSearch {
  const task = Number(found.task);
  const control = typeof found.control === "string" && found.control ? found.control : undefined;
  return {
    task: Number.isSafeInteger(task) && task > 0 ? task : undefined,
    control,
    class: control === undefined ? undefined : String(found.class ?? ""),
  };
}
