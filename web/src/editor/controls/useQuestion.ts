import { type RefObject, useEffect, useId, useRef, useState } from "react";
import type { Answer } from "../core/answers";
import { faultOf, isUntouched } from "../core/limits";
import type { Editor } from "../core/store";
import type { ControlTag } from "../ls/schema";
import { useEditor } from "../useEditor";

export interface Asked {
  readonly answer: Answer | null;
  readonly editable: boolean;
  /** What is wrong with the answer, once it is time to say so. */
  readonly fault: string | null;
  /** Id of the element that says it, for `aria-describedby`; undefined while nothing is wrong. */
  readonly faultId: string | undefined;
  readonly frame: RefObject<HTMLFieldSetElement | null>;
  /** Faults of the form that only the field itself sees, such as a word where a number belongs. */
  readonly setOwnFault: (fault: string | null) => void;
  readonly setWithin: (within: boolean) => void;
}

/** The answer of a question, whether it may be changed, and what is wrong with it. */
export function useQuestion(editor: Editor, control: ControlTag): Asked {
  const answer = useEditor(editor, () => editor.answerOf(control));
  const editable = useEditor(editor, ({ editable, rights }) => editable && rights.answer);
  const shown = useEditor(editor, (state) => state.faultsShown);
  const attended = useEditor(editor, (state) => state.attention === control.name);
  const frame = useRef<HTMLFieldSetElement>(null);
  const [ownFault, setOwnFault] = useState<string | null>(null);
  const [within, setWithin] = useState(false);
  const id = useId();

  useEffect(() => {
    if (!attended || !frame.current) return;
    editor.attend(null);
    frame.current.scrollIntoView({ block: "nearest" });
    for (const wanted of FIELDS) {
      const field = frame.current.querySelector<HTMLElement>(wanted);
      if (!field) continue;
      field.focus({ preventScroll: true });
      break;
    }
  }, [attended, editor]);

  const fault = ownFault ?? faultNow(control, answer, shown, within);
  return {
    answer,
    editable,
    fault: editable ? fault : null,
    faultId: editable && fault !== null ? id : undefined,
    frame,
    setOwnFault,
    setWithin,
  };
}

/** What takes the focus, the first that there is: of radio buttons the chosen one, which the Tab key reaches too. */
const FIELDS = [
  "input:checked:not(:disabled)",
  "input:not(:disabled, [type=search]), textarea:not(:disabled), select:not(:disabled)",
  "button:not(:disabled, [tabindex='-1']), [tabindex='0']",
];

function faultNow(
  control: ControlTag,
  answer: Answer | null,
  shown: boolean,
  within: boolean,
): string | null {
  // Nobody is told that "1" is too little while writing "15", nor that something is missing before the end.
  if (answer && (shown || !within)) {
    const wrong = faultOf(control, answer);
    if (wrong !== null) return wrong;
  }
  const missing = control.required && (answer === null || isUntouched(control, answer));
  return shown && missing ? (control.requiredMessage ?? "This needs an answer.") : null;
}
