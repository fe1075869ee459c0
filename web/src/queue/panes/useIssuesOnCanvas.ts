import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import type { Decision, Editor } from "../../editor";
import { regionFinder } from "../instanceKey";
import { issuesQuery, reviewItemsQuery } from "../queries";
import type { Issue } from "../shapes";
import { owedIssues } from "./openIssues";
import { readPlace } from "./place";

const REJECTED = { verdict: "rejected", isMine: false } as const;

/** What must be mended, on the canvas: what was rejected is marked, what is missing has a pin, until it is resolved. */
export function useIssuesOnCanvas(editor: Editor, task: number, annotation: number | null): void {
  const issues = useQuery(issuesQuery(annotation === null ? null : task)).data;
  const items = useQuery({ ...reviewItemsQuery(annotation ?? 0), enabled: annotation !== null }).data;
  const open = useMemo(
    () => owedIssues(issues, annotation).filter((issue) => !issue.is_resolved),
    [issues, annotation],
  );
  useEffect(() => {
    editor.setPins(open.flatMap(pinOf));
  }, [editor, open]);
  useEffect(() => {
    const keys = new Map(items?.map(({ id, key }) => [id, key]));
    const { regions, schema } = editor.state();
    const find = regionFinder(regions, schema);
    const decisions: Record<string, Decision> = {};
    for (const { item, reason, text } of open) {
      const key = item === null ? undefined : keys.get(item);
      const region = key === undefined ? null : find(key);
      if (region) decisions[region.id] = { ...REJECTED, reason, text };
    }
    editor.setDecisions(decisions);
  }, [editor, items, open]);
  // Not at every change of them: the canvas would be painted once without any.
  useEffect(
    () => () => {
      editor.setPins([]);
      editor.setDecisions({});
    },
    [editor],
  );
}

function pinOf(issue: Issue) {
  const place = readPlace(issue.place);
  return place ? [{ id: String(issue.id), place, title: `Missing: ${place.label ?? "label"}` }] : [];
}
