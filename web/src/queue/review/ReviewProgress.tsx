import { count } from "../../kit/numbers";
import { ShareBar } from "../../kit/ShareBar";
import classes from "../frame/frame.module.css";
import type { Sitting } from "./sitting";

const MOST_COUNTED = 1000;

/** The verdicts of this sitting, and how much waits. */
export function ReviewProgress({ left, sitting }: { left: number | null; sitting: Sitting }) {
  const done = sitting.accepted + sitting.rejected;
  if (left === null && done === 0) return null;
  return (
    <div className={classes.progressBlock}>
      <span className={classes.quiet}>
        <b>{count(done)} done</b>
        {left !== null && (
          <span className={classes.muted}>
            {left >= MOST_COUNTED ? `more than ${count(MOST_COUNTED)}` : count(left + 1)} to go
          </span>
        )}
      </span>
      <ShareBar
        height={4}
        label="Verdicts in this sitting"
        shares={[
          { name: "Accepted", value: sitting.accepted, color: "var(--approved-solid)" },
          { name: "Rejected", value: sitting.rejected, color: "var(--rejected-solid)" },
          { name: "To go", value: left === null ? 0 : left + 1, color: "var(--active)" },
        ]}
      />
    </div>
  );
}
