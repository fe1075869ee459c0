import { kindOf } from "./kinds";
import { type EditorState, isDrawn, type Region, type Regions } from "./model";

type Ordered = readonly Region[];

const ORDERED = new WeakMap<Regions, Ordered>();

/** Regions as people list them: by object and list entry, along text or time, else in the order they were drawn. */
export function inOrder(regions: Regions, objects: readonly { readonly name: string }[]): Ordered {
  let ordered = ORDERED.get(regions);
  if (!ordered) {
    const place = new Map(objects.map(({ name }, index) => [name, index]));
    const keys = new Map(
      [...regions.values()].map((region): [Region, readonly number[]] => {
        const [start, end] = kindOf(region.shape).order?.(region.shape) ?? [0, 0];
        return [
          region,
          [place.get(region.object) ?? objects.length, region.item ?? 0, start, -end, region.rank],
        ];
      }),
    );
    ordered = [...regions.values()].sort((a, b) => compare(keys.get(a) ?? [], keys.get(b) ?? []));
    ORDERED.set(regions, ordered);
  }
  return ordered;
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let at = 0; at < a.length; at += 1) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The region after (1) or before (-1) the selected one, among those that can be seen; null at either end. */
export function neighbour(ordered: Ordered, selectedId: string | null, step: 1 | -1): Region | null {
  const drawn = ordered.filter(isDrawn);
  const at = drawn.findIndex((region) => region.id === selectedId);
  if (at === -1) return (step === 1 ? drawn[0] : drawn.at(-1)) ?? null;
  return drawn[at + step] ?? null;
}

/** What to select at one place under the pointer: the first candidate, or the one after the selected. */
export function cycle(candidates: readonly string[], selectedId: string | null): string | null {
  const at = selectedId === null ? -1 : candidates.indexOf(selectedId);
  return candidates[(at + 1) % candidates.length] ?? null;
}

type Sight = Pick<EditorState, "hidden" | "selectedId" | "selection" | "solo">;

/** Whether a region is shown where it lies: not hidden, and not left out while one is looked at alone. */
export function isInSight(id: string, { hidden, selectedId, selection, solo }: Sight): boolean {
  if (hidden.has(id)) return false;
  return !solo || selectedId === null || selection.has(id);
}
