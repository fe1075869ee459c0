import { Button } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Failure } from "../../kit/Notice";
import { ago } from "../../kit/times";
import { BoneRows } from "../../kit/Waiting";
import { called, type People } from "../people";
import { issuesQuery, resolveIssue } from "../queries";
import type { Issue } from "../shapes";
import classes from "./panes.module.css";

/** What must be mended before returned work can be handed in again. */
export function IssuesPanel({ people, task }: { task: number; people: People }) {
  const client = useQueryClient();
  const issues = useQuery(issuesQuery(task, true));
  const resolve = useMutation({
    mutationFn: resolveIssue,
    onSuccess: (resolved: Issue) =>
      client.setQueryData(issuesQuery(task, true).queryKey, (known) =>
        known?.map((issue) => (issue.id === resolved.id ? resolved : issue)),
      ),
  });
  if (issues.isPending) return <BoneRows rows={3} height={48} />;
  if (issues.isError) {
    return (
      <Failure what="The issues could not be loaded." error={issues.error} retry={() => issues.refetch()} />
    );
  }
  const now = new Date();
  return (
    <ul className={classes.comments}>
      {resolve.isError && <Failure what="The issue is still open." error={resolve.error} />}
      {issues.data.map((issue) => (
        <li key={issue.id} className={classes.comment} data-resolved={issue.is_resolved || undefined}>
          <div className={classes.commentBody}>
            <p className={classes.said} dir="auto">
              {issue.text ||
                issue.reason ||
                (issue.kind === "missing_label" ? "A label is missing." : "Rejected.")}
            </p>
            <p className={classes.hint}>
              {issue.kind === "missing_label" ? "Missing label" : "Rejection"} by{" "}
              {called(people(issue.created_by))}, {ago(issue.created_at, now)}
            </p>
            {issue.is_resolved ? (
              <p className={classes.settled}>
                <IconCheck size={14} aria-hidden /> Resolved
              </p>
            ) : (
              <Button
                size="xs"
                leftSection={<IconCheck size={14} aria-hidden />}
                loading={resolve.isPending && resolve.variables === issue.id}
                onClick={() => resolve.mutate(issue.id)}
              >
                Mark as resolved
              </Button>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}

export function openIssues(issues: readonly Issue[] | undefined): number {
  return issues?.filter((issue) => !issue.is_resolved).length ?? 0;
}
