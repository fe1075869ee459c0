import type { ControlTag, LabelOption, LabelSchema } from "../../ls/schema";
import { type Command, editable } from "./command";

/** One command for every label and choice that has a key. */
export function optionCommands(schema: LabelSchema): Command[] {
  return schema.controls.flatMap((control) =>
    control.options.flatMap((option) =>
      option.key === null ? [] : [optionCommand(control, option, option.key)],
    ),
  );
}

function optionCommand(control: ControlTag, option: LabelOption, key: string): Command {
  return {
    id: `option.${control.name}.${option.value}`,
    title: option.title,
    group: "Labels",
    keys: [key],
    when: (editor) => editable(editor) && (!control.perRegion || editor.selected()?.object === control.to),
    run: (editor) =>
      control.names
        ? editor.chooseLabel(control.name, option.value)
        : editor.pickChoice(control.name, option.value),
  };
}
