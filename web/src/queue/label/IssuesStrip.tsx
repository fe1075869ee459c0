import { IconArrowBackUp } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { counted } from "../../kit/numbers";
import { ago } from "../../kit/times";
import { Strip } from "../frame/Strip";
import { owedIssues } from "../panes/openIssues";
import { useOpenIssues } from "../panes/useOpenIssues";
import { issuesQuery } from "../queries";
import type { LabelWork } from "./labelWork";
import { returnedBy } from "./returnedBy";

/** Who returned the work, and what it still takes to hand it in again. */
export function IssuesStrip({ work }: { work: LabelWork }) {
  const issues = useQuery(issuesQuery(work.task.id)).data;
  const open = useOpenIssues(work, true) ?? 0;
  const owed = owedIssues(issues, work.annotation?.id ?? null);
  const last = owed.at(-1);
  if (!last) return null;
  const round = Math.max(...owed.map((issue) => issue.round));
  return (
    <Strip tone="returned" icon={<IconArrowBackUp size={14} aria-hidden />}>
      <b>Returned by {returnedBy(owed)}</b>, {ago(last.created_at, new Date())}
      {round > 1 ? `, round ${round}` : ""}.{" "}
      {open > 0
        ? `${counted(open, "issue")} to resolve; each leads to its place.`
        : "Every issue is resolved: hand it in again."}
    </Strip>
  );
}
