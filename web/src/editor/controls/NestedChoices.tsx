import { Fragment, useId, useState } from "react";
import { holdsPath, markOf, optionAt, type Path } from "../core/nested";
import type { Editor } from "../core/store";
import { headingText } from "../headingText";
import type { ControlTag, LabelOption } from "../ls/schema";
import { KeyCaps } from "../panels/KeyCaps";
import { useEditor } from "../useEditor";
import { OptionWords } from "./OptionWords";

interface Props {
  readonly editor: Editor;
  readonly control: ControlTag;
  readonly sought: string;
}

/** Choices that hold each other, as a tree: an option stands for everything below it. */
export function NestedChoices({ control, editor, sought }: Props) {
  const held = useEditor(editor, () => editor.answerOf(control));
  const chosen = held ? editor.chosenPaths(control) : [];
  const name = useId();
  const strange = chosen.filter((path) => !optionAt(control.options, path));
  return (
    <>
      <ul className="ed-nested">
        {control.options.map((option) => (
          <Fragment key={option.value}>
            {option.heading ? (
              <li className="ed-choice-heading">{headingText(option.heading, editor)}</li>
            ) : null}
            <Branch
              {...{ chosen, control, editor, name, option }}
              path={[option.value]}
              wanted={sought.trim().toLowerCase()}
            />
          </Fragment>
        ))}
      </ul>
      {strange.length > 0 ? (
        <p className="ed-muted">
          Not in the configuration: {strange.map((path) => path.join(" / ")).join(", ")}
        </p>
      ) : null}
    </>
  );
}

interface BranchProps {
  readonly editor: Editor;
  readonly control: ControlTag;
  readonly option: LabelOption;
  readonly path: Path;
  readonly chosen: readonly Path[];
  readonly name: string;
  readonly wanted: string;
}

function Branch(props: BranchProps) {
  const { chosen, control, editor, name, option, path, wanted } = props;
  const [open, setOpen] = useState(true);
  const below = option.children;
  if (!hasWords(option, wanted)) return null;
  const mark = markOf(option, path, chosen);
  const pick = () => editor.pickPath(control.name, path);
  // Below an option whose own name was searched for everything is shown.
  const inner = option.title.toLowerCase().includes(wanted) ? "" : wanted;
  return (
    <li>
      <div className="ed-nested-row">
        {below.length > 0 ? (
          <button
            type="button"
            className="ed-nested-toggle"
            aria-expanded={open}
            aria-label={`${open ? "Close" : "Open"} ${option.title}`}
            onClick={() => setOpen(!open)}
          >
            <span aria-hidden>›</span>
          </button>
        ) : null}
        {below.length > 0 && !control.multiple ? (
          <span className="ed-nested-head">
            <OptionWords option={option} />
          </span>
        ) : (
          <label className="ed-choice" title={option.hint ?? option.title}>
            <input
              type={control.multiple ? "checkbox" : "radio"}
              name={name}
              checked={mark === "on"}
              ref={(box) => {
                if (box) box.indeterminate = mark === "some";
              }}
              aria-label={option.html ? option.title : undefined}
              aria-keyshortcuts={option.key ?? undefined}
              onChange={pick}
              onClick={() => {
                if (!control.multiple && holdsPath(chosen, path)) pick();
              }}
            />
            <span className="ed-choice-title">
              <OptionWords option={option} />
            </span>
            {option.key ? <KeyCaps keys={option.key} /> : null}
          </label>
        )}
      </div>
      {below.length > 0 && open ? (
        <ul className="ed-nested">
          {below.map((child) => (
            <Branch
              key={child.value}
              {...props}
              option={child}
              path={[...path, child.value]}
              wanted={inner}
            />
          ))}
        </ul>
      ) : null}
    </li>
  );
}

function hasWords({ children, title }: LabelOption, wanted: string): boolean {
  return title.toLowerCase().includes(wanted) || children.some((child) => hasWords(child, wanted));
}
