import type { Condition, ControlTag, LabelSchema, LayoutNode } from "../ls/schema";
import type { Answer } from "./answers";
import { isDrawn, type Region, type Regions } from "./model";

/** What conditions look at: everything that was labelled, and what is selected. */
export interface Situation {
  readonly regions: Regions;
  readonly selectedId: string | null;
}

const CONDITIONS = new WeakMap<LabelSchema, ReadonlyMap<string, readonly Condition[]>>();

/** Whether a control is asked now: its own condition holds, and those of the views around it. */
export function isAsked(control: ControlTag, schema: LabelSchema, situation: Situation): boolean {
  return conditionsOf(control, schema).every((condition) => holds(condition, situation));
}

/**
 * Whether a control is asked about a region: as if the region were selected. Controls about regions are also asked
 * only of those that have one of the labels in `whenLabelValue`.
 */
export function isAskedAbout(
  control: ControlTag,
  region: Region,
  schema: LabelSchema,
  situation: Situation,
): boolean {
  if (!isDrawn(region) || control.to !== region.object) return false;
  return isAsked(control, schema, { ...situation, selectedId: region.id });
}

export function holds(condition: Condition, { regions, selectedId }: Situation): boolean {
  const selected = selectedId === null ? undefined : regions.get(selectedId);
  const drawn = selected && isDrawn(selected) ? selected : undefined;
  switch (condition.when) {
    case "region-selected":
      return drawn !== undefined && isMeant(condition, drawn);
    case "no-region-selected":
      return drawn === undefined;
    case "choice-selected":
      return isChosen(condition, regions, drawn);
    case "choice-unselected":
      return !isChosen(condition, regions, drawn);
  }
}

function isMeant({ control, labels }: Condition, region: Region): boolean {
  if (control !== null && region.control !== control && region.labeller !== control) return false;
  return labels.length === 0 || region.labels.some((label) => labels.includes(label));
}

/** Choices count where they were made: about the whole item, or about the selected region. */
function isChosen({ choices, control }: Condition, regions: Regions, selected: Region | undefined): boolean {
  for (const region of regions.values()) {
    if (region.shape.kind !== "whole" && region !== selected) continue;
    for (const [name, answer] of region.answers) {
      if (control !== null && name !== control) continue;
      const given = chosenIn(answer);
      if (choices.length === 0 ? given.length > 0 : given.some((each) => choices.includes(each))) return true;
    }
  }
  return false;
}

function chosenIn(answer: Answer): readonly string[] {
  if (answer.kind === "choices") return answer.choices;
  return answer.kind === "paths" ? answer.paths.flat() : [];
}

function conditionsOf(control: ControlTag, schema: LabelSchema): readonly Condition[] {
  let all = CONDITIONS.get(schema);
  if (!all) {
    const found = new Map<string, readonly Condition[]>();
    collect(schema.layout, [], found);
    all = found;
    CONDITIONS.set(schema, all);
  }
  return [...(all.get(control.name) ?? []), ...(control.condition ? [control.condition] : [])];
}

function collect(
  node: LayoutNode,
  around: readonly Condition[],
  found: Map<string, readonly Condition[]>,
): void {
  if (node.kind === "control") found.set(node.name, around);
  if (node.kind !== "view") return;
  const inside = node.condition ? [...around, node.condition] : around;
  for (const child of node.children) collect(child, inside, found);
}
