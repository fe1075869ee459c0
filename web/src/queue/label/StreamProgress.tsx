import { IconBolt } from "@tabler/icons-react";
import { count } from "../../kit/numbers";
import { duration } from "../../kit/times";
import classes from "../frame/frame.module.css";
import type { Tally } from "./tally";

/** Whether the next item waits already, and how much was done in this sitting. */
export function StreamProgress({ nextIsReady, tally }: { nextIsReady: boolean; tally: Tally }) {
  return (
    <>
      {nextIsReady && (
        <span className={`${classes.quiet} ${classes.wide}`}>
          <IconBolt size={14} aria-hidden />
          Next item is ready
        </span>
      )}
      {nextIsReady && tally.done > 0 && <span className={`${classes.rule} ${classes.wide}`} />}
      {tally.done > 0 && (
        <span className={classes.quiet}>
          <b>{count(tally.done)}</b>
          <span className={classes.muted}>
            done
            <span className={classes.wide}>
              {" "}
              in this sitting, {duration(tally.seconds / tally.done)} each
            </span>
          </span>
        </span>
      )}
    </>
  );
}
