import type { ObjectContext } from "../ls/codecs/codec";
import { findControl, findOption, type LabelOption, type LabelSchema } from "../ls/schema";
import { answerWords } from "./answers";
import { kindOf } from "./kinds";
import { isDrawn, type Region, type Regions } from "./model";

const NUMBERS = new WeakMap<Regions, ReadonlyMap<string, number>>();

/** What a region is called in lists and on its tag: its text, or its label with a number ("Car 3"). */
export function regionTitle(
  region: Region,
  regions: Regions,
  schema: LabelSchema,
  context: ObjectContext,
): string {
  const { shape } = region;
  const excerpt = kindOf(shape).excerpt?.(shape, context);
  if (typeof excerpt === "string") return excerpt;
  if (shape.kind === "opaque") return region.sources[0]?.item.type ?? "Unknown result";
  if (shape.kind === "link") return labelTitle(region, schema) || "Relation";
  if (shape.kind === "whole") return region.control;
  const label = labelTitle(region, schema) || kindOf(shape).title;
  return `${label} ${numbersByLabel(regions).get(region.id) ?? 1}`;
}

export function labelTitle(region: Region, schema: LabelSchema): string {
  const control = findControl(schema, region.labeller);
  return region.labels.map((label) => findOption(control, label)?.title ?? label).join(", ");
}

/** The answers that a region carries, in words. */
export function answersTitle(region: Region): string {
  return [...region.answers].map(([control, answer]) => answerWords(answer, control)).join(", ");
}

/** The option that gives a region its colour: its first label that the configuration knows. */
export function mainOption(region: Region, schema: LabelSchema): LabelOption | undefined {
  const control = findControl(schema, region.labeller);
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
      if (!isDrawn(region)) continue;
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
