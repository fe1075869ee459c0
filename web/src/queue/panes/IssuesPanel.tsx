import { Button } from "@mantine/core";
import { IconCheck, IconFocus2, IconMapPin } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { Editor, SurfacePlace } from "../../editor";
import { Failure } from "../../kit/Notice";
import { ago } from "../../kit/times";
import { BoneRows } from "../../kit/Waiting";
import { regionOf } from "../instanceKey";
import { called, type People } from "../people";
import { issuesQuery, mentionableQuery, resolveIssue, reviewItemsQuery } from "../queries";
import type { Issue } from "../shapes";
import type { Mentionable } from "../work/mentions";
import classes from "./panes.module.css";
import { placeWords, readPlace } from "./place";
import { regionName } from "./regionName";
import { Words } from "./Words";

interface Props {
  task: number;
  annotation: number;
  editor: Editor;
  people: People;
  /** The author of the work says that it is mended, or a manager. */
  mayResolve: boolean;
}

/** What must be mended before returned work can be handed in again. */
export function IssuesPanel({ annotation, editor, mayResolve, people, task }: Props) {
  const client = useQueryClient();
  const items = useQuery(reviewItemsQuery(annotation)).data;
  const issues = useQuery(issuesQuery(task));
  const resolve = useMutation({
    mutationFn: resolveIssue,
    onSuccess: (resolved: Issue) =>
      client.setQueryData(issuesQuery(task).queryKey, (known) =>
        known?.map((issue) => (issue.id === resolved.id ? resolved : issue)),
      ),
  });
  const named = useQuery(mentionableQuery({ annotation })).data ?? NOBODY;
  usePlaces(editor, issues.data, annotation);
  if (issues.isPending) return <BoneRows rows={3} height={48} />;
  if (issues.isError) {
    return (
      <Failure what="The issues could not be loaded." error={issues.error} retry={() => issues.refetch()} />
    );
  }
  const now = new Date();
  const mine = issues.data.filter((issue) => issue.annotation === annotation);
  if (mine.length === 0) return <p className={classes.nothing}>Nothing was rejected or reported.</p>;
  return (
    <ul className={classes.comments}>
      {resolve.isError && <Failure what="The issue is still open." error={resolve.error} />}
      {mine.map((issue) => {
        const key = items?.find(({ id }) => id === issue.item)?.key ?? null;
        const region = key === null ? null : (regionOf(editor, key)?.id ?? key);
        const name = region === null ? null : regionName(editor, region);
        const place = readPlace(issue.place);
        return (
          <li key={issue.id} className={classes.comment} data-resolved={issue.is_resolved || undefined}>
            <div className={classes.commentBody}>
              {region !== null && name !== null && (
                <button type="button" className={classes.link} onClick={() => editor.select(region)}>
                  <IconFocus2 size={12} aria-hidden />
                  {name}
                </button>
              )}
              {region !== null && name === null && <p className={classes.hint}>It is deleted.</p>}
              {place && (
                <button type="button" className={classes.link} onClick={() => goTo(editor, place)}>
                  <IconMapPin size={12} aria-hidden />
                  {placeWords(place)}
                </button>
              )}
              <p className={classes.said} dir="auto">
                <Words text={wordsOf(issue)} people={named} />
              </p>
              <p className={classes.hint}>
                {issue.kind === "missing_label" ? "Missing label" : "Rejection"} by{" "}
                {called(people(issue.created_by))}, {ago(issue.created_at, now)}
              </p>
              {issue.is_resolved ? (
                <p className={classes.settled}>
                  <IconCheck size={14} aria-hidden /> Resolved
                </p>
              ) : !mayResolve ? (
                <p className={classes.hint}>Not resolved yet</p>
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
        );
      })}
    </ul>
  );
}

const NOBODY: readonly Mentionable[] = [];

/** The places of what is missing and not resolved, on the canvas. */
function usePlaces(editor: Editor, issues: readonly Issue[] | undefined, annotation: number): void {
  useEffect(() => {
    const open = issues?.filter((issue) => issue.annotation === annotation && !issue.is_resolved) ?? [];
    editor.setPins(
      open.flatMap((issue) => {
        const place = readPlace(issue.place);
        return place ? [{ id: String(issue.id), place, title: `Missing: ${place.label ?? "label"}` }] : [];
      }),
    );
    return () => editor.setPins([]);
  }, [editor, issues, annotation]);
}

function goTo(editor: Editor, place: SurfacePlace): void {
  const surface = place.object === undefined ? editor.surface() : editor.surfaceOf(place.object);
  surface?.goTo?.(place);
}

/** Reason and comment of the reviewer, as far as there are any. */
function wordsOf({ kind, reason, text }: Issue): string {
  const said = [reason, text].filter(Boolean).join(". ");
  return said || (kind === "missing_label" ? "A label is missing." : "Rejected without a word.");
}
