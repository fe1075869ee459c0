import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./NewProject.module.css";

interface Props {
  onBack?: () => void;
  /** What is filled in before going on, where the page above is full. */
  beside?: ReactNode;
  /** The one primary button of the step. */
  children: ReactNode;
  /** What one should know before pressing it. */
  hint?: ReactNode;
}

/** The way on and back, always at the same place. */
export function StepBar({ beside, children, hint, onBack }: Props) {
  return (
    <div className={classes.bar}>
      {children}
      {onBack && <Button onClick={onBack}>Back</Button>}
      {beside}
      {hint && <span className={classes.hint}>{hint}</span>}
    </div>
  );
}
