/** How much was done in this sitting, kept while the browser's tab lives. */
export interface Tally {
  done: number;
  seconds: number;
}

const NOTHING: Tally = { done: 0, seconds: 0 };

export function readTally(key: string): Tally {
  try {
    return { ...NOTHING, ...(JSON.parse(sessionStorage.getItem(key) ?? "{}") as Partial<Tally>) };
  } catch {
    return NOTHING;
  }
}

export function addToTally(key: string, seconds: number): Tally {
  const before = readTally(key);
  const after = { done: before.done + 1, seconds: before.seconds + seconds };
  try {
    sessionStorage.setItem(key, JSON.stringify(after));
  } catch {
    // Without room the count ends with the page.
  }
  return after;
}
