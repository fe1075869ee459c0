import { CloseButton } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { Failure } from "../kit/Notice";
import { ProgressBar } from "../kit/ProgressBar";
import { runQuery } from "./queries";
import classes from "./TasksPage.module.css";

export interface Running {
  title: string;
  /** The job that does it; null when it is done already. */
  run: number | null;
  detail: string;
}

/** An action on many tasks: how far it is, and what it did. */
export function RunStrip({
  projectId,
  running,
  onClose,
}: {
  projectId: number;
  running: Running;
  onClose: () => void;
}) {
  const client = useQueryClient();
  const run = useQuery({ ...runQuery(running.run ?? 0), enabled: running.run !== null });
  const status = running.run === null ? "completed" : run.data?.status;
  const ended = status === "completed" || status === "failed";
  useEffect(() => {
    if (ended && running.run !== null) void client.invalidateQueries({ queryKey: ["project", projectId] });
  }, [ended, client, projectId, running.run]);
  return (
    <output className={classes.run} aria-live="polite">
      {!ended && (
        <ProgressBar
          label={running.title}
          done={run.data?.progress ?? 0}
          total={run.data?.total ?? 0}
          unit="task"
        />
      )}
      {status === "completed" && (
        <span>
          <b>{running.title}:</b> {run.data?.detail ?? running.detail}
        </span>
      )}
      {status === "failed" && (
        <Failure what={`${running.title} ended early.`} error={undefined} kept={run.data?.detail} />
      )}
      <span className={classes.space} />
      <CloseButton size="sm" aria-label={ended ? "Close" : "Hide; it goes on"} onClick={onClose} />
    </output>
  );
}
