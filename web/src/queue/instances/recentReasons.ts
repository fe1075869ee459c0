/** The reasons that a reviewer gave last in a project: at hand as keys, because the same faults come again and again. */
const MOST = 6;

/**
 * The reasons after some were used. Known ones keep their place, so that fingers can rely on it; a new one takes a free
 * place, else that of the one that was used longest ago. `used` lists them from the latest use on.
 */
export interface Recent {
  readonly places: readonly string[];
  readonly used: readonly string[];
}

export const NO_REASONS: Recent = { places: [], used: [] };

export function afterUse(recent: Recent, reasons: readonly string[]): Recent {
  let { places, used } = recent;
  for (const reason of reasons) {
    if (!places.includes(reason)) {
      const oldest = used.at(-1);
      places =
        places.length < MOST
          ? [...places, reason]
          : places.map((place) => (place === oldest ? reason : place));
    }
    used = [reason, ...used.filter((each) => each !== reason)].slice(0, MOST);
  }
  return { places, used };
}

/** A reason is forgotten; the others move up. */
export function without({ places, used }: Recent, reason: string): Recent {
  const others = (each: string) => each !== reason;
  return { places: places.filter(others), used: used.filter(others) };
}

const nameOf = (person: number, project: number) => `assay.reasons.${person}.${project}`;

export function readReasons(storage: Storage, person: number, project: number): Recent {
  try {
    const kept = JSON.parse(storage.getItem(nameOf(person, project)) ?? "null") as Partial<Recent> | null;
    const texts = (list: unknown) =>
      Array.isArray(list) ? list.filter((each): each is string => typeof each === "string") : [];
    return { places: texts(kept?.places).slice(0, MOST), used: texts(kept?.used).slice(0, MOST) };
  } catch {
    return NO_REASONS;
  }
}

export function writeReasons(storage: Storage, person: number, project: number, recent: Recent): void {
  try {
    storage.setItem(nameOf(person, project), JSON.stringify(recent));
  } catch {
    // Without room they are remembered as long as the page.
  }
}

/** Several reasons as one text, and back. */
const BETWEEN = "; ";

export const joined = (reasons: readonly string[]): string => reasons.join(BETWEEN);

export const parted = (reason: string): readonly string[] =>
  reason.split(BETWEEN).filter((each) => each !== "");

/** A reason at hand by one key. `isOwn`: the reviewer gave it before, and can forget it. */
export interface OfferedReason {
  readonly text: string;
  readonly key: string;
  readonly isOwn: boolean;
}

/** The project's reasons with their keys, then those that the reviewer gave last, on the digits that are free. */
export function offeredReasons(
  managed: readonly { text: string; key: string }[],
  { places }: Recent,
): readonly OfferedReason[] {
  const known = new Set(managed.map(({ text }) => text));
  const used = new Set(managed.map(({ key }) => key));
  const free = [..."123456789"].filter((key) => !used.has(key));
  const own = places.filter((text) => !known.has(text)).slice(0, free.length);
  return [
    ...managed.map(({ key, text }) => ({ text, key, isOwn: false })),
    ...own.map((text, at) => ({ text, key: free[at] ?? "", isOwn: true })),
  ];
}
