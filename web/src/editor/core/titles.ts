import { findControl, findOption, type LabelOption, type LabelSchema } from "../ls/schema";
import type { Region, Regions } from "./model";

const EXCERPT = 80;
const NUMBERS = new WeakMap<Regions, ReadonlyMap<string, number>>();

/** What a region is called in lists and on its tag: its text, or its label with a number ("Car 3"). */
export function regionTitle(
  region: Region,
  regions: Regions,
  schema: LabelSchema,
  text: string | null,
): string {
  if (region.shape.kind === "span" && text !== null) {
    const { end, start } = region.shape;
    const excerpt = text
      .slice(start, Math.min(end, start + EXCERPT))
      .replace(/\s+/g, " ")
      .trim();
    return end - start > EXCERPT ? `${excerpt}…` : excerpt || "Blank text";
  }
  if (region.shape.kind === "opaque") return region.sources[0]?.item.type ?? "Unknown result";
  const label = labelTitle(region, schema) || "No label";
  return `${label} ${numbersByLabel(regions).get(region.id) ?? 1}`;
}

export function labelTitle(region: Region, schema: LabelSchema): string {
  const control = findControl(schema, region.control);
  return region.labels.map((label) => findOption(control, label)?.title ?? label).join(", ");
}

/** The option that gives a region its colour: its first label that the configuration knows. */
export function mainOption(region: Region, schema: LabelSchema): LabelOption | undefined {
  const control = findControl(schema, region.control);
  for (const label of region.labels) {
    const option = findOption(control, label);
    if (option) return option;
  }
  return undefined;
}

/** The colour of a region whose label the configuration does not know (yet). */
export const NO_LABEL_COLOUR = "var(--cat-8)";

function numbersByLabel(regions: Regions): ReadonlyMap<string, number> {
  let numbers = NUMBERS.get(regions);
  if (!numbers) {
    const counted = new Map<string, number>();
    const given = new Map<string, number>();
    for (const region of [...regions.values()].sort((a, b) => a.rank - b.rank)) {
      const label = region.labels[0] ?? "";
      const number = (counted.get(label) ?? 0) + 1;
      counted.set(label, number);
      given.set(region.id, number);
    }
    numbers = given;
    NUMBERS.set(regions, numbers);
  }
  return numbers;
}
