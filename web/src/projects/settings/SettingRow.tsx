import type { ReactNode } from "react";
import classes from "./Settings.module.css";

interface Props {
  title: string;
  /** One sentence: what it does. */
  meaning: string;
  /** What it is in a new project. */
  standard?: string;
  error?: ReactNode;
  /** The control may take the whole width, under the words. */
  wide?: boolean;
  children: ReactNode;
}

/** A setting: its name, what it does, what it is by default, and the control. */
export function SettingRow({ title, meaning, standard, error, wide = false, children }: Props) {
  return (
    <div className={classes.row} data-wide={wide || undefined}>
      <div>
        <p className={classes.title}>{title}</p>
        <p className={classes.meaning}>
          {meaning} {standard !== undefined && <span>Default: {standard}.</span>}
        </p>
      </div>
      <div className={classes.control}>
        {children}
        {error && (
          <p className={classes.error} role="alert">
            {error}
          </p>
        )}
      </div>
    </div>
  );
}
