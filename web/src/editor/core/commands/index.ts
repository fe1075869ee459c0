import type { Keymap } from "../../../kit/keymap";
import type { LabelSchema } from "../../ls/schema";
import { withKeymap } from "../keymap";
import { answerCommands } from "./answers";
import type { Command } from "./command";
import { EDITING } from "./editing";
import { LABELS } from "./labels";
import { optionCommands } from "./options";
import { PICTURE } from "./picture";
import { REGIONS } from "./regions";
import { TEXT } from "./text";
import { playCommands, TIME } from "./time";
import { VIDEO, VIDEO_STEPS } from "./video";
import { VIEWING } from "./viewing";

export type { Command } from "./command";
export { optionCommands } from "./options";

export const EDITOR_COMMANDS: readonly Command[] = [
  ...EDITING,
  ...LABELS,
  ...PICTURE,
  ...VIDEO,
  ...REGIONS,
  ...TIME,
  ...VIDEO_STEPS,
  ...VIEWING,
  ...TEXT,
];

const AS_THEY_ARE: Keymap = new Map();

/**
 * Every command of an item, with the keys that the person changed; options first, because the configuration may name
 * any key for them.
 */
export function commandsFor(schema: LabelSchema, keymap: Keymap = AS_THEY_ARE): readonly Command[] {
  const own = EDITOR_COMMANDS.map((command) => withKeymap(command, keymap));
  return [...optionCommands(schema), ...answerCommands(schema), ...playCommands(schema), ...own];
}

export function editorCommand(id: string): Command {
  const command = EDITOR_COMMANDS.find((each) => each.id === id);
  if (!command) throw new Error(`There is no command "${id}".`);
  return command;
}
