import type { Issue } from "../shapes";

/** How many issues keep an annotation from being handed in again. */
export function openIssues(issues: readonly Issue[] | undefined, annotation: number | null): number {
  return issues?.filter((issue) => issue.annotation === annotation && !issue.is_resolved).length ?? 0;
}
