import type { ComponentType } from "react";
import { Choices } from "./Choices";
import type { ControlProps } from "./control";

/** How each kind of question is asked, by its tag. */
const QUESTIONS: Readonly<Record<string, ComponentType<ControlProps>>> = {
  Choices,
};

/** One question of the configuration, about the item or about the selected region. */
export function Question(props: ControlProps) {
  const Asked = QUESTIONS[props.control.tag];
  return Asked ? <Asked {...props} /> : null;
}

/** Whether a tag asks something that is shown as a question, rather than drawing or naming regions. */
export function isQuestion(tag: string): boolean {
  return Object.hasOwn(QUESTIONS, tag);
}
