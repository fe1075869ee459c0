import { Button } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { ApiError, OfflineError, type Problem } from "../api/errors";
import classes from "./Notice.module.css";

interface FailureProps {
  error: unknown;
  /** What did not happen: "The members could not be loaded." */
  what: string;
  /** What is still there: "Nothing was changed." */
  kept?: string;
  retry?: () => void;
}

/** An error in the place where it happened: what happened, what was kept, what to do. */
export function Failure({ error, what, kept, retry }: FailureProps) {
  return (
    <div className={classes.failure} role="alert">
      <IconAlertTriangle size={16} aria-hidden />
      <div className={classes.body}>
        <p className={classes.what}>{what}</p>
        <p>
          {reasonOf(error)} {kept}
        </p>
        {error instanceof ApiError && <Problems problems={error.problems} />}
      </div>
      {retry && (
        <Button size="xs" onClick={retry}>
          Try again
        </Button>
      )}
    </div>
  );
}

export function reasonOf(error: unknown): string {
  if (error instanceof OfflineError) return "The server cannot be reached.";
  if (error instanceof ApiError) return /[.!?]$/.test(error.message) ? error.message : `${error.message}.`;
  return "Something unexpected went wrong in this page.";
}

/** What is wrong with an input, one line each, with the line of the text where it is known. */
export function Problems({ problems }: { problems: readonly Problem[] }) {
  if (problems.length === 0) return null;
  return (
    <ul className={classes.problems}>
      {problems.map((problem) => (
        <li key={`${problem.field} ${problem.line ?? ""} ${problem.message}`}>
          {problem.line != null && <b>Line {problem.line}: </b>}
          {problem.tag && <code>&lt;{problem.tag}&gt; </code>}
          {problem.message} {problem.fix}
        </li>
      ))}
    </ul>
  );
}

interface EmptyProps {
  /** One sentence that says what to do next. */
  children: ReactNode;
  /** The button that does it. */
  action?: ReactNode;
}

export function Empty({ children, action }: EmptyProps) {
  return (
    <div className={classes.empty}>
      <p>{children}</p>
      {action}
    </div>
  );
}
