import type { LabelSchema } from "../ls/schema";
import { findControl } from "../ls/schema";
import type { Answer } from "./answers";
import { equal } from "./equal";
import type { Region, Regions } from "./model";
import { countsInResult, hasConditions } from "./visibility";

/**
 * What is handed in: every region, without the answers to questions that are not asked any more. An answer that came
 * in although its question was not asked then either is nobody's slip here, and is kept.
 */
export function submitted(regions: Regions, loaded: Regions, schema: LabelSchema): Regions {
  if (!hasConditions(schema)) return regions;
  const kept = new Map<string, Region>();
  for (const [id, region] of regions) {
    const answers = [...region.answers].filter(
      ([name, answer]) =>
        counts(name, region, regions, schema) || cameHidden(name, answer, loaded.get(id), loaded, schema),
    );
    kept.set(id, answers.length === region.answers.size ? region : { ...region, answers: new Map(answers) });
  }
  return kept;
}

function counts(name: string, region: Region, regions: Regions, schema: LabelSchema): boolean {
  const control = findControl(schema, name);
  return !control || countsInResult(control, region, schema, regions);
}

function cameHidden(
  name: string,
  answer: Answer,
  before: Region | undefined,
  loaded: Regions,
  schema: LabelSchema,
): boolean {
  if (!before || !equal(before.answers.get(name) ?? null, answer)) return false;
  return !counts(name, before, loaded, schema);
}
