import { IconCloudCheck, IconDeviceFloppy } from "@tabler/icons-react";
import { useStore } from "zustand";
import { clockTime } from "../untilWords";
import type { Work } from "../work/work";
import classes from "./frame.module.css";

/** "Draft saved 14:07" beside the decision. */
export function DraftMark({ work }: { work: Work }) {
  const { localAt, savedAt } = useStore(work.keeper.state);
  return (
    <span className={classes.quiet} role="status">
      {localAt !== null ? (
        <span className={classes.warn} title={`Kept in this browser ${clockTime(localAt)}`}>
          <IconDeviceFloppy size={16} aria-hidden />
          <span className={classes.remark}>Kept in this browser {clockTime(localAt)}</span>
        </span>
      ) : (
        savedAt !== null && (
          <span className={classes.ok} title={`Draft saved ${clockTime(savedAt)}`}>
            <IconCloudCheck size={16} aria-hidden />
            <span className={classes.remark}>Draft saved {clockTime(savedAt)}</span>
          </span>
        )
      )}
    </span>
  );
}
