import type { SummaryFigures, TaskStatus } from "../api/contract";
import { count } from "../kit/numbers";
import { STATUSES, TASK_STATUSES } from "../kit/statuses";
import { statusesOf } from "./search";
import classes from "./TasksPage.module.css";

interface Props {
  chosen: string | undefined;
  figures: SummaryFigures | undefined;
  onToggle: (status: TaskStatus) => void;
  onAll: () => void;
}

/** Chips that narrow the list to tasks in some states. */
export function StatusFilter({ chosen, figures, onToggle, onAll }: Props) {
  const active = statusesOf(chosen);
  return (
    <fieldset className={classes.chips}>
      <legend className="visually-hidden">Status</legend>
      <button type="button" className={classes.chip} aria-pressed={active.length === 0} onClick={onAll}>
        All tasks
        {figures && <span className={classes.count}>{count(figures.tasks.total)}</span>}
      </button>
      {TASK_STATUSES.map((status) => {
        const { word, icon: Icon, tone } = STATUSES[status];
        return (
          <button
            key={status}
            type="button"
            className={classes.chip}
            aria-pressed={active.includes(status)}
            onClick={() => onToggle(status)}
          >
            <Icon size={14} stroke={2} style={{ color: `var(--${tone})` }} aria-hidden />
            {word}
            {figures && <span className={classes.count}>{count(figures.tasks[status])}</span>}
          </button>
        );
      })}
    </fieldset>
  );
}
