import { Icon } from "../panels/Icon";
import { KeyCaps } from "../panels/KeyCaps";
import type { ControlProps } from "./control";
import { QuestionFrame } from "./QuestionFrame";
import { useQuestion } from "./useQuestion";
import "./pairwise.css";

export const SIDES = ["left", "right"] as const;
export type Side = (typeof SIDES)[number];

const SIDE_KEYS: Readonly<Record<Side, string>> = { left: "ArrowLeft", right: "ArrowRight" };
export const SIDE_TITLES: Readonly<Record<Side, string>> = { left: "Left", right: "Right" };

/** Which of two objects is better. Both can also be clicked themselves; the same again takes it back. */
export function Pairwise({ control, editor, title }: ControlProps) {
  const asked = useQuestion(editor, control);
  const chosen = asked.answer?.kind === "side" ? asked.answer.side : null;
  return (
    <QuestionFrame {...{ asked, control, editor, title }} className="ed-pairwise" hint="one of two">
      <div className="ed-sides">
        {SIDES.map((side, index) => (
          <button
            key={side}
            type="button"
            className="ed-side-button"
            aria-pressed={chosen === side}
            aria-describedby={asked.faultId}
            onClick={() => editor.pickSide(control.name, side)}
          >
            {chosen === side ? <Icon name="approved" /> : null}
            {SIDE_TITLES[side]}
            <span className="ed-muted">{control.targets[index]}</span>
            <KeyCaps keys={SIDE_KEYS[side]} />
          </button>
        ))}
      </div>
    </QuestionFrame>
  );
}
