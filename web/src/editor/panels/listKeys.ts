import type { KeyboardEvent } from "react";
import { keymapStore } from "../../kit/keymap";
import { editorCommand } from "../core/commands";
import { matches } from "../core/hotkeys";
import { withKeymap } from "../core/keymap";
import type { ListRow } from "../core/listing";
import type { Editor } from "../core/store";
import { strokeOf } from "../useEditorHotkeys";

const PAGE = 10;

/** The list as its keys see it. */
interface ListHand {
  readonly editor: Editor;
  readonly rows: readonly ListRow[];
  /** The row that the keys are at; -1 for none. */
  readonly at: number;
  /** The row that a stretch of selected rows began at; -1 for none. */
  readonly anchor: number;
  /** Goes to a row; `keepsAnchor` while a stretch grows. */
  readonly goTo: (row: ListRow, keepsAnchor?: boolean) => void;
  readonly fold: (key: string) => void;
}

/** Handles a key that is for the list; false when it is not. */
export function onListKey(event: KeyboardEvent, hand: ListHand): boolean {
  const { at, editor, rows } = hand;
  const row = rows[at];
  const mod = event.ctrlKey || event.metaKey;
  if (event.altKey) return false;
  if (mod && event.key.toLowerCase() === "a") {
    editor.selectMany(regionIds(rows));
    return true;
  }
  if (mod && event.key === " " && row?.kind === "region" && !row.offered) {
    editor.toggleSelected(row.region.id);
    hand.goTo(row);
    return true;
  }
  const target = targetOf(event.key, at, rows);
  if (target !== null) {
    const next = rows[target];
    if (!next) return true;
    if (event.shiftKey) {
      const anchor = hand.anchor >= 0 ? hand.anchor : at;
      hand.goTo(next, true);
      editor.selectMany(stretch(rows, anchor, target));
    } else {
      hand.goTo(next);
      if (!mod) chooseRow(editor, next);
    }
    return true;
  }
  if (mod || event.shiftKey || !row) return false;
  return onRowKey(event, row, hand);
}

function onRowKey(event: KeyboardEvent, row: ListRow, hand: ListHand): boolean {
  const { at, editor, rows } = hand;
  const folds = row.kind === "head" ? row.folds : row.parts > 0;
  if (folds && event.key === (row.open ? "ArrowLeft" : "ArrowRight")) {
    hand.fold(row.key);
    return true;
  }
  if (row.kind === "head") {
    if (folds && (event.key === "Enter" || event.key === " ")) hand.fold(row.key);
    else return false;
    return true;
  }
  if (event.key === "ArrowLeft" && row.depth > 0) {
    const above = rows.slice(0, at).findLast((each) => (each.kind === "head" ? 0 : each.depth) < row.depth);
    if (!above) return false;
    hand.goTo(above);
    chooseRow(editor, above);
    return true;
  }
  if (row.offered) return onSuggestionKey(event, row.region.id, hand);
  const remove = withKeymap(editorCommand("edit.delete"), keymapStore.getState());
  const stroke = strokeOf(event.nativeEvent);
  if (!remove.keys.some((keys) => matches(keys, stroke)) || !remove.when(editor)) return false;
  const { selection } = editor.state();
  const left = [...rows.slice(at), ...rows.slice(0, at).reverse()].find(
    (each) => each.kind === "region" && !each.offered && !selection.has(each.region.id),
  );
  remove.run(editor);
  // Who works through the list goes on with what moved up.
  if (left?.kind === "region" && editor.state().regions.has(left.region.id)) {
    hand.goTo(left);
    chooseRow(editor, left);
  }
  return true;
}

/** On a suggestion Enter takes it and Delete dismisses it; the next row is gone on with. */
function onSuggestionKey(event: KeyboardEvent, id: string, { at, editor, goTo, rows }: ListHand): boolean {
  if (!editor.state().editable || !["Enter", "Delete", "Backspace"].includes(event.key)) return false;
  const next = rows[at + 1] ?? rows[at - 1];
  if (event.key === "Enter") editor.takeSuggestion(id);
  else editor.dismissSuggestion(id);
  if (next?.kind === "region" && next.offered) {
    goTo(next);
    editor.lookAt(next.region.id);
  }
  return true;
}

/** Selects what a row stands for, without completing a relation: that takes Enter or the pointer. */
function chooseRow(editor: Editor, row: ListRow): void {
  if (row.kind === "head") return;
  if (row.offered) editor.lookAt(row.region.id);
  else editor.selectMany([row.region.id]);
}

function targetOf(key: string, at: number, rows: readonly ListRow[]): number | null {
  const last = rows.length - 1;
  switch (key) {
    case "ArrowDown":
      return landing(rows, at + 1, 1);
    case "ArrowUp":
      return landing(rows, at === -1 ? last : at - 1, -1);
    case "PageDown":
      return landing(rows, Math.min(at + PAGE, last), 1);
    case "PageUp":
      return landing(rows, Math.max(at - PAGE, 0), -1);
    case "Home":
      return landing(rows, 0, 1);
    case "End":
      return landing(rows, last, -1);
    default:
      return null;
  }
}

/** The nearest row that can be stood on: captions cannot, and at either end one stays. */
function landing(rows: readonly ListRow[], from: number, step: 1 | -1): number {
  const stands = (at: number) => {
    const row = rows[at];
    return row !== undefined && (row.kind === "region" || row.folds);
  };
  for (let at = from; at >= 0 && at < rows.length; at += step) if (stands(at)) return at;
  for (let at = from - step; at >= 0 && at < rows.length; at -= step) if (stands(at)) return at;
  return -1;
}

const regionIds = (rows: readonly ListRow[]): string[] =>
  rows.flatMap((row) => (row.kind === "region" && !row.offered ? [row.region.id] : []));

/** The regions between two rows, both included; the one that was gone to comes last. */
export function stretch(rows: readonly ListRow[], from: number, to: number): readonly string[] {
  const ids = regionIds(rows.slice(Math.max(Math.min(from, to), 0), Math.max(from, to) + 1));
  return from > to ? ids.reverse() : ids;
}
