import type { Contexts } from "../ls/readResult";
import type { ControlTag, LabelOption, LabelSchema } from "../ls/schema";
import type { Answer } from "./answers";
import { faultOf, isUntouched } from "./limits";
import { isDrawn, type Region, type Regions } from "./model";
import { isAsked, isAskedAbout } from "./visibility";

/** What keeps a result from being handed in, and the question that it is about. */
export interface Fault {
  readonly control: string;
  /** The region that the question is asked about; null for a question about the item. */
  readonly region: string | null;
  /** The entry of a list; null for a question about all of it. */
  readonly item: number | null;
  readonly message: string;
}

/**
 * What keeps a result from being handed in: required answers that are missing, answers outside of their limits, and
 * labels or choices that the configuration does not know. Results that cannot be shown are no problem: they are kept.
 */
export function faultsOf(schema: LabelSchema, regions: Regions, contexts: Contexts): readonly Fault[] {
  return schema.controls.flatMap((control) => [
    ...missing(control, schema, regions, contexts),
    ...outside(control, regions),
    ...unknown(control, regions),
  ]);
}

function missing(
  control: ControlTag,
  schema: LabelSchema,
  regions: Regions,
  contexts: Contexts,
): readonly Fault[] {
  if (!control.required) return [];
  const { name, requiredMessage } = control;
  const fault = (message: string, region: string | null = null, item: number | null = null): Fault[] => [
    { control: name, region, item, message: requiredMessage ?? message },
  ];
  const situation = { regions, selectedId: null };
  if (control.draws || control.names) {
    const own = (region: Region) => region.control === name || region.labeller === name;
    const any = [...regions.values()].some((region) => own(region) && isDrawn(region));
    return any ? [] : fault(`"${name}" needs at least one region.`);
  }
  const answers = (region: Region) => {
    const answer = region.answers.get(name);
    return answer !== undefined && !isUntouched(control, answer);
  };
  if (control.perRegion) {
    const without = [...regions.values()].filter(
      (region) => isAskedAbout(control, region, schema, situation) && !answers(region),
    );
    const [first] = without;
    if (!first) return [];
    const regionsWord = without.length === 1 ? "1 region" : `${without.length} regions`;
    return fault(`"${name}" needs an answer for ${regionsWord}.`, first.id);
  }
  const given = [...regions.values()].filter((region) => region.shape.kind === "whole" && answers(region));
  // What is not asked need not be answered.
  if (!control.perItem) {
    if (given.length > 0 || !isAsked(control, schema, situation)) return [];
    return fault(`"${name}" needs an answer.`);
  }
  const answered = new Set(given.map(({ item }) => item));
  const asked = (item: number) =>
    isAsked(control, schema, { ...situation, positions: new Map([[control.to, item]]) });
  const open = [...Array(contexts(control.to).entries).keys()].filter(
    (item) => !answered.has(item) && asked(item),
  );
  const [first] = open;
  if (first === undefined) return [];
  return fault(`"${name}" needs an answer for ${open.map((item) => item + 1).join(", ")}.`, null, first);
}

function outside(control: ControlTag, regions: Regions): readonly Fault[] {
  return [...regions.values()].flatMap((region) => {
    const answer = region.answers.get(control.name);
    const message = answer ? faultOf(control, answer) : null;
    if (message === null) return [];
    const about = region.shape.kind === "whole" ? null : region.id;
    return [
      { control: control.name, region: about, item: region.item, message: `"${control.name}": ${message}` },
    ];
  });
}

function unknown(control: ControlTag, regions: Regions): readonly Fault[] {
  // Where the item brings the options, or none are written, any word may be meant.
  if (control.options.length === 0 || control.optionsField !== null) return [];
  const known = new Set(everyOption(control.options));
  const strange = new Map<string, string | null>();
  for (const region of regions.values()) {
    const about = region.shape.kind === "whole" ? null : region.id;
    for (const value of valuesOf(region, control)) {
      if (!known.has(value) && !strange.has(value)) strange.set(value, about);
    }
  }
  return [...strange].map(([value, region]) => ({
    control: control.name,
    region,
    item: null,
    message: `"${control.name}" has no option "${value}": choose another one.`,
  }));
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
