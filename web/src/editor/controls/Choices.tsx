import { useId } from "react";
import type { ControlTag } from "../ls/schema";
import { KeyCaps } from "../panels/KeyCaps";
import { useEditor } from "../useEditor";
import type { ControlProps } from "./control";
import "./choices.css";

/** More choices than this stand below each other. */
const MOST_IN_A_ROW = 5;
const LONGEST_IN_A_ROW = 24;

/** One or several choices about the whole item, or about the selected region. */
export function Choices({ control, editor, title }: ControlProps) {
  const name = useId();
  const chosen = useEditor(editor, () => editor.chosen(control).join("\n"));
  const editable = useEditor(editor, (state) => state.editable);
  const values = chosen === "" ? [] : chosen.split("\n");
  const unknown = values.filter((value) => !control.options.some((option) => option.value === value));
  return (
    <fieldset className="ed-choices" data-layout={layoutOf(control)} disabled={!editable}>
      <legend>
        {title ?? control.name} <span className="ed-muted">{hintOf(control)}</span>
      </legend>
      <div className="ed-choice-list">
        {control.options.map((option) => (
          <label key={option.value} className="ed-choice" title={option.title}>
            <input
              type={control.multiple ? "checkbox" : "radio"}
              name={name}
              checked={values.includes(option.value)}
              aria-keyshortcuts={option.key ?? undefined}
              onChange={() => editor.pickChoice(control.name, option.value)}
              // A radio button does not change when it is pressed again, but its answer can be taken back.
              onClick={() => {
                if (!control.multiple && values.includes(option.value))
                  editor.pickChoice(control.name, option.value);
              }}
            />
            <span className="ed-choice-title">{option.title}</span>
            {option.key ? <KeyCaps keys={option.key} /> : null}
          </label>
        ))}
      </div>
      {unknown.length > 0 ? <p className="ed-muted">Not in the configuration: {unknown.join(", ")}</p> : null}
    </fieldset>
  );
}

function hintOf({ multiple, required }: ControlTag): string {
  const count = multiple ? "several choices" : "one choice";
  return required ? `${count}, needed` : count;
}

function layoutOf({ attributes, options }: ControlTag): "row" | "list" {
  if (attributes.layout === "vertical" || attributes.showInline === "false") return "list";
  const fits =
    options.length <= MOST_IN_A_ROW && options.every(({ title }) => title.length <= LONGEST_IN_A_ROW);
  return fits ? "row" : "list";
}
