import { drawControls } from "../edits";
import type { Editor } from "../store";
import { type Command, hasView, may } from "./command";

const TEXT_TAGS = ["Text", "HyperText", "Paragraphs"];

/** Tools, zoom and the size of texts. */
export const VIEWING: readonly Command[] = [
  {
    id: "tool.select",
    title: "Select",
    group: "View",
    icon: "select",
    keys: ["V"],
    when: hasView,
    run: (editor) => editor.setTool("select"),
  },
  {
    id: "tool.draw",
    title: "Draw",
    group: "View",
    icon: "draw",
    keys: ["D"],
    when: (editor) =>
      may(editor, "create") && hasView(editor) && drawControls(editor.state().schema).length > 0,
    run: (editor) => editor.setTool("draw"),
  },
  {
    id: "tool.pan",
    title: "Pan (or hold Space)",
    group: "View",
    icon: "pan",
    keys: ["H"],
    when: hasView,
    run: (editor) => editor.setTool("pan"),
  },
  {
    id: "view.zoom-in",
    title: "Zoom in",
    group: "View",
    icon: "plus",
    keys: ["+", "="],
    when: hasView,
    run: (editor) => editor.surface()?.zoomBy?.(1.25),
  },
  {
    id: "view.zoom-out",
    title: "Zoom out",
    group: "View",
    icon: "minus",
    keys: ["-"],
    when: hasView,
    run: (editor) => editor.surface()?.zoomBy?.(0.8),
  },
  {
    id: "view.fit",
    title: "Fit",
    group: "View",
    icon: "fit",
    keys: ["0"],
    when: (editor) => editor.surface()?.fit !== undefined,
    run: (editor) => editor.surface()?.fit?.(),
  },
  {
    id: "view.actual",
    title: "Actual size",
    group: "View",
    keys: ["Shift+0", ")"],
    when: (editor) => editor.surface()?.actualSize !== undefined,
    run: (editor) => editor.surface()?.actualSize?.(),
  },
  {
    id: "view.text-larger",
    title: "Larger text",
    group: "View",
    icon: "text-larger",
    keys: ["Alt+="],
    when: hasText,
    run: (editor) => editor.setTextSize(1),
  },
  {
    id: "view.text-smaller",
    title: "Smaller text",
    group: "View",
    icon: "text-smaller",
    keys: ["Alt+-"],
    when: hasText,
    run: (editor) => editor.setTextSize(-1),
  },
];

export function hasText(editor: Editor): boolean {
  return editor.state().schema.objects.some((object) => TEXT_TAGS.includes(object.tag));
}
