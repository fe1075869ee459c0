import type { ControlTag, LabelOption, LabelSchema } from "../../ls/schema";
import { nests, type Path } from "../nested";
import { type Command, editable, may } from "./command";

/** One command for every label and choice that has a key. */
export function optionCommands(schema: LabelSchema): Command[] {
  return schema.controls.flatMap((control) => commandsOf(control, control.options, []));
}

function commandsOf(control: ControlTag, options: readonly LabelOption[], above: Path): Command[] {
  return options.flatMap((option) => {
    const path = [...above, option.value];
    const own = option.key === null ? [] : [optionCommand(control, option, path, option.key)];
    return [...own, ...commandsOf(control, option.children, path)];
  });
}

function optionCommand(control: ControlTag, option: LabelOption, path: Path, key: string): Command {
  return {
    id: `option.${control.name}.${path.join(".")}`,
    title: option.title,
    group: "Labels",
    keys: [key],
    when: (editor) =>
      (control.names ? may(editor, "create") || may(editor, "relabel") : editable(editor)) &&
      (!control.perRegion || editor.selected()?.object === control.to),
    run: (editor) =>
      control.names
        ? editor.chooseLabel(control.name, option.value)
        : nests(control)
          ? editor.pickPath(control.name, path)
          : editor.pickChoice(control.name, option.value),
  };
}
