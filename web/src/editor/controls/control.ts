import type { Editor } from "../core/store";
import type { ControlTag } from "../ls/schema";

/** What every question gets. It shows `editor.answerOf(control)` and gives answers by `editor.answer(control.name, ...)`. */
export interface ControlProps {
  readonly editor: Editor;
  readonly control: ControlTag;
  /** The question, from the header before the control; without one the name of the control stands for it. */
  readonly title?: string | undefined;
}
