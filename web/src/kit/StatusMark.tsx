import classes from "./StatusMark.module.css";
import { STATUSES, type StatusName } from "./statuses";

/** Icon, word and colour of a status. `word` replaces the usual word where a table head asks for another. */
export function StatusMark({ status, word }: { status: StatusName; word?: string }) {
  const look = STATUSES[status];
  const Icon = look.icon;
  return (
    <span
      className={classes.mark}
      style={{ color: `var(--${look.tone})`, background: `var(--${look.tone}-soft)` }}
      data-status={status}
    >
      <Icon size={12} stroke={2.25} aria-hidden />
      {word ?? look.word}
    </span>
  );
}

/** A neutral word beside a title. */
export function Tag({ children }: { children: string }) {
  return <span className={classes.tag}>{children}</span>;
}
