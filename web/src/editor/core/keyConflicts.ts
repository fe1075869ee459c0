import type { Command } from "./commands/command";
import type { Stroke } from "./hotkeys";

const MODIFIERS = ["Shift", "Control", "Alt", "Meta", "AltGraph", "CapsLock", "Dead", "Process"];

/** A key press as commands spell it: "Mod+Shift+Z"; null while only Ctrl and the like are held. */
export function combinationOf({ alt, code, key, mod, shift }: Stroke): string | null {
  if (MODIFIERS.includes(key) || key === "Unidentified") return null;
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  // With Alt some keyboards write a sign in place of the letter.
  const name = alt && letter && !/^[a-z]$/i.test(key) ? letter : key.length === 1 ? key.toUpperCase() : key;
  // Signs say themselves whether Shift was needed.
  const shifted = shift && (name.length > 1 || /[A-Z ]/.test(name));
  return [mod && "Mod", alt && "Alt", shifted && "Shift", name].filter(Boolean).join("+");
}

/** The other commands that have one of the keys of a command. */
export function sharersOf<C extends Pick<Command, "id" | "keys">>(
  command: Pick<Command, "id" | "keys">,
  commands: readonly C[],
): readonly C[] {
  const own = new Set(command.keys.map(folded));
  return commands.filter(({ id, keys }) => id !== command.id && keys.some((each) => own.has(folded(each))));
}

/** The same combination however it is written: modifiers in any order, letters in any case. */
export function folded(combination: string): string {
  const parts = combination.toLowerCase().split(/\+(?!$)/);
  const key = parts.pop() ?? "";
  return [...parts.sort(), key].join("+");
}
