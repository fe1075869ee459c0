import type { ComponentType } from "react";
import { useEditor } from "../useEditor";
import { Choices } from "./Choices";
import type { ControlProps } from "./control";
import { DateTime } from "./DateTime";
import { NumberQuestion } from "./NumberQuestion";
import { Pairwise } from "./Pairwise";
import { Ranker } from "./Ranker";
import { Rating } from "./Rating";
import { Taxonomy } from "./Taxonomy";
import { TextArea } from "./TextArea";

/** How each kind of question is asked, by its tag. */
const QUESTIONS: Readonly<Record<string, ComponentType<ControlProps>>> = {
  Choices,
  DateTime,
  Number: NumberQuestion,
  Pairwise,
  Ranker,
  Rating,
  Taxonomy,
  TextArea,
};

/** One question of the configuration, about the item, an entry of it, or the selected region. */
export function Question(props: ControlProps) {
  const { control, editor } = props;
  // What is half typed belongs to one entry: at the next one the field begins anew.
  const entry = useEditor(editor, ({ positions }) =>
    control.perItem ? (positions.get(control.to) ?? 0) : 0,
  );
  const Asked = Object.hasOwn(QUESTIONS, control.tag) ? QUESTIONS[control.tag] : undefined;
  return Asked ? <Asked key={entry} {...props} /> : null;
}

/** Whether a tag asks something that is shown as a question, rather than drawing or naming regions. */
export function isQuestion(tag: string): boolean {
  return Object.hasOwn(QUESTIONS, tag);
}
