import { type ComponentType, type CSSProperties, lazy, Suspense } from "react";
import { Choices } from "./controls/Choices";
import { editorCommand } from "./core/commands";
import { labelControls } from "./core/edits";
import type { Editor } from "./core/store";
import { codecFor } from "./ls/codecs";
import { findControl, type LayoutNode } from "./ls/schema";
import { CommandButton } from "./panels/CommandButton";
import { LabelPicker } from "./panels/LabelPicker";
import { SuggestionStrip } from "./panels/SuggestionStrip";
import type { SurfaceProps } from "./surfaces/surface";
import { useEditor } from "./useEditor";
import { viewStyle } from "./viewStyle";
import "./editor.css";

/** One surface per object tag, loaded when an item needs it. */
const SURFACES: Readonly<Record<string, ComponentType<SurfaceProps>>> = {
  Text: lazy(async () => ({ default: (await import("./surfaces/text/TextSurface")).TextSurface })),
  Image: lazy(async () => ({ default: (await import("./surfaces/image/ImageSurface")).ImageSurface })),
};

/** The working area: labels and tools on top, then objects and controls in the order of the configuration. */
export function EditorSurface({ editor }: { editor: Editor }) {
  const { schema } = editor.state();
  const [only, ...others] = schema.objects;
  const fills = only?.tag === "Image" && others.length === 0;
  const editable = useEditor(editor, (state) => state.editable);
  const hasText = schema.objects.some((object) => object.tag === "Text");
  return (
    <div className="ed-surface" data-fills={fills} data-wide={others.length > 0}>
      <div className="ed-bar" hidden={!editable && !hasText}>
        {editable && labelControls(schema).length > 0 ? (
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
        {hasText ? (
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
        <SuggestionStrip editor={editor} />
      </div>
    </div>
  );
}

interface LayoutProps {
  readonly editor: Editor;
  readonly node: LayoutNode;
  readonly fills: boolean;
  /** Text of the header right before: the question of a control. */
  readonly title?: string | undefined;
}

function Layout({ editor, fills, node, title }: LayoutProps) {
  const { schema } = editor.state();
  if (node.kind === "object") {
    const object = schema.objects.find((each) => each.name === node.name);
    const Surface = object && SURFACES[object.tag];
    return Surface ? <Surface editor={editor} object={object} fills={fills} /> : null;
  }
  if (node.kind === "control") {
    const control = findControl(schema, node.name);
    const draws = control && codecFor(control.type)?.kind === "shape";
    // Labels stand in the bar; questions about a region in its details.
    if (!control || draws || control.perRegion) return null;
    return (
      <div className="ed-question">
        <Choices editor={editor} control={control} title={title} />
      </div>
    );
  }
  if (node.kind === "header") {
    return (
      <p className="ed-header" data-size={node.size}>
        {node.value}
      </p>
    );
  }
  if (node.kind !== "view") return null;
  const style = viewStyle(node.style);
  return (
    <div className="ed-view" data-row={style.flexDirection === "row"} style={style as CSSProperties}>
      {node.children.map((child, index) => {
        const next = node.children[index + 1];
        if (child.kind === "header" && next?.kind === "control" && asksBelow(next.name, editor)) return null;
        const before = node.children[index - 1];
        const question = before?.kind === "header" ? before.value : undefined;
        // The order of a configuration never changes while it is shown.
        // biome-ignore lint/suspicious/noArrayIndexKey: nodes have no other identity
        return <Layout key={index} editor={editor} node={child} fills={fills} title={question} />;
      })}
    </div>
  );
}

/** Whether a control shows a question of its own, which the header before it then gives. */
function asksBelow(name: string, editor: Editor): boolean {
  const control = findControl(editor.state().schema, name);
  return control !== undefined && codecFor(control.type)?.kind === "answer" && !control.perRegion;
}
