import { type CSSProperties, useState } from "react";
import { withWords } from "../controls/FilterField";
import { labelControls } from "../core/edits";
import type { Editor } from "../core/store";
import type { ControlTag, LabelOption } from "../ls/schema";
import { useEditor } from "../useEditor";
import { Icon } from "./Icon";
import { KeyCaps } from "./KeyCaps";

/** With more labels than keys people search instead of reading all of them. */
const SEARCH_FROM = 10;

/** The labels of every control that draws, to choose what the next or the selected region is. */
export function LabelPicker({ editor }: { editor: Editor }) {
  const { schema } = editor.state();
  const controls = labelControls(schema);
  const [sought, setSought] = useState("");
  const count = controls.reduce((sum, control) => sum + control.options.length, 0);
  const wanted = sought.trim().toLowerCase();
  const matching = (option: LabelOption) => option.title.toLowerCase().includes(wanted);
  return (
    <div className="ed-labels">
      {count >= SEARCH_FROM ? (
        <label className="ed-search">
          <Icon name="search" />
          <input
            type="search"
            placeholder={`Search ${count} labels`}
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
      {controls.map((control) => (
        <LabelGroup
          key={control.name}
          editor={editor}
          control={control}
          options={control.options.filter(matching)}
          named={controls.length > 1}
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
}

function LabelGroup({ control, editor, named, options }: GroupProps) {
  const active = useEditor(editor, (state) => state.activeLabels.get(control.name));
  const selected = useEditor(editor, (state) => state.regions.get(state.selectedId ?? ""));
  const editable = useEditor(editor, (state) => state.editable);
  const filter = useEditor(editor, (state) => state.filters.get(control.name) ?? "");
  const shown = withWords(options, filter);
  const ofSelected = selected?.labeller === control.name ? selected.labels : null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out in one line with others
    <div role="group" className="ed-label-group" aria-label={`Labels: ${control.name}`}>
      {named ? <span className="ed-caption">{control.name}</span> : null}
      {shown.map((option) => (
        <button
          key={option.value}
          type="button"
          className="ed-label"
          style={{ "--c": option.colour } as CSSProperties}
          aria-pressed={ofSelected ? ofSelected.includes(option.value) : active === option.value}
          aria-keyshortcuts={option.key ?? undefined}
          disabled={!editable}
          // The selection in the text must survive the press: it is what gets the label.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => editor.chooseLabel(control.name, option.value)}
        >
          {option.key ? <KeyCaps keys={option.key} /> : null}
          <i className="ed-swatch" />
          {option.title}
        </button>
      ))}
      {shown.length === 0 ? <span className="ed-muted">No label matches</span> : null}
    </div>
  );
}
