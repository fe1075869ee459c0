import { type RefObject, useEffect } from "react";
import { useStore } from "zustand";
import { keymapStore } from "../kit/keymap";
import { type Command, commandsFor } from "./core/commands";
import { commandFor, type Stroke } from "./core/hotkeys";
import type { Editor } from "./core/store";

const NO_COMMANDS: readonly Command[] = [];

/**
 * Runs the editor's commands, and those of the page before them, by their keys.
 * Listens on the whole page, or only within `scope` when several editors stand side by side.
 */
export function useEditorHotkeys(
  editor: Editor,
  extraCommands: readonly Command[] = NO_COMMANDS,
  scope?: RefObject<HTMLElement | null>,
): void {
  const keymap = useStore(keymapStore);
  useEffect(() => {
    const commands = [...extraCommands, ...commandsFor(editor.state().schema, keymap)];
    const target: HTMLElement | Document = scope?.current ?? document;
    const onKey = (event: Event) => {
      if (!(event instanceof KeyboardEvent) || event.defaultPrevented || event.isComposing) return;
      const stroke = strokeOf(event);
      if (takesKey(event.target, stroke) || (!scope && isBesides(event.target, stroke))) return;
      const command = commandFor(commands, stroke, editor);
      if (!command) return;
      event.preventDefault();
      // A key for a label may be held down while one draws: it is chosen once, not on and off.
      if (event.repeat && command.group === "Labels") return;
      command.run(editor, stroke);
    };
    target.addEventListener("keydown", onKey);
    return () => target.removeEventListener("keydown", onKey);
  }, [editor, extraCommands, keymap, scope]);
}

export function strokeOf(event: KeyboardEvent): Stroke {
  const { altKey, code, ctrlKey, key, metaKey, shiftKey } = event;
  return { key, code, mod: ctrlKey || metaKey, shift: shiftKey, alt: altKey };
}

/** Whether the key is meant for something else on the page: a dialog in front, or text selected to copy. */
function isBesides(target: EventTarget | null, { key, mod }: Stroke): boolean {
  if (target instanceof Element && target.closest("[role=dialog], [aria-modal=true]")) return true;
  return mod && key.toLowerCase() === "c" && window.getSelection()?.isCollapsed === false;
}

const MOVES_SLIDER = /^(Arrow.*|Home|End|Page.*|Tab)$/;

/** Whether the element with the focus needs the key itself: typing, or moving within a group of choices. */
function takesKey(target: EventTarget | null, { key, mod }: Stroke): boolean {
  if (!(target instanceof HTMLElement)) return false;
  // Handing in is possible from wherever somebody writes; a dialog has its own way.
  if (mod && key === "Enter" && !target.closest("[role=dialog], [role=menu]")) return false;
  // A dialog or menu that lies over the page has the keys to itself.
  if (target.closest("[role=dialog], [role=menu]")) return true;
  if (target.isContentEditable || target.matches("textarea, select")) return true;
  if (target instanceof HTMLInputElement) {
    if (target.type === "range") return MOVES_SLIDER.test(key);
    const ticks = target.type === "radio" || target.type === "checkbox";
    return !ticks || key.startsWith("Arrow") || key === " " || key === "Tab";
  }
  const presses = target.matches("button, a, summary, [role=button], [role=tab], [role=menuitem]");
  return presses && !mod && (key === "Enter" || key === " " || key === "Tab");
}
