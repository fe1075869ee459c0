import { Button } from "@mantine/core";
import { IconArrowBackUp, IconCheck, IconFocus2, IconMapPin, IconTrash } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { type Editor, type SurfacePlace, useEditor } from "../../editor";
import { type Command, useCommands } from "../../kit/commands";
import { Failure } from "../../kit/Notice";
import { NotLoaded } from "../../kit/NotLoaded";
import { counted } from "../../kit/numbers";
import { PageKey } from "../../kit/PageKey";
import { ProgressBar } from "../../kit/ProgressBar";
import { usePageCommands } from "../../kit/pageCommands";
import { ago } from "../../kit/times";
import { BoneRows } from "../../kit/Waiting";
import { called, type People } from "../people";
import { issuesQuery, mentionableQuery, reopenIssue, resolveIssue, reviewItemsQuery } from "../queries";
import type { Issue } from "../shapes";
import type { Mentionable } from "../work/mentions";
import { owedIssues, type Standing, standingOf } from "./openIssues";
import classes from "./panes.module.css";
import { placeWords, readPlace } from "./place";
import { regionName } from "./regionName";
import { Words } from "./Words";

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
  const client = useQueryClient();
  const items = useQuery(reviewItemsQuery(annotation)).data;
  const issues = useQuery(issuesQuery(task));
  const [current, setCurrent] = useState<number | null>(null);
  const answer = useMutation({
    mutationFn: (issue: Issue) => (issue.is_resolved ? reopenIssue(issue.id) : resolveIssue(issue.id)),
    onSuccess: (answered: Issue) =>
      client.setQueryData(issuesQuery(task).queryKey, (known) =>
        known?.map((issue) => (issue.id === answered.id ? answered : issue)),
      ),
  });
  // Drawn anew when something is deleted or comes back.
  useEditor(editor, (state) => state.regions.size);
  const owed = useMemo(() => owedIssues(issues.data, annotation), [issues.data, annotation]);
  const earlier = issues.data?.filter(
    (issue) => issue.annotation === annotation && issue.answered_at !== null,
  );

  function show(issue: Issue) {
    setCurrent(issue.id);
    const { region } = standingOf(issue, items, editor);
    const place = readPlace(issue.place);
    if (region !== null) {
      editor.select(region);
      const found = editor.selected();
      if (found) editor.surfaceOf(found.object)?.zoomTo?.(region);
    } else if (place) goTo(editor, place);
  }
  function settle(issue: Issue) {
    answer.mutate(issue, {
      onSuccess: (answered) => {
        if (!answered.is_resolved) return;
        const next = owed.find(
          (other) => other.id !== issue.id && !standingOf(other, items, editor).isAnswered,
        );
        if (next) show(next);
      },
    });
  }

  const page = usePageCommands();
  const open = owed.filter((issue) => !standingOf(issue, items, editor).isAnswered);
  const chosen = open.find(({ id }) => id === current) ?? open[0];
  const commands: Command[] =
    mayResolve && chosen
      ? [{ ...page("resolve-issue"), group: "Label stream", whileTyping: true, run: () => settle(chosen) }]
      : [];
  useCommands("issues", commands);

  if (issues.isPending) return <BoneRows rows={3} height={48} />;
  if (issues.isError) return <NotLoaded of={issues} what="The issues could not be loaded." />;
  if (owed.length === 0 && !earlier?.length) {
    return <p className={classes.nothing}>Nothing was rejected or reported.</p>;
  }
  const now = new Date();
  const done = owed.length - open.length;
  return (
    <>
      {owed.length > 0 && (
        <div className={classes.tally} aria-live="polite">
          <ProgressBar label="Resolved" done={done} total={owed.length} unit="issue" />
          <p className={classes.hint}>
            {open.length > 0
              ? `${counted(open.length, "issue")} to go before it can be handed in again. Deleting what was rejected answers it too.`
              : "All are answered: it can be handed in again."}
          </p>
        </div>
      )}
      {answer.isError && <Failure what="The issue is as it was." error={answer.error} />}
      <ul className={classes.comments}>
        {owed.map((issue) => (
          <IssueRow
            key={issue.id}
            issue={issue}
            standing={standingOf(issue, items, editor)}
            editor={editor}
            people={people}
            now={now}
            isCurrent={chosen?.id === issue.id && open.length > 0}
            onShow={() => show(issue)}
            onAnswer={mayResolve ? () => settle(issue) : undefined}
            pending={answer.isPending && answer.variables.id === issue.id}
          />
        ))}
      </ul>
      {earlier && earlier.length > 0 && (
        <details className={classes.earlier}>
          <summary>{counted(earlier.length, "issue")} of earlier rounds</summary>
          <ul className={classes.comments}>
            {earlier.map((issue) => (
              <IssueRow
                key={issue.id}
                issue={issue}
                standing={standingOf(issue, items, editor)}
                editor={editor}
                people={people}
                now={now}
                isCurrent={false}
                onShow={() => show(issue)}
                pending={false}
              />
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

const NOBODY: readonly Mentionable[] = [];

interface RowProps {
  issue: Issue;
  standing: Standing;
  editor: Editor;
  people: People;
  now: Date;
  isCurrent: boolean;
  onShow: () => void;
  onAnswer?: () => void;
  pending: boolean;
}

function IssueRow({ editor, isCurrent, issue, now, onAnswer, onShow, pending, people, standing }: RowProps) {
  const { isAnswered, isDeleted, region } = standing;
  const name = region === null ? null : (regionName(editor, region) ?? issue.class_name);
  const place = readPlace(issue.place);
  const named = useQuery(mentionableQuery({ annotation: issue.annotation })).data ?? NOBODY;
  return (
    <li
      className={classes.comment}
      data-resolved={isAnswered || undefined}
      aria-current={isCurrent || undefined}
    >
      <div className={classes.commentBody}>
        {region !== null && (
          <button type="button" className={classes.link} onClick={onShow}>
            <IconFocus2 size={12} aria-hidden />
            {name}
          </button>
        )}
        {region === null && place && (
          <button type="button" className={classes.link} onClick={onShow}>
            <IconMapPin size={12} aria-hidden />
            {placeWords(place)}
          </button>
        )}
        {region === null && !place && issue.class_name && <p className={classes.hint}>{issue.class_name}</p>}
        <p className={classes.said} dir="auto">
          <Words text={wordsOf(issue)} people={named} />
        </p>
        <p className={classes.hint}>
          {issue.kind === "missing_label" ? "Missing label" : `Rejection, round ${issue.round}`} by{" "}
          {authorOf(issue, people)}, {ago(issue.created_at, now)}
        </p>
        {isDeleted ? (
          <p className={classes.settled}>
            <IconTrash size={14} aria-hidden /> Deleted
          </p>
        ) : issue.is_resolved ? (
          <div className={classes.row}>
            <p className={classes.settled}>
              <IconCheck size={14} aria-hidden /> Resolved
            </p>
            {onAnswer && (
              <Button
                size="compact-xs"
                variant="subtle"
                leftSection={<IconArrowBackUp size={12} aria-hidden />}
                loading={pending}
                onClick={onAnswer}
              >
                Undo
              </Button>
            )}
          </div>
        ) : onAnswer ? (
          <Button
            size="xs"
            mt={4}
            leftSection={<IconCheck size={14} aria-hidden />}
            rightSection={isCurrent ? <PageKey of="resolve-issue" /> : undefined}
            loading={pending}
            onClick={onAnswer}
          >
            Mark as resolved
          </Button>
        ) : (
          <p className={classes.hint}>Not resolved yet</p>
        )}
      </div>
    </li>
  );
}

function goTo(editor: Editor, place: SurfacePlace): void {
  const surface = place.object === undefined ? editor.surface() : editor.surfaceOf(place.object);
  surface?.goTo?.(place);
}

/** Who rejected or reported it. */
function authorOf({ created_by, reviewer }: Issue, people: People): string {
  const known = people(created_by);
  return known.isMe ? called(known) : (reviewer?.name ?? called(known));
}

/** Reason and comment of the reviewer, as far as there are any. */
function wordsOf({ kind, reason, text }: Issue): string {
  const said = [reason, text].filter(Boolean).join(". ");
  return said || (kind === "missing_label" ? "A label is missing." : "Rejected without a word.");
}
