import type { SummaryFigures } from "../api/contract";
import { count } from "../kit/numbers";
import { PersonBadge, VerdictDot } from "../kit/PersonBadge";
import classes from "./TasksPage.module.css";

interface Props {
  shown: number;
  /** How many match, once they are counted. */
  matching: number | undefined;
  figures: SummaryFigures | undefined;
}

/** How many there are, and what the marks mean. */
export function TaskFooter({ shown, matching, figures }: Props) {
  return (
    <footer className={classes.foot}>
      {(matching !== undefined || shown > 0) && (
        <span>
          <b>{matching === undefined ? `${count(shown)} and more` : count(matching)}</b>
          {figures && ` of ${count(figures.tasks.total)}`} tasks
        </span>
      )}
      {figures && (
        <span className={classes.wide}>
          · {count(figures.annotations.total)} annotations · {count(figures.annotations.skipped)} skipped
        </span>
      )}
      <span className={classes.space} />
      <span className={classes.legend}>
        <PersonBadge id={1} name="Done" initials="AB" size="s" /> done
      </span>
      <span className={classes.legend}>
        <PersonBadge id={1} name="Person" initials="AB" size="s" done={false} /> not done yet
      </span>
      <span className={classes.legend}>
        <VerdictDot verdict="accepted" /> accepted
      </span>
      <span className={classes.legend}>
        <VerdictDot verdict="fixed" /> fixed
      </span>
      <span className={classes.legend}>
        <VerdictDot verdict="rejected" /> rejected
      </span>
    </footer>
  );
}
