import { useEffect, useRef } from "react";
import type { ConfigProblem } from "../../editor";
import type { Jump } from "./builder/Builder";
import classes from "./Labeling.module.css";

interface Props {
  value: string;
  onChange: (value: string) => void;
  /** What is wrong: its lines are marked. */
  wrong: readonly Pick<ConfigProblem, "line">[];
  /** A line to go to. */
  jump: Jump | null;
  label: string;
}

const LINE = 18;

/** XML with line numbers. A problem marks its line. */
export function XmlEditor({ value, onChange, wrong: problems, jump, label }: Props) {
  const area = useRef<HTMLTextAreaElement>(null);
  const scroll = useRef<HTMLDivElement>(null);
  const lines = value.split("\n");
  const wrong = new Set(problems.map((problem) => problem.line));
  const text = useRef(value);
  text.current = value;

  useEffect(() => {
    if (!jump || !area.current) return;
    const before = text.current.split("\n");
    const start = before.slice(0, jump.line - 1).reduce((sum, line) => sum + line.length + 1, 0);
    area.current.focus({ preventScroll: true });
    area.current.setSelectionRange(start, start + (before[jump.line - 1]?.length ?? 0));
    const { current: box } = scroll;
    if (box) box.scrollTop = Math.max(0, jump.line * LINE - box.clientHeight / 2);
  }, [jump]);

  return (
    <div className={classes.xml}>
      <div ref={scroll} className={classes.scroll}>
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
    </div>
  );
}
