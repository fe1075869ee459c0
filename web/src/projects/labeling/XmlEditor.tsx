import { useRef } from "react";
import type { ConfigProblem } from "../../editor";
import classes from "./Labeling.module.css";

interface Props {
  value: string;
  onChange: (value: string) => void;
  problems: readonly Pick<ConfigProblem, "line" | "tag" | "message" | "fix">[];
  label: string;
}

/** XML with line numbers. A problem marks its line, and a click on it goes there. */
export function XmlEditor({ value, onChange, problems, label }: Props) {
  const area = useRef<HTMLTextAreaElement>(null);
  const lines = value.split("\n");
  const wrong = new Set(problems.map((problem) => problem.line));

  function goTo(line: number) {
    const start = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
    const end = start + (lines[line - 1]?.length ?? 0);
    area.current?.focus();
    area.current?.setSelectionRange(start, end);
  }

  return (
    <div className={classes.xml}>
      <div className={classes.scroll}>
        <div className={classes.gutter} aria-hidden="true">
          {lines.map((_, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
            <span key={at} data-wrong={wrong.has(at + 1) || undefined}>
              {at + 1}
            </span>
          ))}
        </div>
        <textarea
          ref={area}
          className={classes.text}
          aria-label={label}
          aria-invalid={problems.length > 0}
          spellCheck={false}
          autoCapitalize="off"
          wrap="off"
          rows={lines.length + 1}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      </div>
      {problems.length > 0 && (
        <ul className={classes.problems} role="alert">
          {problems.map((problem) => (
            <li key={`${problem.line} ${problem.tag} ${problem.message}`}>
              <button type="button" onClick={() => goTo(problem.line)}>
                Line {problem.line}
              </button>
              <span>
                {problem.message} {problem.fix}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
