import { type AnswerCodec, readStrings } from "./codec";

/** `{type: "choices", value: {choices: [...]}}` */
export const choicesCodec: AnswerCodec = {
  kind: "answer",
  type: "choices",
  read(item) {
    const choices = readStrings(item.value?.choices);
    return choices ? { kind: "choices", choices } : null;
  },
  write(answer) {
    return { value: { choices: [...answer.choices] } };
  },
};
