import { Fragment, useId } from "react";
import { nests } from "../core/nested";
import { headingText } from "../headingText";
import type { ControlTag, LabelOption } from "../ls/schema";
import { Icon } from "../panels/Icon";
import { KeyCaps } from "../panels/KeyCaps";
import { useEditor } from "../useEditor";
import type { ControlProps } from "./control";
import { withWords } from "./FilterField";
import { moveFocus } from "./moveFocus";
import { NestedChoices } from "./NestedChoices";
import { OptionWords } from "./OptionWords";
import { QuestionFrame } from "./QuestionFrame";
import { useQuestion } from "./useQuestion";
import "./choices.css";

/** More choices than this stand below each other. */
const MOST_IN_A_ROW = 5;
const LONGEST_IN_A_ROW = 24;
/** More choices than this are searched, and scroll by themselves. */
const SEARCH_FROM = 12;

/** One or several choices about the whole item, an entry of it, or the selected region. */
export function Choices(props: ControlProps) {
  const { control, editor, title } = props;
  const asked = useQuestion(editor, control);
  const sought = useEditor(editor, (state) => state.filters.get(control.name) ?? "");
  const shown = withWords(control.options, sought);
  const isMenu = control.attributes.layout === "select" && !control.multiple && !nests(control);
  const isLong = control.options.length > SEARCH_FROM && !isMenu && !nests(control);
  return (
    <QuestionFrame
      {...{ asked, control, editor, title }}
      className="ed-choices"
      hint={control.multiple ? "several choices" : "one choice"}
      onKeyDown={(event) => {
        if (control.multiple && moveFocus(event)) event.preventDefault();
      }}
    >
      {isLong ? <Search {...props} shown={shown} sought={sought} /> : null}
      {isMenu ? (
        <Menu {...props} options={shown} faultId={asked.faultId} />
      ) : nests(control) ? (
        <NestedChoices editor={editor} control={control} sought={sought} />
      ) : (
        <Options {...props} options={shown} isLong={isLong} />
      )}
    </QuestionFrame>
  );
}

interface OptionsProps extends ControlProps {
  readonly options: readonly LabelOption[];
}

function Options({ control, editor, isLong, options }: OptionsProps & { readonly isLong: boolean }) {
  const name = useId();
  const chosen = useEditor(editor, () => editor.chosen(control).join("\n"));
  const values = chosen === "" ? [] : chosen.split("\n");
  const unknown = values.filter((value) => !control.options.some((option) => option.value === value));
  return (
    <>
      <div className="ed-choice-list" data-layout={layoutOf(control)} data-long={isLong}>
        {options.map((option) => (
          <Fragment key={option.value}>
            {option.heading ? (
              <p className="ed-choice-heading">{headingText(option.heading, editor)}</p>
            ) : null}
            <label className="ed-choice" title={option.hint ?? option.title}>
              <input
                type={control.multiple ? "checkbox" : "radio"}
                name={name}
                checked={values.includes(option.value)}
                aria-label={option.html ? option.title : undefined}
                aria-keyshortcuts={option.key ?? undefined}
                onChange={() => editor.pickChoice(control.name, option.value)}
                // A radio button does not change when it is pressed again, but its answer can be taken back.
                onClick={() => {
                  if (!control.multiple && values.includes(option.value))
                    editor.pickChoice(control.name, option.value);
                }}
              />
              <span className="ed-choice-title">
                <OptionWords option={option} />
                {option.hint ? <small className="ed-choice-hint">{option.hint}</small> : null}
              </span>
              {option.key ? <KeyCaps keys={option.key} /> : null}
            </label>
          </Fragment>
        ))}
      </div>
      {options.length === 0 ? <p className="ed-muted">No choice has these words.</p> : null}
      {unknown.length > 0 ? <p className="ed-muted">Not in the configuration: {unknown.join(", ")}</p> : null}
    </>
  );
}

function Menu({ control, editor, faultId, options, title }: OptionsProps & { faultId: string | undefined }) {
  const value = useEditor(editor, () => editor.chosen(control)[0] ?? "");
  const known = options.some((option) => option.value === value);
  return (
    <select
      className="ed-field"
      aria-label={title ?? control.name}
      aria-describedby={faultId}
      aria-invalid={faultId !== undefined}
      value={value}
      onChange={(event) => {
        const picked = event.target.value;
        editor.answer(control.name, picked === "" ? null : { kind: "choices", choices: [picked] });
      }}
    >
      <option value="">Choose…</option>
      {known || value === "" ? null : <option value={value}>{value}</option>}
      {options.map((option) => (
        <option key={option.value} value={option.value} title={option.hint ?? undefined}>
          {option.title}
        </option>
      ))}
    </select>
  );
}

function Search({
  control,
  editor,
  shown,
  sought,
}: ControlProps & { readonly shown: readonly LabelOption[]; readonly sought: string }) {
  return (
    <label className="ed-search">
      <Icon name="search" />
      <input
        type="search"
        placeholder={`Search ${control.options.length} choices`}
        aria-label={`Search the choices of ${control.name}`}
        value={sought}
        onChange={(event) => editor.setFilter(control.name, event.target.value)}
        onKeyDown={(event) => {
          const [first] = shown;
          if (event.key === "Enter" && sought.trim() !== "" && first) {
            editor.pickChoice(control.name, first.value);
            editor.setFilter(control.name, "");
          } else if (event.key === "Escape") editor.setFilter(control.name, "");
          else return;
          event.preventDefault();
        }}
      />
    </label>
  );
}

function layoutOf({ attributes, options }: ControlTag): "row" | "list" {
  const { layout, showInline } = attributes;
  if (layout === "inline" || showInline === "true") return "row";
  if (layout === "vertical" || showInline === "false") return "list";
  const fits =
    options.length <= MOST_IN_A_ROW &&
    options.every(({ hint, title }) => hint === null && title.length <= LONGEST_IN_A_ROW);
  return fits ? "row" : "list";
}
