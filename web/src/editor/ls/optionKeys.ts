/** Keys handed out to the first and the second control that has options; later ones have none of their own. */
const ROWS = ["123456789", "qwertuiop"] as const;

/**
 * The shortcut of every option, control by control: what the configuration says, else the next free
 * key of the control's row. Null when the row is used up or the key is already taken.
 */
export function assignKeys(wanted: readonly (readonly (string | null)[])[]): (string | null)[][] {
  const taken = new Set(wanted.flat().filter((key): key is string => key !== null));
  const explicit = new Set<string>();
  return wanted.map((keys, control) => {
    const free = [...(ROWS[control] ?? "")].filter((key) => !taken.has(key));
    return keys.map((key) => {
      if (key === null) return free.shift() ?? null;
      if (explicit.has(key)) return null;
      explicit.add(key);
      return key;
    });
  });
}
