import { count, counted } from "./numbers";
import classes from "./ProgressBar.module.css";

interface Props {
  label: string;
  done: number;
  /** 0 or less means that the whole is not known yet. */
  total: number;
  unit?: string;
}

/** Work in the background: what, how far, of how much. */
export function ProgressBar({ label, done, total, unit = "row" }: Props) {
  const known = total > 0;
  const share = known ? Math.min(1, done / total) : 0;
  return (
    <div className={classes.progress}>
      <p className={classes.words}>
        {label}
        <span>{known ? `${count(done)} of ${counted(total, unit)}` : done > 0 && counted(done, unit)}</span>
      </p>
      <div
        className={classes.track}
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={known ? Math.round(share * 100) : undefined}
        data-unknown={!known || undefined}
      >
        <i style={{ width: known ? `${share * 100}%` : undefined }} />
      </div>
    </div>
  );
}
