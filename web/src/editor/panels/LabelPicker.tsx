import { type CSSProperties, Fragment, useEffect, useRef, useState } from "react";
import { withWords } from "../controls/FilterField";
import { OptionWords } from "../controls/OptionWords";
import { LABEL_SEARCH, SEARCH_FROM } from "../core/commands/labels";
import { labelControls } from "../core/edits";
import type { Editor } from "../core/store";
import { usesLeft } from "../core/usages";
import { headingText } from "../headingText";
import type { ControlTag, LabelOption } from "../ls/schema";
import { useEditor } from "../useEditor";
import { Icon } from "./Icon";
import { KeyCaps } from "./KeyCaps";

/** More labels than this would push the item away: the first of each control are shown, the others on request. */
const ALL_UP_TO = 24;
const FIRST = 6;

/** The labels of every control that draws, to choose what the next or the selected region is. */
export function LabelPicker({ editor }: { editor: Editor }) {
  const { schema } = editor.state();
  const controls = labelControls(schema);
  const [sought, setSought] = useState("");
  const count = controls.reduce((sum, control) => sum + control.options.length, 0);
  const wanted = sought.trim().toLowerCase();
  const [open, setOpen] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const attended = useEditor(editor, (state) => state.attention === LABEL_SEARCH);
  useEffect(() => {
    if (!attended) return;
    editor.attend(null);
    field.current?.focus();
  }, [attended, editor]);
  const collapses = count > ALL_UP_TO && wanted === "";
  const matching = (option: LabelOption) => option.title.toLowerCase().includes(wanted);
  return (
    <div className="ed-labels">
      {count >= SEARCH_FROM ? (
        <label className="ed-search">
          <Icon name="search" />
          <input
            ref={field}
            type="search"
            placeholder={`Search ${count} labels`}
            aria-keyshortcuts="/"
            aria-label="Search labels"
            value={sought}
            onChange={(event) => setSought(event.target.value)}
            onKeyDown={(event) => {
              const control = controls.find((each) => each.options.some(matching));
              const found = control?.options.find(matching);
              if (event.key === "Enter" && wanted !== "" && control && found) {
                editor.chooseLabel(control.name, found.value);
                setSought("");
              } else if (event.key === "Escape") setSought("");
              else return;
              event.preventDefault();
            }}
          />
        </label>
      ) : null}
      {collapses ? (
        <button
          type="button"
          className="ed-button ed-button-framed"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {open ? "Fewer" : `All ${count}`}
        </button>
      ) : null}
      {controls.map((control) => (
        <LabelGroup
          key={control.name}
          editor={editor}
          control={control}
          options={control.options.filter(matching)}
          named={controls.length > 1}
          most={collapses && !open ? FIRST : Number.POSITIVE_INFINITY}
        />
      ))}
    </div>
  );
}

interface GroupProps {
  readonly editor: Editor;
  readonly control: ControlTag;
  readonly options: readonly LabelOption[];
  readonly named: boolean;
  /** So many are shown, besides those that are in use now. */
  readonly most: number;
}

function LabelGroup({ control, editor, most, named, options }: GroupProps) {
  const active = useEditor(editor, (state) => state.activeLabels.get(control.name));
  const selected = useEditor(editor, (state) => state.regions.get(state.selectedId ?? ""));
  const editable = useEditor(editor, (state) => state.editable);
  const filter = useEditor(editor, (state) => state.filters.get(control.name) ?? "");
  const regions = useEditor(editor, (state) => state.regions);
  const ofSelected = selected?.labeller === control.name ? selected.labels : null;
  const isOn = (value: string) => (ofSelected ? ofSelected.includes(value) : active === value);
  const shown = withWords(options, filter).filter(({ value }, at) => at < most || isOn(value));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out in one line with others
    <div role="group" className="ed-label-group" aria-label={`Labels: ${control.name}`}>
      {named ? <span className="ed-caption">{control.name}</span> : null}
      {shown.map((option) => {
        const used = usesLeft(control, option, regions) < 1 && !isOn(option.value);
        const label = (
          <button
            key={option.value}
            type="button"
            className="ed-label"
            aria-label={option.html ? option.title : undefined}
            style={{ "--c": option.colour } as CSSProperties}
            aria-pressed={isOn(option.value)}
            aria-keyshortcuts={option.key ?? undefined}
            title={used ? "As many regions have it as the configuration allows" : (option.hint ?? undefined)}
            disabled={!editable || used}
            // The selection in the text must survive the press: it is what gets the label.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => editor.chooseLabel(control.name, option.value)}
          >
            {option.key ? <KeyCaps keys={option.key} /> : null}
            <i className="ed-swatch" />
            <OptionWords option={option} />
          </button>
        );
        return option.heading ? (
          <Fragment key={option.value}>
            <span className="ed-caption">{headingText(option.heading, editor)}</span>
            {label}
          </Fragment>
        ) : (
          label
        );
      })}
      {shown.length === 0 ? <span className="ed-muted">No label matches</span> : null}
    </div>
  );
}
