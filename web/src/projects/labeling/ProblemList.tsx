import type { Problem } from "../../api/errors";
import type { ConfigProblem } from "../../editor";
import classes from "./Labeling.module.css";

interface Props {
  problems: readonly ConfigProblem[];
  /** What is wrong without a line, such as a control that is gone although it was answered. */
  others: readonly Pick<Problem, "message" | "fix">[];
  /** Goes to a line in the view that is open. */
  onShow: (line: number) => void;
  /** Goes to it in the XML, where that is another view. */
  onShowXml: ((line: number) => void) | null;
}

/** What keeps a configuration from being used, each with the way to its place. */
export function ProblemList({ onShow, onShowXml, others, problems }: Props) {
  if (problems.length + others.length === 0) return null;
  return (
    <ul className={classes.problems} role="alert">
      {problems.map((problem) => (
        <li key={`${problem.line} ${problem.tag} ${problem.message}`}>
          <button type="button" onClick={() => onShow(problem.line)}>
            Line {problem.line}
          </button>
          <span>
            {problem.message} {problem.fix}
          </span>
          {onShowXml && (
            <button
              type="button"
              aria-label={`Line ${problem.line} in the XML`}
              onClick={() => onShowXml(problem.line)}
            >
              XML
            </button>
          )}
        </li>
      ))}
      {others.map(({ fix, message }) => (
        <li key={message}>
          <span>
            {message} {fix}
          </span>
        </li>
      ))}
    </ul>
  );
}
