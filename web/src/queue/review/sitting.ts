/** The verdicts of this sitting, kept while the browser's tab lives. */
export interface Sitting {
  accepted: number;
  rejected: number;
}

export function readSitting(key: string): Sitting {
  try {
    return {
      accepted: 0,
      rejected: 0,
      ...(JSON.parse(sessionStorage.getItem(key) ?? "{}") as Partial<Sitting>),
    };
  } catch {
    return { accepted: 0, rejected: 0 };
  }
}

export function noteVerdict(key: string, accepted: boolean): Sitting {
  const before = readSitting(key);
  const after = accepted
    ? { ...before, accepted: before.accepted + 1 }
    : { ...before, rejected: before.rejected + 1 };
  try {
    sessionStorage.setItem(key, JSON.stringify(after));
  } catch {
    // Without room the count ends with the page.
  }
  return after;
}
