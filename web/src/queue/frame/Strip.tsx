import { IconAlertTriangle, IconInfoCircle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./frame.module.css";

interface Props {
  tone: "info" | "warn" | "danger" | "returned";
  icon?: ReactNode;
  children: ReactNode;
  /** Buttons at the right end. */
  actions?: ReactNode;
}

/** A line under the top bar about the item below it. */
export function Strip({ actions, children, icon, tone }: Props) {
  const usual =
    tone === "info" ? <IconInfoCircle size={14} aria-hidden /> : <IconAlertTriangle size={14} aria-hidden />;
  return (
    <div className={classes.strip} data-tone={tone} role={tone === "danger" ? "alert" : "status"}>
      {icon ?? usual}
      <div className={classes.stripText}>{children}</div>
      {actions && <div className={classes.stripActions}>{actions}</div>}
    </div>
  );
}
