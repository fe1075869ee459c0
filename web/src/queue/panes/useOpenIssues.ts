import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useSyncExternalStore } from "react";
import { issuesQuery, reviewItemsQuery } from "../queries";
import type { Work } from "../work/work";
import { owedIssues, standingsOf } from "./openIssues";

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
  // Only what is added or deleted can change the answer, so the many other things that happen count nothing.
  const regions = useSyncExternalStore(subscribe, () => work?.editor.state().regions ?? null);
  const count = useMemo(() => {
    const owed = owedIssues(issues, annotation);
    if (!work || !regions) return owed.filter((issue) => !issue.is_resolved).length;
    const standings = standingsOf(items, regions, work.editor.state().schema);
    return owed.filter((issue) => !standings(issue).isAnswered).length;
  }, [work, annotation, issues, items, regions]);
  return isReturned ? count : null;
}
