import type { Evaluation } from "../../api/contract";
import classes from "./Marks.module.css";

/** Whether somebody's work is good enough by the project's measure. */
export function EvaluationMark({ evaluation }: { evaluation: Evaluation }) {
  const { count, outcome, score } = evaluation;
  const figure = score === null ? "" : ` ${Math.round(score)} %`;
  return (
    <span
      className={outcome === "failing" ? classes.failing : classes.passing}
      title={`Over ${count} of their works`}
    >
      {outcome === "failing" ? "Failing" : "Passing"}
      {figure}
    </span>
  );
}
