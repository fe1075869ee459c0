import { useState } from "react";
import { beginHistory, recordText, redoText, type TextHistory, undoText } from "./history";

/** The history of a text that the component around owns. What it changes by itself is a step like any other. */
export function useTextHistory(value: string, onChange: (text: string) => void) {
  const [history, setHistory] = useState(() => beginHistory(value));
  // While the text came from elsewhere, it is taken over before anything is shown.
  if (history.present !== value) setHistory(recordText(history, value, "", 0));
  function go(next: TextHistory): void {
    if (next === history) return;
    setHistory(next);
    onChange(next.present);
  }
  return {
    /** `mark` names the field that is typed into; "" makes a step of its own. */
    change: (text: string, mark = "") => go(recordText(history, text, mark, Date.now())),
    undo: () => go(undoText(history)),
    redo: () => go(redoText(history)),
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
  };
}
