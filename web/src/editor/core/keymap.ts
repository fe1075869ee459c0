import { createStore } from "zustand/vanilla";
import type { Command } from "./commands/command";

/** The keys that a person changed, by command. An empty list: the command has no key. */
export type Keymap = ReadonlyMap<string, readonly string[]>;

/** How they are stored: by "section:action", as Label Studio keeps its own beside them. */
export type StoredHotkeys = Readonly<Record<string, unknown>>;

const SECTION = "editor:";

/** The changed keys of the person at the page. Every editor reads them. */
export const keymapStore = createStore<Keymap>(() => new Map());

export function setKeymap(keymap: Keymap): void {
  keymapStore.setState(keymap, true);
}

/** What of the stored shortcuts is about the editor; what cannot be understood changes nothing. */
export function readKeymap(stored: StoredHotkeys): Keymap {
  const keymap = new Map<string, readonly string[]>();
  for (const [name, value] of Object.entries(stored)) {
    if (!name.startsWith(SECTION) || typeof value !== "object" || value === null) continue;
    const { active, key } = value as { active?: unknown; key?: unknown };
    const id = name.slice(SECTION.length);
    if (active === false) keymap.set(id, []);
    else if (typeof key === "string" && key !== "") keymap.set(id, [key]);
  }
  return keymap;
}

/** The stored shortcuts with these of the editor; those of other sections stay as they are. */
export function writeKeymap(stored: StoredHotkeys, keymap: Keymap): StoredHotkeys {
  const others = Object.entries(stored).filter(([name]) => !name.startsWith(SECTION));
  const own = [...keymap].map(([id, [key]]): [string, unknown] => [
    `${SECTION}${id}`,
    key === undefined ? { key: "", active: false } : { key, active: true },
  ]);
  return Object.fromEntries([...others, ...own]);
}

/** A command with the keys that the person wants for it. */
export function withKeymap(command: Command, keymap: Keymap): Command {
  const keys = command.fixedKeys ? undefined : keymap.get(command.id);
  return keys ? { ...command, keys } : command;
}
