import { editorCommand } from "../core/commands";
import type { Editor } from "../core/store";
import { useEditor } from "../useEditor";
import { CommandButton } from "./CommandButton";
import { Icon } from "./Icon";
import { KeyCaps } from "./KeyCaps";
import { endTitle } from "./rowWords";
import "./prompt.css";

/** While a relation waits for its other end: what is expected, and how to give it up. */
export function LinkStrip({ editor }: { editor: Editor }) {
  const from = useEditor(editor, (state) => state.linkFrom);
  const regions = useEditor(editor, (state) => state.regions);
  if (from === null) return null;
  return (
    <div className="ed-prompt" role="status">
      <Icon name="link" />
      <span className="ed-prompt-words">
        Choose the region that <b dir="auto">{endTitle(from, regions, editor)}</b> is related to.
      </span>
      <CommandButton editor={editor} command={editorCommand("region.link-here")} named="relate" />
      <button type="button" className="ed-button" onClick={() => editor.beginLink(null)}>
        give up
        <KeyCaps keys="Escape" />
      </button>
    </div>
  );
}
