/** Keys handed out to the first and the second control that has options; later ones have none of their own. */
export const ROWS = ["123456789", "qwertuiop"] as const;

/** The keys that the options of one control ask for, and whether those that ask for none are given one. */
interface WantedKeys {
  readonly keys: readonly (string | null)[];
  readonly automatic: boolean;
}

/**
 * The shortcut of every option, control by control: what the configuration says, else the next free
 * key of the control's row. Null when the row is used up or the key is already taken.
 */
export function assignKeys(wanted: readonly WantedKeys[]): (string | null)[][] {
  const taken = new Set(wanted.flatMap(({ keys }) => keys).filter((key): key is string => key !== null));
  const explicit = new Set<string>();
  let row = 0;
  return wanted.map(({ automatic, keys }) => {
    const free = [...(automatic ? (ROWS[row] ?? "") : "")].filter((key) => !taken.has(key));
    if (automatic) row += 1;
    return keys.map((key) => {
      if (key === null) return free.shift() ?? null;
      if (explicit.has(key)) return null;
      explicit.add(key);
      return key;
    });
  });
}
