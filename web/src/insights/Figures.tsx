import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Project, SummaryFigures } from "../api/contract";
import { count, counted, percent } from "../kit/numbers";
import { Section } from "../kit/Section";
import { type Share, ShareBar } from "../kit/ShareBar";
import { StatusMark, Tag } from "../kit/StatusMark";
import { STATUSES, type StatusName, TASK_STATUSES } from "../kit/statuses";
import { seesList } from "../projects/tabs";
import classes from "./Figures.module.css";
import { stagesOf } from "./stages";

interface Props {
  project: Project;
  figures: SummaryFigures;
}

/** The tasks by stage, for manual QA. */
export function StageFigures({ figures: { tasks } }: Props) {
  return (
    <Section title="Stages" note={counted(tasks.total, "task")}>
      <div className={classes.cells}>
        {stagesOf(tasks).map((stage) => (
          <div key={stage.name} className={classes.cell}>
            <Tag>{stage.name}</Tag>
            <span className={classes.number}>{count(stage.tasks)}</span>
            <span className={classes.note}>{percent(stage.tasks, tasks.total)}</span>
          </div>
        ))}
      </div>
    </Section>
  );
}

/** The tasks by state; each figure leads to the tasks behind it. */
export function TaskFigures({ project, figures }: Props) {
  const { tasks } = figures;
  const shares = TASK_STATUSES.map((status): Share => share(status, tasks[status]));
  return (
    <Section title="Tasks" note={count(tasks.total)}>
      <ShareBar shares={shares} label="Tasks" />
      <div className={classes.cells}>
        {TASK_STATUSES.map((status) => {
          const figure = (
            <>
              <StatusMark status={status} />
              <span className={classes.number}>{count(tasks[status])}</span>
              <span className={classes.note}>{percent(tasks[status], tasks.total)}</span>
            </>
          );
          return seesList(project) ? (
            <Link
              key={status}
              className={classes.cell}
              to="/projects/$projectId/tasks"
              params={{ projectId: project.id }}
              search={{ status }}
            >
              {figure}
            </Link>
          ) : (
            <div key={status} className={classes.cell}>
              {figure}
            </div>
          );
        })}
      </div>
    </Section>
  );
}

/** What was submitted and what became of it in review. */
export function ItemFigures({ project, figures }: Props) {
  const { items, annotations } = figures;
  const instances = project.review_unit === "instance";
  const byTask = project.preset === "manual_qa";
  const submitted = items.pending + items.accepted + items.returned + items.rejected + items.not_selected;
  const shares = [
    share("accepted", items.accepted),
    share("in_review", items.pending),
    share("returned", items.returned),
    share("rejected", items.rejected),
  ];
  const skipped = annotations.skipped > 0 ? `, ${counted(annotations.skipped, "skip")}` : "";
  return (
    <Section
      title={instances ? "Instances" : "Annotations"}
      note={`${count(instances ? submitted : annotations.total)} submitted${skipped}`}
    >
      <ShareBar shares={shares} label={instances ? "Instances in review" : "Annotations in review"} />
      <div className={classes.cells}>
        <Figure
          mark={<StatusMark status="accepted" word={byTask ? "Approved" : undefined} />}
          value={items.accepted}
        />
        <Figure
          mark={<StatusMark status="in_review" word={byTask ? "In review" : "Waits for review"} />}
          value={items.pending}
        />
        <Figure
          mark={<StatusMark status="returned" word={byTask ? "Returned for annotation" : undefined} />}
          value={items.returned}
        />
        <Figure mark={<StatusMark status="rejected" />} value={items.rejected} />
        {items.not_selected > 0 && (
          <Figure mark={<Tag>Not drawn for review</Tag>} value={items.not_selected} />
        )}
      </div>
    </Section>
  );
}

function Figure({ mark, value }: { mark: ReactNode; value: number }) {
  return (
    <div className={classes.cell}>
      {mark}
      <span className={`${classes.number} ${classes.small}`}>{count(value)}</span>
    </div>
  );
}

function share(status: StatusName, value: number): Share {
  const look = STATUSES[status];
  return { name: look.word, value, color: `var(--${look.tone}-solid)` };
}
