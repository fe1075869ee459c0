import { isDrawn, type Region, type Regions } from "./model";

type Ordered = readonly Region[];

const ORDERED = new WeakMap<Regions, Ordered>();

/** Regions as people list them: by object, along the text, else in the order they were drawn. */
export function inOrder(regions: Regions, objects: readonly { readonly name: string }[]): Ordered {
  let ordered = ORDERED.get(regions);
  if (!ordered) {
    const place = new Map(objects.map(({ name }, index) => [name, index]));
    const objectOf = (region: Region) => place.get(region.object) ?? objects.length;
    ordered = [...regions.values()].sort(
      (a, b) =>
        objectOf(a) - objectOf(b) || startOf(a) - startOf(b) || endOf(b) - endOf(a) || a.rank - b.rank,
    );
    ORDERED.set(regions, ordered);
  }
  return ordered;
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

function startOf(region: Region): number {
  return region.shape.kind === "span" ? region.shape.start : 0;
}

function endOf(region: Region): number {
  return region.shape.kind === "span" ? region.shape.end : 0;
}
