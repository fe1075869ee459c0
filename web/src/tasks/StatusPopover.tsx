import { Popover, UnstyledButton } from "@mantine/core";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { components } from "../api/schema.gen";
import { body, server } from "../api/server";
import { Failure } from "../kit/Notice";
import { ago, exactly } from "../kit/times";
import { BoneRows } from "../kit/Waiting";
import classes from "./StatusPopover.module.css";

type TaskState = components["schemas"]["StateShape"];

/** What a person is called who moved a task. */
export type Who = (by: NonNullable<TaskState["triggered_by"]>) => string;

/** The states that a task went through, newest first. */
function statesQuery(taskId: number) {
  return queryOptions({
    queryKey: ["task", taskId, "states"],
    queryFn: ({ signal }) =>
      body(
        server.GET("/api/fsm/entities/{entity}/{id}/history", {
          params: { path: { entity: "task", id: taskId } },
          signal,
        }),
      ).then(({ results }) => results),
    // Others work on the task at any time, and this is only read while it is open.
    staleTime: 0,
  });
}

interface Props {
  taskId: number;
  /** The status as it is called. */
  word: string;
  /** How many annotations it has of those that it needs, while it needs more. */
  progress?: string | undefined;
  who: Who;
  /** How the status is shown. */
  children: ReactNode;
}

/** The status of a task; pressed, the states that it went through: when, by whom and why. */
export function StatusPopover({ children, progress, taskId, who, word }: Props) {
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" width={340} shadow="md" trapFocus>
      <Popover.Target>
        <UnstyledButton
          className={classes.target}
          aria-label={`Status: ${word}${progress ? `, ${progress}` : ""}. Show how it came about`}
          title={progress}
          onClick={(event) => {
            event.stopPropagation();
            setOpened(!opened);
          }}
        >
          {children}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={classes.sheet} onClick={(event) => event.stopPropagation()}>
        {progress && (
          <p className={classes.progress}>
            <b>{progress}</b> are there.
          </p>
        )}
        {opened && <States taskId={taskId} who={who} />}
      </Popover.Dropdown>
    </Popover>
  );
}

function States({ taskId, who }: Pick<Props, "taskId" | "who">) {
  const states = useQuery(statesQuery(taskId));
  const now = new Date();
  if (states.isPending) return <BoneRows rows={3} height={32} />;
  if (states.isError) return <Failure what="The states could not be loaded." error={states.error} />;
  return (
    <>
      <h2 className={classes.head}>How it came about</h2>
      {states.data.length === 0 && <p className={classes.muted}>Nothing has happened to this task yet.</p>}
      <ol>
        {states.data.map(({ created_at, id, reason, state, triggered_by }) => (
          <li key={id} className={classes.state}>
            <b>{stateWord(state)}</b>
            <span className={classes.muted}>
              {triggered_by ? who(triggered_by) : "by itself"},{" "}
              <time dateTime={created_at} title={exactly(created_at)}>
                {ago(created_at, now)}
              </time>
              {reason ? `: ${reason}` : ""}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}

/** "NEEDS_REVIEW" as people read it. */
function stateWord(state: string): string {
  const words = state.toLowerCase().replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
