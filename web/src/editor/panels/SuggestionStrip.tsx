import { editorCommand } from "../core/commands";
import { kindOf } from "../core/kinds";
import type { Editor } from "../core/store";
import { answersTitle, labelTitle, regionTitle } from "../core/titles";
import { useEditor } from "../useEditor";
import { CommandButton } from "./CommandButton";
import { Icon } from "./Icon";

/** The suggestion that is offered now, with the keys to take or to dismiss it. */
export function SuggestionStrip({ editor }: { editor: Editor }) {
  const suggestions = useEditor(editor, (state) => state.suggestions);
  const editable = useEditor(editor, (state) => state.editable);
  const offered = editor.suggestion();
  if (!offered || !editable) return null;
  const { schema } = editor.state();
  const name = regionTitle(offered, suggestions, schema, editor.context(offered.object));
  return (
    <div className="ed-suggestion">
      <Icon name="suggestion" />
      <span>
        {suggestions.size === 1 ? "1 suggestion" : `${suggestions.size} suggestions`}:{" "}
        <b>{offered.shape.kind === "whole" ? offered.control : name}</b>{" "}
        {kindOf(offered.shape).excerpt ? `as ${labelTitle(offered, schema)}` : answersTitle(offered)}
      </span>
      <CommandButton editor={editor} command={editorCommand("suggestion.take")} named="take" />
      <CommandButton editor={editor} command={editorCommand("suggestion.dismiss")} named="dismiss" />
    </div>
  );
}
