import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import { type Editor, type SurfacePlace, useEditor } from "../../editor";
import { type Command, useCommands } from "../../kit/commands";
import { Failure } from "../../kit/Notice";
import { NotLoaded } from "../../kit/NotLoaded";
import { counted } from "../../kit/numbers";
import { ProgressBar } from "../../kit/ProgressBar";
import { usePageCommands } from "../../kit/pageCommands";
import { BoneRows } from "../../kit/Waiting";
import type { People } from "../people";
import { issuesQuery, reopenIssue, resolveIssue, reviewItemsQuery } from "../queries";
import type { Issue } from "../shapes";
import { IssueList } from "./IssueList";
import own from "./issues.module.css";
import { nextOpen, owedIssues, type Standings, standingsOf } from "./openIssues";
import classes from "./panes.module.css";
import { readPlace } from "./place";

interface Props {
  task: number;
  annotation: number;
  editor: Editor;
  people: People;
  /** Whoever has the work says that it is mended, or a manager. */
  mayResolve: boolean;
}

/** What must be mended before returned work can be handed in again: each leads to its place on the canvas. */
export function IssuesPanel({ annotation, editor, mayResolve, people, task }: Props) {
  const issues = useQuery(issuesQuery(task));
  const owed = useMemo(() => owedIssues(issues.data, annotation), [issues.data, annotation]);
  const earlier = useMemo(
    () => issues.data?.filter((issue) => issue.annotation === annotation && issue.answered_at !== null) ?? [],
    [issues.data, annotation],
  );
  const standings = useStandings(editor, annotation);
  const [current, setCurrent] = useState<number | null>(null);

  const show = useCallback(
    (issue: Issue) => {
      setCurrent(issue.id);
      const { region } = standings(issue);
      const place = readPlace(issue.place);
      if (region !== null) {
        editor.select(region);
        const found = editor.selected();
        if (found) editor.surfaceOf(found.object)?.zoomTo?.(region);
      } else if (place) goTo(editor, place);
    },
    [editor, standings],
  );

  // What is selected on the canvas is gone on with here.
  const selectedId = useEditor(editor, (state) => state.selectedId);
  const [seen, setSeen] = useState<string | null>(null);
  if (selectedId !== seen) {
    setSeen(selectedId);
    const about = issueAbout(selectedId, owed, standings, current);
    if (about) setCurrent(about.id);
  }

  const { error, isError, mutate, pending } = useAnswering(task);
  const settle = useCallback(
    (issue: Issue, onNext?: (next: Issue | null) => void) =>
      mutate(issue, {
        onSuccess: ({ is_resolved }) => {
          const next = is_resolved ? nextOpen(owed, standings, issue.id) : null;
          if (next) show(next);
          onNext?.(next);
        },
      }),
    [mutate, owed, show, standings],
  );
  const open = useMemo(() => owed.filter((issue) => !standings(issue).isAnswered), [owed, standings]);
  const atHand = open.find(({ id }) => id === current) ?? nextOpen(owed, standings, current);
  useResolveKey(mayResolve ? atHand : null, settle);

  if (issues.isPending) return <BoneRows rows={3} height={48} />;
  if (issues.isError) return <NotLoaded of={issues} what="The issues could not be loaded." />;
  if (owed.length === 0 && earlier.length === 0) {
    return <p className={classes.nothing}>Nothing was rejected or reported.</p>;
  }
  return (
    <>
      {owed.length > 0 && (
        <div className={own.tally} aria-live="polite">
          <ProgressBar label="Resolved" done={owed.length - open.length} total={owed.length} unit="issue" />
          <p className={classes.hint}>
            {open.length > 0
              ? `${counted(open.length, "issue")} to go before it can be handed in again. Deleting what was rejected answers it too.`
              : "All are answered: it can be handed in again."}
          </p>
        </div>
      )}
      {isError && <Failure what="The issue is as it was." error={error} />}
      <IssueList
        owed={owed}
        earlier={earlier}
        standings={standings}
        current={current ?? atHand?.id ?? null}
        atHand={atHand?.id ?? null}
        annotation={annotation}
        editor={editor}
        people={people}
        pending={pending}
        onShow={show}
        onAnswer={mayResolve ? settle : undefined}
      />
    </>
  );
}

/** What each issue is about; found anew when something is deleted or comes back. */
function useStandings(editor: Editor, annotation: number) {
  const items = useQuery(reviewItemsQuery(annotation)).data;
  const regions = useEditor(editor, (state) => state.regions);
  const schema = useEditor(editor, (state) => state.schema);
  return useMemo(() => standingsOf(items, regions, schema), [items, regions, schema]);
}

/** The issue about a region of the canvas: the one that is looked at already, else one that is not answered. */
function issueAbout(
  region: string | null,
  owed: readonly Issue[],
  standings: Standings,
  current: number | null,
): Issue | undefined {
  const about = region === null ? [] : owed.filter((issue) => standings(issue).region === region);
  return (
    about.find(({ id }) => id === current) ?? about.find((issue) => !standings(issue).isAnswered) ?? about[0]
  );
}

/** Marks an issue as resolved, or takes the mark away. */
function useAnswering(task: number) {
  const client = useQueryClient();
  const { error, isError, isPending, mutate, variables } = useMutation({
    mutationFn: (issue: Issue) => (issue.is_resolved ? reopenIssue(issue.id) : resolveIssue(issue.id)),
    onSuccess: (answered: Issue) =>
      client.setQueryData(issuesQuery(task).queryKey, (known) =>
        known?.map((issue) => (issue.id === answered.id ? answered : issue)),
      ),
  });
  return { error, isError, mutate, pending: isPending ? variables.id : null };
}

/** The key that marks the issue at hand. */
function useResolveKey(atHand: Issue | null, settle: (issue: Issue) => void): void {
  const page = usePageCommands();
  const commands = useMemo<Command[]>(
    () =>
      atHand
        ? [{ ...page("resolve-issue"), group: "Label stream", whileTyping: true, run: () => settle(atHand) }]
        : [],
    [atHand, page, settle],
  );
  useCommands("issues", commands);
}

function goTo(editor: Editor, place: SurfacePlace): void {
  const surface = place.object === undefined ? editor.surface() : editor.surfaceOf(place.object);
  surface?.goTo?.(place);
}
