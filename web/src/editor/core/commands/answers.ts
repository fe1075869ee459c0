import type { ControlTag, LabelSchema, LayoutNode } from "../../ls/schema";
import { type Command, editable } from "./command";

const SIDES = [
  ["left", "ArrowLeft", "Left one is better"],
  ["right", "ArrowRight", "Right one is better"],
] as const;

/** The keys of questions: those that the configuration names, the sides of a comparison, and searches. */
export function answerCommands(schema: LabelSchema): readonly Command[] {
  return [...schema.controls.flatMap(commandsOf), ...filters(schema.layout)];
}

function commandsOf(control: ControlTag): readonly Command[] {
  const { attributes, name, perRegion, tag, to } = control;
  const about = { group: "Answers", when: asked(perRegion, to) } as const;
  if (tag === "Pairwise") {
    // With a region selected the arrow keys move it.
    return SIDES.map(([side, key, title]) => ({
      ...about,
      id: `answer.${name}.${side}`,
      title,
      keys: [key],
      when: (editor) =>
        editable(editor) && editor.state().selectedId === null && editor.state().focused === null,
      run: (editor) => editor.pickSide(name, side),
    }));
  }
  if (tag === "TextArea") {
    return control.parts
      .filter((part) => part.tag === "Shortcut" && part.attributes.hotkey)
      .map(({ attributes: { alias, hotkey = "", value = "" } }) => ({
        ...about,
        id: `answer.${name}.insert.${value}`,
        title: `Insert ${alias || value}`,
        keys: [hotkey],
        run: (editor) => editor.addText(name, value),
      }));
  }
  if ((tag !== "Rating" && tag !== "Number") || !attributes.hotkey) return [];
  return [
    {
      ...about,
      id: `answer.${name}.raise`,
      title: `${name}: one more`,
      keys: [attributes.hotkey],
      run: (editor) => editor.raise(name),
    },
  ];
}

const asked =
  (perRegion: boolean, object: string): Command["when"] =>
  (editor) =>
    editable(editor) && (!perRegion || editor.selected()?.object === object);

function filters(node: LayoutNode): readonly Command[] {
  if (node.kind === "view") return node.children.flatMap(filters);
  if (node.kind !== "filter" || node.key === null) return [];
  return [
    {
      id: `filter.${node.to}`,
      title: `Search in ${node.to}`,
      group: "Answers",
      keys: [node.key],
      when: editable,
      run: (editor) => editor.attend(`filter ${node.to}`),
    },
  ];
}
