import { lazy, Suspense } from "react";
import { editorCommand } from "./core/commands";
import { hasText } from "./core/commands/viewing";
import { labelControls } from "./core/edits";
import type { Editor } from "./core/store";
import { Layout } from "./Layout";
import { CommandButton } from "./panels/CommandButton";
import { LabelPicker } from "./panels/LabelPicker";
import { LinkStrip } from "./panels/LinkStrip";
import { fillsRoom, isWide } from "./surfaces";
import { useEditor } from "./useEditor";
import "./editor.css";

const SuggestionStrip = lazy(async () => ({
  default: (await import("./panels/SuggestionStrip")).SuggestionStrip,
}));

/** The working area: labels and tools on top, then objects and controls in the order of the configuration. */
export function EditorSurface({ editor }: { editor: Editor }) {
  const { schema } = editor.state();
  const [only, ...others] = schema.objects;
  const fills = only !== undefined && fillsRoom(only.tag) && others.length === 0;
  const editable = useEditor(editor, (state) => state.editable);
  // Who may neither draw nor rename needs no labels to choose from.
  const labels = useEditor(editor, ({ editable, rights }) => editable && (rights.create || rights.relabel));
  const suggests = useEditor(editor, ({ editable, suggestions }) => editable && suggestions.size > 0);
  const sizes = hasText(editor);
  return (
    <div
      className="ed-surface"
      data-fills={fills}
      data-wide={others.length > 0 || (only !== undefined && isWide(only.tag))}
    >
      <div className="ed-bar" hidden={!editable && !sizes}>
        {labels && labelControls(schema).length > 0 ? (
          <LabelPicker editor={editor} />
        ) : (
          <span className="ed-space" />
        )}
        {editable ? (
          <>
            <CommandButton editor={editor} command={editorCommand("edit.undo")} />
            <CommandButton editor={editor} command={editorCommand("edit.redo")} />
          </>
        ) : null}
        {sizes ? (
          <>
            <CommandButton editor={editor} command={editorCommand("view.text-smaller")} />
            <CommandButton editor={editor} command={editorCommand("view.text-larger")} />
          </>
        ) : null}
      </div>
      <div className="ed-content">
        <Suspense fallback={<div className="ed-skeleton" />}>
          <Layout editor={editor} node={schema.layout} fills={fills} />
        </Suspense>
        <LinkStrip editor={editor} />
        {suggests ? (
          <Suspense fallback={null}>
            <SuggestionStrip editor={editor} />
          </Suspense>
        ) : null}
      </div>
    </div>
  );
}
