import { IconCloudOff } from "@tabler/icons-react";
import { useConnection } from "../api/connection";
import classes from "./OfflineStrip.module.css";

/** Says that the server is out of reach, and goes by itself when it answers again. */
export function OfflineStrip() {
  const online = useConnection((connection) => connection.online);
  return (
    <div role="status" aria-live="polite">
      {!online && (
        <div className={classes.strip}>
          <IconCloudOff size={14} aria-hidden />
          The server cannot be reached. What you typed stays here; this page tries again every few seconds.
        </div>
      )}
    </div>
  );
}
