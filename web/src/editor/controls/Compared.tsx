import type { ReactNode } from "react";
import type { Editor } from "../core/store";
import type { ControlTag, LabelSchema, ObjectTag } from "../ls/schema";
import { Icon } from "../panels/Icon";
import { useEditor } from "../useEditor";
import { SIDE_TITLES, SIDES } from "./Pairwise";
import "./pairwise.css";

/** The comparison that an object is part of. */
export function comparisonOf(object: string, schema: LabelSchema): ControlTag | undefined {
  return schema.controls.find((control) => control.tag === "Pairwise" && control.targets.includes(object));
}

/** Objects that a click is for choosing, not for playing, drawing or scrolling something. */
const PLAIN = new Set(["Text", "HyperText", "Paragraphs", "Table", "List"]);

interface Props {
  readonly editor: Editor;
  readonly control: ControlTag;
  readonly object: ObjectTag;
  readonly children: ReactNode;
}

/** One of two objects that are compared: it says its side, whether it was chosen, and a click chooses it. */
export function Compared({ children, control, editor, object }: Props) {
  const side = SIDES[control.targets.indexOf(object.name)] ?? "left";
  const chosen = useEditor(editor, () => {
    const answer = editor.answerOf(control);
    return answer?.kind === "side" && answer.side === side;
  });
  const editable = useEditor(editor, (state) => state.editable && state.rights.answer);
  const draws = editor.state().schema.controls.some((each) => each.draws && each.to === object.name);
  const picks = editable && !draws && PLAIN.has(object.tag);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the buttons and keys of the question choose as well
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    <div
      className="ed-compared"
      data-chosen={chosen}
      data-picks={picks}
      onClick={(event) => {
        const isOther = event.target instanceof Element && event.target.closest("button, a, input, select");
        if (picks && !isOther && window.getSelection()?.isCollapsed !== false) {
          editor.pickSide(control.name, side);
        }
      }}
    >
      <div className="ed-compared-head">
        {chosen ? <Icon name="approved" /> : null}
        {SIDE_TITLES[side]}
        {chosen ? " – chosen" : ""}
      </div>
      {children}
    </div>
  );
}
