import type { ControlTag, LabelOption } from "../ls/schema";
import type { Regions } from "./model";

const COUNTS = new WeakMap<Regions, ReadonlyMap<string, number>>();

/** How many regions may still get a label; infinitely many where the configuration sets no bound. */
export function usesLeft(control: ControlTag, option: LabelOption, regions: Regions): number {
  const written = option.most ?? control.attributes.maxUsages?.trim();
  if (!written) return Number.POSITIVE_INFINITY;
  return Number(written) - (countsOf(regions).get(keyOf(control.name, option.value)) ?? 0);
}

/** The same by the name of the label; one that the configuration does not know has no bound. */
export function labelsLeft(control: ControlTag, label: string, regions: Regions): number {
  const option = control.options.find(({ value }) => value === label);
  return option ? usesLeft(control, option, regions) : Number.POSITIVE_INFINITY;
}

const keyOf = (control: string, label: string) => `${control}\u0000${label}`;

function countsOf(regions: Regions): ReadonlyMap<string, number> {
  let counts = COUNTS.get(regions);
  if (!counts) {
    const counted = new Map<string, number>();
    for (const { labeller, labels } of regions.values()) {
      for (const label of labels) {
        const key = keyOf(labeller, label);
        counted.set(key, (counted.get(key) ?? 0) + 1);
      }
    }
    counts = counted;
    COUNTS.set(regions, counts);
  }
  return counts;
}
