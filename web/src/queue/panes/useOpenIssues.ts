import { useQuery } from "@tanstack/react-query";
import { useCallback, useSyncExternalStore } from "react";
import { issuesQuery, reviewItemsQuery } from "../queries";
import type { Work } from "../work/work";
import { openIssues, owedIssues, standingOf } from "./openIssues";

/** How many issues of returned work are neither marked nor answered by deleting; null for other work. */
export function useOpenIssues(work: Work | null, isReturned: boolean): number | null {
  const annotation = work?.annotation?.id ?? null;
  const issues = useQuery(issuesQuery(isReturned && work ? work.task.id : null)).data;
  const items = useQuery({
    ...reviewItemsQuery(annotation ?? 0),
    enabled: isReturned && annotation !== null,
  }).data;
  const subscribe = useCallback(
    (changed: () => void) => (work ? work.editor.subscribe(changed) : () => undefined),
    [work],
  );
  const count = useSyncExternalStore(subscribe, () => {
    if (!work || !items) return openIssues(issues, annotation);
    return owedIssues(issues, annotation).filter((issue) => !standingOf(issue, items, work.editor).isAnswered)
      .length;
  });
  return isReturned ? count : null;
}
