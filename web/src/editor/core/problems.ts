import { codecFor } from "../ls/codecs";
import type { ControlTag, LabelSchema } from "../ls/schema";
import { wholeRegion } from "./edits";
import { isDrawn, type Region, type Regions } from "./model";

/**
 * What keeps a result from being submitted, as sentences: required answers that are missing, and labels or
 * choices that the configuration does not know. Results that cannot be shown are no problem: they are kept.
 */
export function problemsOf(schema: LabelSchema, regions: Regions): string[] {
  return schema.controls.flatMap((control) => [...missing(control, regions), ...unknown(control, regions)]);
}

function missing(control: ControlTag, regions: Regions): string[] {
  if (!control.required) return [];
  const draws = codecFor(control.type)?.kind === "shape";
  if (draws) {
    const any = [...regions.values()].some((region) => region.control === control.name && isDrawn(region));
    return any ? [] : [control.requiredMessage ?? `"${control.name}" needs at least one region.`];
  }
  if (!control.perRegion) {
    const answered = (wholeRegion(regions, control.name)?.answers.get(control.name)?.choices.length ?? 0) > 0;
    return answered ? [] : [control.requiredMessage ?? `"${control.name}" needs an answer.`];
  }
  const without = [...regions.values()].filter(
    (region) => isDrawn(region) && region.object === control.to && !region.answers.has(control.name),
  ).length;
  if (without === 0) return [];
  const regionsWord = without === 1 ? "1 region" : `${without} regions`;
  return [control.requiredMessage ?? `"${control.name}" needs an answer for ${regionsWord}.`];
}

function unknown(control: ControlTag, regions: Regions): string[] {
  const known = new Set(control.options.map((option) => option.value));
  const strange = new Set<string>();
  for (const region of regions.values()) {
    for (const value of valuesOf(region, control)) if (!known.has(value)) strange.add(value);
  }
  return [...strange].map((value) => `"${control.name}" has no option "${value}": choose another one.`);
}

function valuesOf(region: Region, control: ControlTag): readonly string[] {
  const chosen = region.answers.get(control.name)?.choices ?? [];
  return region.control === control.name ? [...region.labels, ...chosen] : chosen;
}
