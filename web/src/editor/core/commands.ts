import { codecFor } from "../ls/codecs";
import { nextGrapheme } from "../ls/offsets";
import type { LabelSchema } from "../ls/schema";
import { growBox, moveBorder, shiftBox } from "./edits";
import type { Stroke } from "./hotkeys";
import { type BoxShape, isDrawn, type Region, type SpanShape } from "./model";
import type { Editor } from "./store";
import type { CaretStep } from "./surface";

/** Something one can do. Buttons, menus, keys and the sheet of shortcuts all read the same rows. */
export interface Command {
  readonly id: string;
  readonly title: string;
  readonly group: "Labels" | "Edit" | "Regions" | "View" | (string & {});
  readonly icon?: string;
  /** Combinations such as "Mod+Z"; "Mod" is Ctrl, or Command on a Mac. */
  readonly keys: readonly string[];
  readonly when: (editor: Editor) => boolean;
  /** `stroke` tells which of the keys it was; without one the command came from a button. */
  readonly run: (editor: Editor, stroke?: Stroke) => void;
}

const ARROWS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"] as const;
const LINE_ENDS = ["Home", "End"] as const;

const editable = (editor: Editor) => editor.state().editable;
const hasImage = (editor: Editor) => editor.surface()?.zoomBy !== undefined;
const inText = (editor: Editor) =>
  editor.state().focused !== null && editor.surface()?.moveCaret !== undefined;

export const EDITOR_COMMANDS: readonly Command[] = [
  {
    id: "edit.undo",
    title: "Undo",
    group: "Edit",
    icon: "undo",
    keys: ["Mod+Z"],
    when: (editor) => editable(editor) && editor.state().canUndo,
    run: (editor) => editor.undo(),
  },
  {
    id: "edit.redo",
    title: "Redo",
    group: "Edit",
    icon: "redo",
    keys: ["Mod+Shift+Z", "Mod+Y"],
    when: (editor) => editable(editor) && editor.state().canRedo,
    run: (editor) => editor.redo(),
  },
  {
    id: "edit.delete",
    title: "Delete the region",
    group: "Edit",
    icon: "trash",
    keys: ["Delete", "Backspace"],
    when: (editor) => editable(editor) && changeable(editor) !== null,
    run: (editor) => onRegion(editor, (region) => editor.remove(region.id)),
  },
  {
    id: "edit.duplicate",
    title: "Duplicate the region",
    group: "Edit",
    icon: "copy",
    keys: ["Mod+D"],
    when: (editor) => editable(editor) && selectedBox(editor) !== null,
    run: (editor) => onRegion(editor, (region) => editor.duplicate(region.id)),
  },
  {
    id: "edit.copy",
    title: "Copy the box",
    group: "Edit",
    keys: ["Mod+C"],
    when: (editor) => selectedBox(editor) !== null,
    run: (editor) => editor.copy(),
  },
  {
    id: "edit.paste",
    title: "Paste the box",
    group: "Edit",
    keys: ["Mod+V"],
    when: (editor) => editable(editor) && editor.canPaste(),
    run: (editor) => editor.paste(),
  },
  {
    id: "edit.escape",
    title: "Drop the draft, else deselect, else put the label away",
    group: "Edit",
    keys: ["Escape"],
    when: (editor) => {
      const { activeLabels, draft, selectedId } = editor.state();
      return draft !== null || selectedId !== null || activeLabels.size > 0;
    },
    run: stepOut,
  },
  {
    id: "edit.label-draft",
    title: "Label the selected text",
    group: "Edit",
    keys: ["Enter"],
    when: (editor) => inText(editor) && editor.state().draft !== null,
    run: (editor) => {
      const { draft } = editor.state();
      if (draft) editor.draw(draft.object, draft.shape);
    },
  },
  {
    id: "suggestion.take",
    title: "Take the suggestion",
    group: "Edit",
    keys: ["Y"],
    when: (editor) => editable(editor) && editor.suggestion() !== null,
    run: (editor) => onSuggestion(editor, (id) => editor.takeSuggestion(id)),
  },
  {
    id: "suggestion.dismiss",
    title: "Dismiss the suggestion",
    group: "Edit",
    keys: ["Shift+Y"],
    when: (editor) => editable(editor) && editor.suggestion() !== null,
    run: (editor) => onSuggestion(editor, (id) => editor.dismissSuggestion(id)),
  },
  {
    id: "region.next",
    title: "Next region",
    group: "Regions",
    keys: ["Tab", "]"],
    // At the last region Tab moves on to the next control, so that nobody is trapped.
    when: (editor) => editor.state().focused !== null && editor.neighbour(1) !== null,
    run: (editor) => editor.select(editor.neighbour(1)?.id ?? null),
  },
  {
    id: "region.previous",
    title: "Previous region",
    group: "Regions",
    keys: ["Shift+Tab", "["],
    when: (editor) => editor.state().focused !== null && editor.neighbour(-1) !== null,
    run: (editor) => editor.select(editor.neighbour(-1)?.id ?? null),
  },
  {
    id: "box.nudge",
    title: "Move the box by 1 pixel, with Shift by 10",
    group: "Regions",
    keys: [...ARROWS, ...ARROWS.map((key) => `Shift+${key}`)],
    when: (editor) => editable(editor) && !inText(editor) && selectedBox(editor) !== null,
    run: (editor, stroke) => withBox(editor, (shape) => shiftBox(shape, ...arrowStep(stroke))),
  },
  {
    id: "box.grow",
    title: "Resize the box by 1 pixel, with Shift by 10",
    group: "Regions",
    keys: [...ARROWS.map((key) => `Alt+${key}`), ...ARROWS.map((key) => `Alt+Shift+${key}`)],
    when: (editor) => editable(editor) && selectedBox(editor) !== null,
    run: (editor, stroke) => withBox(editor, (shape) => growBox(shape, ...arrowStep(stroke))),
  },
  {
    id: "span.border",
    title: "Move the end of the span, with Shift its start",
    group: "Regions",
    keys: ["Alt+ArrowLeft", "Alt+ArrowRight", "Alt+Shift+ArrowLeft", "Alt+Shift+ArrowRight"],
    when: (editor) => editable(editor) && editor.selected()?.shape.kind === "span",
    run: (editor, stroke) => {
      if (stroke) onRegion(editor, (region) => moveSpanBorder(editor, region, stroke));
    },
  },
  {
    id: "text.caret",
    title: "Move the text cursor, with Ctrl by words, with Shift select",
    group: "Regions",
    keys: [
      ...ARROWS.flatMap((key) => [key, `Shift+${key}`, `Mod+${key}`, `Mod+Shift+${key}`]),
      ...LINE_ENDS.flatMap((key) => [key, `Shift+${key}`]),
    ],
    when: inText,
    run: moveCaret,
  },
  {
    id: "tool.select",
    title: "Select",
    group: "View",
    icon: "select",
    keys: ["V"],
    when: hasImage,
    run: (editor) => editor.setTool("select"),
  },
  {
    id: "tool.draw",
    title: "Draw",
    group: "View",
    icon: "draw",
    keys: ["D"],
    when: (editor) => editable(editor) && hasImage(editor),
    run: (editor) => editor.setTool("draw"),
  },
  {
    id: "tool.pan",
    title: "Pan (or hold Space)",
    group: "View",
    icon: "pan",
    keys: ["H"],
    when: hasImage,
    run: (editor) => editor.setTool("pan"),
  },
  {
    id: "box.create",
    title: "Add a box in the middle of the view",
    group: "Regions",
    keys: ["Shift+D"],
    when: (editor) => editable(editor) && editor.surface()?.drawInView !== undefined,
    run: (editor) => editor.surface()?.drawInView?.(),
  },
  {
    id: "view.zoom-in",
    title: "Zoom in",
    group: "View",
    icon: "plus",
    keys: ["+", "="],
    when: hasImage,
    run: (editor) => editor.surface()?.zoomBy?.(1.25),
  },
  {
    id: "view.zoom-out",
    title: "Zoom out",
    group: "View",
    icon: "minus",
    keys: ["-"],
    when: hasImage,
    run: (editor) => editor.surface()?.zoomBy?.(0.8),
  },
  {
    id: "view.fit",
    title: "Fit",
    group: "View",
    icon: "fit",
    keys: ["0"],
    when: hasImage,
    run: (editor) => editor.surface()?.fit?.(),
  },
  {
    id: "view.actual",
    title: "Actual size",
    group: "View",
    keys: ["Shift+0", ")"],
    when: hasImage,
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

/** One command for every label and choice that has a key. */
export function optionCommands(schema: LabelSchema): Command[] {
  return schema.controls.flatMap((control) => {
    const draws = codecFor(control.type)?.kind === "shape";
    return control.options.flatMap((option): Command[] => {
      if (option.key === null) return [];
      return [
        {
          id: `option.${control.name}.${option.value}`,
          title: option.title,
          group: "Labels",
          keys: [option.key],
          when: (editor) =>
            editable(editor) && (!control.perRegion || editor.selected()?.object === control.to),
          run: (editor) =>
            draws
              ? editor.chooseLabel(control.name, option.value)
              : editor.pickChoice(control.name, option.value),
        },
      ];
    });
  });
}

/** Every command of an item; options first, because the configuration may name any key for them. */
export function commandsFor(schema: LabelSchema): readonly Command[] {
  return [...optionCommands(schema), ...EDITOR_COMMANDS];
}

export function editorCommand(id: string): Command {
  const command = EDITOR_COMMANDS.find((each) => each.id === id);
  if (!command) throw new Error(`There is no command "${id}".`);
  return command;
}

function hasText(editor: Editor): boolean {
  return editor.state().schema.objects.some((object) => object.tag === "Text");
}

function selectedBox(editor: Editor): BoxShape | null {
  const shape = editor.selected()?.shape;
  return shape?.kind === "box" ? shape : null;
}

function changeable(editor: Editor): Region | null {
  const region = editor.selected();
  return region && region.shape.kind !== "opaque" ? region : null;
}

function onRegion(editor: Editor, act: (region: Region) => void): void {
  const region = editor.selected();
  if (region) act(region);
}

function onSuggestion(editor: Editor, act: (id: string) => void): void {
  const suggestion = editor.suggestion();
  if (suggestion) act(suggestion.id);
}

function withBox(editor: Editor, change: (shape: BoxShape) => BoxShape): void {
  onRegion(editor, (region) => {
    if (isDrawn(region) && region.shape.kind === "box") editor.reshape(region.id, change(region.shape));
  });
}

function arrowStep(stroke: Stroke | undefined): [dx: number, dy: number] {
  const step = stroke?.shift ? 10 : 1;
  if (stroke?.key === "ArrowLeft") return [-step, 0];
  if (stroke?.key === "ArrowRight") return [step, 0];
  return stroke?.key === "ArrowUp" ? [0, -step] : [0, step];
}

function moveSpanBorder(editor: Editor, region: Region, stroke: Stroke): void {
  const { text } = editor.context(region.object);
  if (text === null || region.shape.kind !== "span") return;
  const border = stroke.shift ? "start" : "end";
  const direction = stroke.key === "ArrowRight" ? 1 : -1;
  const moved: SpanShape | null = moveBorder(
    region.shape,
    border,
    nextGrapheme(text, region.shape[border], direction),
  );
  if (moved && moved[border] !== region.shape[border]) editor.reshape(region.id, moved);
}

function moveCaret(editor: Editor, stroke?: Stroke): void {
  if (stroke) editor.surface()?.moveCaret?.(caretStep(stroke), stroke.shift);
}

function caretStep({ key, mod }: Stroke): CaretStep {
  switch (key) {
    case "Home":
      return { unit: "lineboundary", direction: "backward" };
    case "End":
      return { unit: "lineboundary", direction: "forward" };
    case "ArrowUp":
      return { unit: "line", direction: "backward" };
    case "ArrowDown":
      return { unit: "line", direction: "forward" };
    default:
      return { unit: mod ? "word" : "character", direction: key === "ArrowRight" ? "right" : "left" };
  }
}

function stepOut(editor: Editor): void {
  const { draft, selectedId } = editor.state();
  if (draft) editor.setDraft(null);
  else if (selectedId !== null) editor.select(null);
  else editor.clearActiveLabels();
}
