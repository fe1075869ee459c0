import type { LabelSchema } from "../../ls/schema";
import { answerCommands } from "./answers";
import type { Command } from "./command";
import { EDITING } from "./editing";
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
  ...PICTURE,
  ...VIDEO,
  ...REGIONS,
  ...TIME,
  ...VIDEO_STEPS,
  ...VIEWING,
  ...TEXT,
];

/** Every command of an item; options first, because the configuration may name any key for them. */
export function commandsFor(schema: LabelSchema): readonly Command[] {
  return [...optionCommands(schema), ...answerCommands(schema), ...playCommands(schema), ...EDITOR_COMMANDS];
}

export function editorCommand(id: string): Command {
  const command = EDITOR_COMMANDS.find((each) => each.id === id);
  if (!command) throw new Error(`There is no command "${id}".`);
  return command;
}
