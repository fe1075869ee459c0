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
  /** The form around it shows what is wrong at the fields, so it need not be said twice. */
  atFields?: boolean;
  retry?: () => void;
}

/** An error in the place where it happened: what happened, what was kept, what to do. */
export function Failure({ error, what, kept, atFields = false, retry }: FailureProps) {
  const problems = error instanceof ApiError ? error.problems : [];
  const unsaid = atFields ? problems.filter((problem) => problem.field === "") : problems;
  return (
    <div className={classes.failure} role="alert">
      <IconAlertTriangle size={16} aria-hidden />
      <div className={classes.body}>
        <p className={classes.what}>{what}</p>
        {problems.length === 0 && <p>{reasonOf(error)}</p>}
        {problems.length > unsaid.length && <p>What is marked needs a change.</p>}
        <Problems problems={unsaid} />
        {kept && <p>{kept}</p>}
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
  if (error instanceof OfflineError) return error.message;
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
          {begun(problem.message)} {problem.fix}
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

/** Messages about a field may begin with the verb; on their own they begin a sentence. */
function begun(message: string): string {
  return message.charAt(0).toUpperCase() + message.slice(1);
}
