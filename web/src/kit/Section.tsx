import type { ReactNode } from "react";
import classes from "./Section.module.css";

interface Props {
  title: string;
  /** One sentence under the title, or a figure beside it. */
  note?: ReactNode;
  /** At the right end of the head. */
  action?: ReactNode;
  children: ReactNode;
}

/** A part of a page, set off by a line. */
export function Section({ title, note, action, children }: Props) {
  return (
    <section className={classes.section} aria-label={title}>
      <div className={classes.head}>
        <h2 className={classes.title}>{title}</h2>
        {note && <div className={classes.note}>{note}</div>}
        {action && <div className={classes.action}>{action}</div>}
      </div>
      {children}
    </section>
  );
}
