import { useEffect, useRef } from "react";
import type { Editor } from "../core/store";
import { findControl, type LabelOption, type LayoutNode } from "../ls/schema";
import { Icon } from "../panels/Icon";
import { KeyCaps } from "../panels/KeyCaps";
import { useEditor } from "../useEditor";

interface Props {
  readonly editor: Editor;
  readonly node: Extract<LayoutNode, { kind: "filter" }>;
}

/** Searches among the options of a control: what does not have the words is out of sight. Enter takes the first. */
export function FilterField({ editor, node }: Props) {
  const field = useRef<HTMLInputElement>(null);
  const attended = useEditor(editor, (state) => state.attention === filterName(node.to));
  const [typed, setTyped] = useTyped(editor, node);
  useEffect(() => {
    if (!attended) return;
    editor.attend(null);
    field.current?.focus();
  }, [attended, editor]);
  const control = findControl(editor.state().schema, node.to);
  if (!control) return null;

  function take(): void {
    const wanted = typed.trim().toLowerCase();
    const first = control?.options.find(({ title }) => title.toLowerCase().includes(wanted));
    if (!control || !first || wanted === "") return;
    if (control.names) editor.chooseLabel(control.name, first.value);
    else if (control.type === "choices") editor.pickChoice(control.name, first.value);
    setTyped("");
  }

  return (
    <label className="ed-search ed-filter">
      <Icon name="search" />
      <input
        ref={field}
        type="search"
        placeholder={node.placeholder || `Search in ${control.name}`}
        aria-label={`Search in ${control.name}`}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") take();
          else if (event.key === "Escape") {
            setTyped("");
            field.current?.blur();
          } else return;
          event.preventDefault();
        }}
      />
      {node.key ? <KeyCaps keys={node.key} /> : null}
    </label>
  );
}

/** What is typed, which counts as a search from `minLength` characters on. */
function useTyped(editor: Editor, { minLength, to }: Props["node"]): [string, (text: string) => void] {
  const typed = useEditor(editor, (state) => state.filters.get(filterName(to)) ?? "");
  const type = (text: string) => {
    editor.setFilter(filterName(to), text);
    editor.setFilter(to, text.trim().length >= minLength ? text : "");
  };
  return [typed, type];
}

/** The name that a filter goes by where controls go by theirs. */
const filterName = (control: string): string => `filter ${control}`;

/** The options that have the words that are searched. */
export function withWords(options: readonly LabelOption[], sought: string): readonly LabelOption[] {
  const wanted = sought.trim().toLowerCase();
  return wanted === "" ? options : options.filter(({ title }) => title.toLowerCase().includes(wanted));
}
