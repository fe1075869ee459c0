import { labelControls } from "../edits";
import type { Editor } from "../store";
import { type Command, editable } from "./command";

/** With more labels than keys people search instead of reading all of them. */
export const SEARCH_FROM = 10;

/** The name by which the search among the labels is given the focus. */
export const LABEL_SEARCH = "#labels";

export const LABELS: readonly Command[] = [
  {
    id: "label.search",
    title: "Search the labels",
    group: "Labels",
    icon: "search",
    keys: ["/"],
    when: (editor) => editable(editor) && searches(editor),
    run: (editor) => editor.attend(LABEL_SEARCH),
  },
];

function searches(editor: Editor): boolean {
  const options = labelControls(editor.state().schema).flatMap((control) => control.options);
  return options.length >= SEARCH_FROM;
}
