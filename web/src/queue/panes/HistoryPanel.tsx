import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Editor } from "../../editor";
import { Confirm } from "../../kit/Confirm";
import { Failure } from "../../kit/Notice";
import { NotLoaded } from "../../kit/NotLoaded";
import { PersonBadge } from "../../kit/PersonBadge";
import { StatusMark } from "../../kit/StatusMark";
import { ago, duration, exactly } from "../../kit/times";
import { BoneRows } from "../../kit/Waiting";
import { called, type People } from "../people";
import { historyQuery, restoreRevision, revision } from "../queries";
import type { HistoryEntry, Revision } from "../shapes";
import { CompareRevisions } from "./CompareRevisions";
import { HISTORY_WORDS } from "./historyWords";
import classes from "./panes.module.css";

interface Props {
  /** Null for work that was not handed in yet. */
  annotation: number | null;
  /** The revision that is open as the current one. */
  current: number | null;
  people: People;
  /** Shows an older revision, to read. */
  onOpen: (revision: Revision) => void;
  /** Knows how the regions are read; without it revisions are not compared. */
  editor?: Editor;
  /** An earlier revision was made the current one; where it is not given, that cannot be done. */
  onRestored?: () => void;
}

/** What happened to an annotation, newest first; every revision can be opened to read. */
export function HistoryPanel({ annotation, current, editor, onOpen, onRestored, people }: Props) {
  const client = useQueryClient();
  const history = useQuery(historyQuery(annotation));
  const open = useMutation({
    mutationFn: (entry: HistoryEntry) => revision(entry.annotation_id, entry.revision ?? 0),
    onSuccess: onOpen,
  });
  const [restoring, setRestoring] = useState<HistoryEntry | null>(null);
  const restore = useMutation({
    mutationFn: (entry: HistoryEntry) =>
      restoreRevision(entry.annotation_id, entry.revision ?? 0, current ?? 0),
    onSuccess: async () => {
      setRestoring(null);
      await client.invalidateQueries({ queryKey: ["annotation-history"] });
      onRestored?.();
    },
  });
  const now = new Date();
  if (annotation === null) {
    return (
      <p className={classes.nothing}>Nothing was handed in yet. History begins with the first submit.</p>
    );
  }
  if (history.isPending) return <BoneRows rows={3} height={48} />;
  if (history.isError) return <NotLoaded of={history} what="The history could not be loaded." />;
  const entries = [...history.data].sort((a, b) => b.id - a.id);
  return (
    <>
      {open.isError && <Failure what="The revision could not be opened." error={open.error} />}
      <Confirm
        opened={restoring !== null}
        onClose={() => {
          setRestoring(null);
          restore.reset();
        }}
        title={`Restore revision ${restoring?.revision}?`}
        action="Restore"
        onConfirm={() => restoring && restore.mutate(restoring)}
        pending={restore.isPending}
        error={restore.error}
      >
        It becomes the next revision. What was handed in since stays in the history.
      </Confirm>
      {editor && <CompareRevisions annotation={annotation} editor={editor} latest={current ?? 1} />}
      <ol className={classes.history}>
        {entries.map((entry) => {
          const words = HISTORY_WORDS[entry.action];
          const person = people(entry.created_by);
          const isOlder = words.writes && entry.revision !== null && entry.revision !== current;
          return (
            <li key={entry.id} className={classes.entry}>
              <PersonBadge id={person.id} name={person.name} initials={person.initials} size="s" />
              <div className={classes.commentBody}>
                <div className={classes.entryHead}>
                  <b>{person.id !== 0 || !words.status ? called(person) : "A reviewer"}</b> {words.said}{" "}
                  {words.status && <StatusMark status={words.status} />}
                  <time
                    className={classes.hint}
                    dateTime={entry.created_at}
                    title={exactly(entry.created_at)}
                  >
                    {ago(entry.created_at, now)}
                  </time>
                </div>
                {entry.reason && <p className={classes.said}>{entry.reason}</p>}
                {entry.comment && (
                  <p className={classes.said} dir="auto">
                    “{entry.comment}”
                  </p>
                )}
                <div className={classes.row}>
                  {entry.lead_time !== null && entry.lead_time > 0 && (
                    <span className={classes.hint}>{duration(entry.lead_time)}</span>
                  )}
                  {isOlder && (
                    <Button
                      size="compact-xs"
                      variant="subtle"
                      className={classes.flush}
                      onClick={() => open.mutate(entry)}
                    >
                      Show revision {entry.revision}
                    </Button>
                  )}
                  {isOlder && onRestored && (
                    <Button size="compact-xs" variant="subtle" onClick={() => setRestoring(entry)}>
                      Restore
                    </Button>
                  )}
                </div>
              </div>
            </li>
          );
        })}
      </ol>
    </>
  );
}
