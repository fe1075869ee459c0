import { Popover, UnstyledButton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Failure } from "../../kit/Notice";
import { StatusMark } from "../../kit/StatusMark";
import { ago, exactly } from "../../kit/times";
import { BoneRows } from "../../kit/Waiting";
import { called, type People } from "../people";
import { taskStatesQuery } from "../queries";
import type { TaskDetail } from "../shapes";
import classes from "./task.module.css";

/** The status of a task; pressed, the states that it went through. */
export function StatusPopover({ people, task }: { task: TaskDetail; people: People }) {
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" width={340} shadow="md" trapFocus>
      <Popover.Target>
        <UnstyledButton
          className={classes.status}
          aria-label={`Status: ${task.status.replace("_", " ")}. Show how it came about`}
          onClick={() => setOpened(!opened)}
        >
          <StatusMark status={task.status} />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={classes.states}>
        {opened && <States task={task} people={people} />}
      </Popover.Dropdown>
    </Popover>
  );
}

function States({ people, task }: { task: TaskDetail; people: People }) {
  const states = useQuery(taskStatesQuery(task.id));
  const now = new Date();
  if (states.isPending) return <BoneRows rows={3} height={32} />;
  if (states.isError) return <Failure what="The states could not be loaded." error={states.error} />;
  return (
    <>
      <h2 className={classes.statesHead}>How it came about</h2>
      {states.data.length === 0 && <p className={classes.muted}>Nothing has happened to this task yet.</p>}
      <ol>
        {states.data.map(({ created_at, id, reason, state, triggered_by }) => (
          <li key={id} className={classes.state}>
            <b>{stateWord(state)}</b>
            <span className={classes.muted}>
              {triggered_by ? called(people(triggered_by.id)) : "by itself"},{" "}
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
