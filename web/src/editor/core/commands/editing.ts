import { isDrawn, type Region } from "../model";
import type { Editor } from "../store";
import { type Command, editable, inText, may } from "./command";

/** Undo, delete, copy, group, and what becomes of drafts and suggestions. */
export const EDITING: readonly Command[] = [
  {
    id: "edit.undo",
    title: "Undo",
    group: "Edit",
    icon: "undo",
    keys: ["Mod+Z"],
    when: (editor) => editor.state().mode !== "readonly" && editor.state().canUndo,
    run: (editor) => editor.undo(),
  },
  {
    id: "edit.redo",
    title: "Redo",
    group: "Edit",
    icon: "redo",
    keys: ["Mod+Shift+Z", "Mod+Y"],
    when: (editor) => editor.state().mode !== "readonly" && editor.state().canRedo,
    run: (editor) => editor.redo(),
  },
  {
    id: "edit.delete",
    title: "Delete the region",
    group: "Edit",
    icon: "trash",
    keys: ["Delete", "Backspace"],
    when: (editor) => may(editor, "remove") && removable(editor).length > 0,
    run: (editor) => editor.remove(...removable(editor)),
  },
  {
    id: "edit.duplicate",
    title: "Duplicate the selected regions",
    group: "Edit",
    icon: "copy",
    keys: ["Mod+D"],
    when: (editor) => may(editor, "create") && duplicable(editor) !== null,
    run: (editor) => editor.duplicate(...copyable(editor)),
  },
  {
    id: "edit.copy",
    title: "Copy the selected regions",
    group: "Edit",
    keys: ["Mod+C"],
    when: (editor) => duplicable(editor) !== null,
    run: (editor) => editor.copy(),
  },
  {
    id: "edit.paste",
    title: "Paste the copied regions",
    group: "Edit",
    keys: ["Mod+V"],
    when: (editor) => may(editor, "create") && editor.canPaste(),
    run: (editor) => editor.paste(),
  },
  {
    id: "edit.select-all",
    title: "Select all regions",
    group: "Edit",
    keys: ["Mod+A"],
    when: (editor) => !inText(editor) && editor.state().regions.size > 0 && !judgesSingly(editor),
    run: (editor) => {
      const seen = editor.ordered().filter((region) => isDrawn(region) && editor.isInSight(region.id));
      editor.selectMany(seen.map((region) => region.id));
    },
  },
  {
    id: "edit.group",
    title: "Group the selected regions under the current one",
    group: "Edit",
    icon: "group",
    keys: ["Mod+G"],
    when: (editor) => may(editor, "relabel") && editor.state().selection.size > 1,
    run: (editor) => editor.group(),
  },
  {
    id: "edit.ungroup",
    title: "Ungroup",
    group: "Edit",
    keys: ["Mod+Shift+G"],
    when: (editor) => may(editor, "relabel") && isGrouped(editor),
    run: (editor) => editor.ungroup(),
  },
  {
    id: "edit.escape",
    title: "Drop the draft, else deselect, else put the label away",
    group: "Edit",
    keys: ["Escape"],
    when: (editor) => {
      const { activeLabels, draft, linkFrom, selectedId } = editor.state();
      return linkFrom !== null || draft !== null || selectedId !== null || activeLabels.size > 0;
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
    id: "suggestion.reveal",
    title: "Draw over suggestions",
    group: "Edit",
    keys: ["Shift+R"],
    when: (editor) => editable(editor) && editor.state().reveals && editor.state().suggestions.size > 0,
    run: (editor) => editor.setTool(editor.state().tool === "reveal" ? "select" : "reveal"),
  },
  {
    id: "suggestion.take-all",
    title: "Take all suggestions that are shown",
    group: "Edit",
    keys: ["Mod+Shift+Y"],
    when: (editor) => editable(editor) && editor.suggestion() !== null,
    run: (editor) => editor.takeAll(),
  },
  {
    id: "suggestion.dismiss",
    title: "Dismiss the suggestion",
    group: "Edit",
    keys: ["Shift+Y"],
    when: (editor) => editable(editor) && editor.suggestion() !== null,
    run: (editor) => onSuggestion(editor, (id) => editor.dismissSuggestion(id)),
  },
];

/** The selected regions that can be deleted: those that are shown and not locked. */
function removable(editor: Editor): readonly string[] {
  const { locked, regions, selection } = editor.state();
  return [...selection].filter((id) => !locked.has(id) && regions.get(id)?.shape.kind !== "opaque");
}

/** The selected region, when it is one that a copy can be seen of. */
function duplicable(editor: Editor): Region | null {
  const region = editor.selected();
  return region && isDrawn(region) && region.shape.kind !== "span" ? region : null;
}

/** The selected regions of which a copy can be told from the first. */
function copyable(editor: Editor): readonly string[] {
  const { regions, selection } = editor.state();
  return [...selection].filter((id) => regions.get(id)?.shape.kind !== "span");
}

function isGrouped(editor: Editor): boolean {
  const { regions, selection } = editor.state();
  for (const region of regions.values()) {
    if (region.parent !== null && (selection.has(region.id) || selection.has(region.parent))) return true;
  }
  return false;
}

function onSuggestion(editor: Editor, change: (id: string) => void): void {
  const suggestion = editor.suggestion();
  if (suggestion) change(suggestion.id);
}

function stepOut(editor: Editor): void {
  const { draft, lens, linkFrom, selectedId } = editor.state();
  if (linkFrom !== null) editor.beginLink(null);
  else if (draft) editor.setDraft(null);
  else if (selectedId !== null) editor.select(null);
  else if (lens) editor.closeLens();
  else editor.clearActiveLabels();
}

/** Where single instances are judged, "all" are those that wait: a verdict on the others would be overturned. */
function judgesSingly(editor: Editor): boolean {
  const { decisions, mode } = editor.state();
  return mode === "review" && decisions.size > 0;
}
