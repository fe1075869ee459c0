/** The keys that a person changed: read from and written to where Label Studio keeps shortcuts. */
import { createStore } from "zustand/vanilla";

/** By command; an empty list: the command has no key. Commands of the page have "page:" before their name. */
export type Keymap = ReadonlyMap<string, readonly string[]>;

/** How they are stored: by "section:action", as Label Studio keeps its own beside them. */
type StoredHotkeys = Readonly<Record<string, unknown>>;

export const PAGE_SECTION = "page:";
const EDITOR_SECTION = "editor:";

/** The changed keys of the person at the page. The page and every editor read them. */
export const keymapStore = createStore<Keymap>(() => new Map());

export function setKeymap(keymap: Keymap): void {
  keymapStore.setState(keymap, true);
}

/** What of the stored shortcuts is ours; what cannot be understood changes nothing. */
export function readKeymap(stored: StoredHotkeys): Keymap {
  const keymap = new Map<string, readonly string[]>();
  for (const [name, value] of Object.entries(stored)) {
    const id = idOf(name);
    if (id === null || typeof value !== "object" || value === null) continue;
    const { active, key } = value as { active?: unknown; key?: unknown };
    if (active === false) keymap.set(id, []);
    else if (typeof key === "string" && key !== "") keymap.set(id, [key]);
  }
  return keymap;
}

/** The stored shortcuts with these; those of other sections stay as they are. */
export function writeKeymap(stored: StoredHotkeys, keymap: Keymap): StoredHotkeys {
  const others = Object.entries(stored).filter(([name]) => idOf(name) === null);
  const own = [...keymap].map(([id, [key]]): [string, unknown] => [
    id.startsWith(PAGE_SECTION) ? id : `${EDITOR_SECTION}${id}`,
    key === undefined ? { key: "", active: false } : { key, active: true },
  ]);
  return Object.fromEntries([...others, ...own]);
}

/** The command that a stored name means; null for those of others. */
function idOf(name: string): string | null {
  if (name.startsWith(PAGE_SECTION)) return name;
  return name.startsWith(EDITOR_SECTION) ? name.slice(EDITOR_SECTION.length) : null;
}
