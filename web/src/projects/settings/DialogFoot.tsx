import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./Settings.module.css";

interface Props {
  onClose: () => void;
  isRead: boolean;
  children?: ReactNode;
}

/** The foot of a dialog whose changes are saved with the section that opened it. */
export function DialogFoot({ children, isRead, onClose }: Props) {
  return (
    <div className={classes.dialogFoot}>
      {children}
      <div className={classes.bar}>
        <Button variant={isRead ? "default" : "filled"} onClick={onClose}>
          {isRead ? "Close" : "Done"}
        </Button>
        <span className={classes.effect}>
          {isRead ? "Only Admins of the project change this." : "Takes effect when you save the section."}
        </span>
      </div>
    </div>
  );
}
