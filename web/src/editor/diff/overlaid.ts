import type { DifferenceMark, Regions } from "../core/model";
import { isEntry, type LsResultItem } from "../ls/resultItem";
import type { Comparison } from "../match/matchRegions";

type Side = DifferenceMark["side"];

/** The id that a region has where two annotations lie over each other: both may use the same one. */
export function overlaidId(side: Side, id: string): string {
  return `${side}:${id}`;
}

/** Two results as one, each with ids of its own, so that one surface shows both. */
export function overlaid(before: readonly LsResultItem[], after: readonly LsResultItem[]): LsResultItem[] {
  return [...before.map((item) => onSide("before", item)), ...after.map((item) => onSide("after", item))];
}

function onSide(side: Side, item: LsResultItem): LsResultItem {
  if (!isEntry(item)) return item;
  const renamed: Record<string, unknown> = { ...item };
  for (const key of ["id", "parentID", "from_id", "to_id"] as const) {
    const id = item[key];
    if (typeof id === "string") renamed[key] = overlaidId(side, id);
  }
  return renamed;
}

/** How each region of an overlay differs. */
export function overlaidMarks({ pairings }: Comparison): ReadonlyMap<string, DifferenceMark> {
  const marks = new Map<string, DifferenceMark>();
  for (const { after, before, difference } of pairings) {
    if (before) marks.set(overlaidId("before", before.id), { difference, side: "before" });
    if (after) marks.set(overlaidId("after", after.id), { difference, side: "after" });
  }
  return marks;
}

/** How each region of one side differs from the other. */
export function marksOf({ pairings }: Comparison, side: Side): ReadonlyMap<string, DifferenceMark> {
  const marks = new Map<string, DifferenceMark>();
  for (const pairing of pairings) {
    const region = pairing[side];
    // Beside each other nothing is faded, so every side stands for itself.
    if (region) marks.set(region.id, { difference: pairing.difference, side });
  }
  return marks;
}

/** The regions that are not the same, for "only what differs". */
export function hiddenAmong(regions: Regions, marks: ReadonlyMap<string, DifferenceMark>): string[] {
  return [...regions.keys()].filter((id) => marks.get(id)?.difference === "same");
}
