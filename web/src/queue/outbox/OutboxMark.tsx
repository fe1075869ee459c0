import { Button } from "@mantine/core";
import { IconCloudUp } from "@tabler/icons-react";
import classes from "../frame/frame.module.css";
import { outbox, useOutbox } from "./outbox";

/** Says that decisions wait for the server; silent while they go through. */
export function OutboxMark() {
  const waiting = useOutbox((state) => state.waiting.length);
  const stuck = useOutbox((state) => state.stuck);
  const kept = useOutbox((state) => state.kept);
  return (
    <span className={classes.quiet} role="status">
      {stuck && waiting > 0 && (
        <span className={classes.warn}>
          <IconCloudUp size={16} aria-hidden />
          {waiting} not sent yet{kept ? "" : ", keep this page open"}
          <Button size="compact-xs" variant="subtle" onClick={() => outbox.retry()}>
            Try now
          </Button>
        </span>
      )}
    </span>
  );
}
