import type { Result } from "../shapes";

/** A result in which some regions are as another version says it, in their old places; what is not there stays out. */
export function merged(base: Result, other: Result, ids: ReadonlySet<string>): Result {
  const wanted = (id: string | undefined): id is string => id !== undefined && ids.has(id);
  const placed = new Set<string>();
  return base.flatMap((entry) => {
    const { id } = entry;
    if (!wanted(id)) return [entry];
    if (placed.has(id)) return [];
    placed.add(id);
    return other.filter((each) => each.id === id);
  });
}
