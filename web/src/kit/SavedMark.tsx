import { IconCheck } from "@tabler/icons-react";
import classes from "./SavedMark.module.css";

const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });

/** "Saved 14:07" beside the button that saved. */
export function SavedMark({ at, word = "Saved" }: { at: number | undefined; word?: string }) {
  return (
    <span className={classes.mark} role="status">
      {at !== undefined && (
        <>
          <IconCheck size={14} aria-hidden />
          {word} {clock.format(at)}
        </>
      )}
    </span>
  );
}
