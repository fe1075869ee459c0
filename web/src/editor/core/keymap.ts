import type { Keymap } from "../../kit/keymap";
import type { Command } from "./commands/command";

/** A command with the keys that the person wants for it. */
export function withKeymap<C extends Pick<Command, "fixedKeys" | "id" | "keys">>(
  command: C,
  keymap: Keymap,
): C {
  const keys = command.fixedKeys ? undefined : keymap.get(command.id);
  return keys ? { ...command, keys } : command;
}
