import { editorCommand } from "../core/commands";
import { kindOf } from "../core/kinds";
import { scoreOf } from "../core/provenance";
import type { Editor } from "../core/store";
import { answersTitle, labelTitle, regionTitle } from "../core/titles";
import { useEditor } from "../useEditor";
import { CommandButton } from "./CommandButton";
import { Icon } from "./Icon";
import "./prompt.css";

/** What models propose: the one that is offered now with the keys to take or dismiss it, and which are shown at all. */
export function SuggestionStrip({ editor }: { editor: Editor }) {
  const suggestions = useEditor(editor, (state) => state.suggestions);
  const threshold = useEditor(editor, (state) => state.threshold);
  const reveals = useEditor(editor, (state) => state.reveals);
  const mustReveal = useEditor(editor, (state) => state.mustReveal);
  const tool = useEditor(editor, (state) => state.tool);
  const offered = useEditor(editor, () => editor.offered());
  useEditor(editor, (state) => state.suggestedId);
  const scored = [...suggestions.values()].some((region) => scoreOf(region) !== null);
  return (
    <div className="ed-prompt">
      <Icon name="suggestion" />
      <span className="ed-prompt-words">
        {counted(offered.length, suggestions.size, reveals)}
        {offered.length > 0 ? <Offered editor={editor} /> : null}
      </span>
      {reveals ? (
        <CommandButton
          editor={editor}
          command={editorCommand("suggestion.reveal")}
          named="draw over"
          pressed={tool === "reveal"}
        />
      ) : null}
      <CommandButton editor={editor} command={editorCommand("suggestion.take")} named="take" />
      <CommandButton editor={editor} command={editorCommand("suggestion.dismiss")} named="dismiss" />
      {offered.length > 1 ? (
        <CommandButton editor={editor} command={editorCommand("suggestion.take-all")} named="take all" />
      ) : null}
      {scored ? (
        <label className="ed-threshold">
          Score from
          <input
            type="range"
            min={0}
            max={100}
            step={1}
            value={Math.round(threshold * 100)}
            aria-valuetext={`${threshold.toFixed(2)}, ${counted(offered.length, suggestions.size, reveals)}`}
            onChange={(event) => editor.setThreshold(Number(event.target.value) / 100)}
          />
          <output>{threshold.toFixed(2)}</output>
        </label>
      ) : null}
      {mustReveal ? null : (
        <label className="ed-check" title="Suggestions stay out of sight until you draw over them.">
          <input
            type="checkbox"
            checked={reveals}
            onChange={(event) => editor.setReveals(event.target.checked)}
          />
          Reveal on drawing
        </label>
      )}
    </div>
  );
}

function counted(offered: number, all: number, reveals: boolean): string {
  const noun = all === 1 ? "suggestion" : "suggestions";
  // Where they wait, how many there are would say that there is something to find.
  if (reveals) return offered === 0 ? "Draw over what you look for" : `${offered} revealed`;
  return offered === all ? `${all} ${noun}` : `${offered} of ${all} ${noun}`;
}

/** The suggestion that the keys take and dismiss. */
function Offered({ editor }: { editor: Editor }) {
  const { schema, suggestions } = editor.state();
  const offered = editor.suggestion();
  if (!offered) return null;
  const { shape } = offered;
  const name =
    shape.kind === "whole"
      ? offered.control
      : regionTitle(offered, suggestions, schema, editor.context(offered.object));
  const score = scoreOf(offered);
  return (
    <>
      : <b dir="auto">{name}</b>{" "}
      {kindOf(shape).excerpt ? `as ${labelTitle(offered, schema)}` : answersTitle(offered)}
      {score === null ? null : <span className="ed-muted"> {score.toFixed(2)}</span>}
    </>
  );
}
