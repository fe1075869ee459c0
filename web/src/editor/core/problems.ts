import type { ControlTag, LabelOption, LabelSchema } from "../ls/schema";
import type { Answer } from "./answers";
import { wholeRegion } from "./edits";
import { isDrawn, type Region, type Regions } from "./model";
import { isAsked, isAskedAbout } from "./visibility";

/**
 * What keeps a result from being submitted, as sentences: required answers that are missing, and labels or
 * choices that the configuration does not know. Results that cannot be shown are no problem: they are kept.
 */
export function problemsOf(schema: LabelSchema, regions: Regions): string[] {
  return schema.controls.flatMap((control) => [
    ...missing(control, schema, regions),
    ...unknown(control, regions),
  ]);
}

function missing(control: ControlTag, schema: LabelSchema, regions: Regions): string[] {
  if (!control.required) return [];
  const { name, requiredMessage } = control;
  const situation = { regions, selectedId: null };
  if (control.draws || control.names) {
    const own = (region: Region) => region.control === name || region.labeller === name;
    const any = [...regions.values()].some((region) => own(region) && isDrawn(region));
    return any ? [] : [requiredMessage ?? `"${name}" needs at least one region.`];
  }
  if (!control.perRegion) {
    // What is not asked need not be answered; an entry of a list that was never opened counts as the first.
    if (!isAsked(control, schema, situation)) return [];
    const given = control.perItem
      ? [...regions.values()].some((region) => region.item !== null && region.answers.has(name))
      : wholeRegion(regions, name) !== undefined;
    return given ? [] : [requiredMessage ?? `"${name}" needs an answer.`];
  }
  const without = [...regions.values()].filter(
    (region) => isAskedAbout(control, region, schema, situation) && !region.answers.has(name),
  ).length;
  if (without === 0) return [];
  const regionsWord = without === 1 ? "1 region" : `${without} regions`;
  return [requiredMessage ?? `"${name}" needs an answer for ${regionsWord}.`];
}

function unknown(control: ControlTag, regions: Regions): string[] {
  // Where the item brings the options, or none are written, any word may be meant.
  if (control.options.length === 0 || control.optionsField !== null) return [];
  const known = new Set(everyOption(control.options));
  const strange = new Set<string>();
  for (const region of regions.values()) {
    for (const value of valuesOf(region, control)) if (!known.has(value)) strange.add(value);
  }
  return [...strange].map((value) => `"${control.name}" has no option "${value}": choose another one.`);
}

function everyOption(options: readonly LabelOption[]): string[] {
  return options.flatMap((option) => [option.value, ...everyOption(option.children)]);
}

function valuesOf(region: Region, control: ControlTag): readonly string[] {
  const answer: Answer | undefined = region.answers.get(control.name);
  const chosen =
    answer?.kind === "choices" ? answer.choices : answer?.kind === "paths" ? answer.paths.flat() : [];
  return region.labeller === control.name ? [...region.labels, ...chosen] : chosen;
}
