import { Button } from "@mantine/core";
import { IconCircleCheck, IconEye, IconPencil, IconRefresh } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Project } from "../../api/contract";
import { count, counted, percent } from "../../kit/numbers";
import { mayIn, projectQuery } from "../../projects/queries";
import classes from "../frame/frame.module.css";

interface Props {
  project: Project;
  /** Items on the person's own path here. */
  done: number;
  /** Whether only some tasks were gone through. */
  isSome: boolean;
  onLook: () => Promise<void>;
}

/** Nothing is left to label for this person: why that can be, and what to do now. */
export function QueueEmpty({ done, isSome, onLook, project }: Props) {
  const [looking, setLooking] = useState(false);
  const fresh = useQuery({ ...projectQuery(project.id), staleTime: 0 }).data ?? project;
  const { finished_task_number: finished, task_number: tasks } = fresh;
  const params = { projectId: project.id };
  // In manual QA everybody has tables of the project to go back to.
  const hasTables = project.preset === "manual_qa" || mayIn(project, "tasks.view_all");
  const waits = fresh.my.can_review && (fresh.my.waiting_for_me.review ?? 0) > 0;
  async function look() {
    setLooking(true);
    await onLook();
    setLooking(false);
  }
  return (
    <section className={classes.blank} aria-label="Nothing left to label">
      <IconCircleCheck size={32} stroke={1.5} color="var(--ok)" aria-hidden />
      <h2>
        {tasks === 0
          ? "This project has no items yet"
          : isSome
            ? "None of these tasks is left to label for you"
            : "There is nothing left to label for you"}
      </h2>
      <p>
        {tasks === 0
          ? "As soon as somebody imports data, the first item appears here."
          : finished >= tasks
            ? "Every item has the annotations it needs. Work that a reviewer returns to you appears here by itself."
            : "What is left is in other hands, or waits for other people. New, released and returned items appear here by themselves."}
      </p>
      {tasks > 0 && (
        <div className={classes.blankBar}>
          <div
            className={classes.progress}
            role="img"
            aria-label={`${count(finished)} of ${count(tasks)} items labelled`}
          >
            <i style={{ width: `${(100 * finished) / tasks}%` }} />
          </div>
          <span className={classes.quiet}>
            <b>{count(finished)}</b> of {counted(tasks, "item")} labelled as often as needed,{" "}
            {percent(finished, tasks)}
            {done > 0 ? `; you went through ${count(done)}` : ""}
          </span>
        </div>
      )}
      <div className={classes.blankActions}>
        {waits && (
          <Button
            variant="filled"
            leftSection={<IconEye size={14} aria-hidden />}
            renderRoot={(props) => <Link to="/projects/$projectId/review" params={params} {...props} />}
          >
            Review instead
          </Button>
        )}
        {isSome && (
          <Button
            leftSection={<IconPencil size={14} aria-hidden />}
            renderRoot={(props) => <Link to="/projects/$projectId/label" params={params} {...props} />}
          >
            Label all tasks
          </Button>
        )}
        <Button leftSection={<IconRefresh size={14} aria-hidden />} loading={looking} onClick={look}>
          Look again
        </Button>
        <Button
          renderRoot={(props) =>
            hasTables ? (
              <Link to="/projects/$projectId" params={params} {...props} />
            ) : (
              <Link to="/projects" {...props} />
            )
          }
        >
          {hasTables ? "Back to the project" : "Back to your projects"}
        </Button>
      </div>
    </section>
  );
}
