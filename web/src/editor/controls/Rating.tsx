import { IconFlameFilled, IconHeartFilled, IconMoodSmileFilled, IconStarFilled } from "@tabler/icons-react";
import { useId } from "react";
import { maxRating } from "../core/limits";
import { KeyCaps } from "../panels/KeyCaps";
import type { ControlProps } from "./control";
import { QuestionFrame } from "./QuestionFrame";
import { useQuestion } from "./useQuestion";
import "./rating.css";

const ICONS = {
  star: IconStarFilled,
  heart: IconHeartFilled,
  fire: IconFlameFilled,
  smile: IconMoodSmileFilled,
} as const;

const SIZES: Readonly<Record<string, number>> = { small: 16, medium: 22, large: 32 };

/** So many stars of so many. Digits and arrows give them; the same again, 0 or Delete takes them back. */
export function Rating({ control, editor, title }: ControlProps) {
  const asked = useQuestion(editor, control);
  const name = useId();
  const { hotkey, icon = "star", size = "medium" } = control.attributes;
  const given = asked.answer?.kind === "rating" ? asked.answer.rating : 0;
  const most = maxRating(control);
  const Mark = ICONS[icon as keyof typeof ICONS] ?? ICONS.star;
  const rate = (rating: number) =>
    editor.answer(control.name, rating < 1 || rating === given ? null : { kind: "rating", rating });
  return (
    <QuestionFrame
      {...{ asked, control, editor, title }}
      className="ed-rating"
      hint={given > 0 ? `${given} of ${most}` : `1 to ${most}`}
      onKeyDown={(event) => {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        const digit = /^\d$/.test(event.key) ? Number(event.key) : null;
        const removes = event.key === "Delete" || event.key === "Backspace";
        if (removes) editor.answer(control.name, null);
        else if (digit !== null && digit <= most)
          editor.answer(control.name, digit === 0 ? null : { kind: "rating", rating: digit });
        else return;
        event.preventDefault();
      }}
    >
      <div className="ed-marks">
        {Array.from({ length: most }, (_, index) => index + 1).map((rating) => (
          <label
            key={rating}
            className="ed-rating-mark"
            data-on={rating <= given}
            title={`${rating} of ${most}`}
          >
            <input
              type="radio"
              name={name}
              aria-label={`${rating} of ${most}`}
              checked={rating === given}
              onChange={() => rate(rating)}
              onClick={() => {
                if (rating === given) rate(rating);
              }}
            />
            <Mark aria-hidden size={SIZES[size] ?? SIZES.medium} />
          </label>
        ))}
        {hotkey ? <KeyCaps keys={hotkey} /> : null}
      </div>
    </QuestionFrame>
  );
}
