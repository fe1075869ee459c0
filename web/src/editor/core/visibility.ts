import {
  type Condition,
  type ControlTag,
  findControl,
  type LabelSchema,
  type LayoutNode,
} from "../ls/schema";
import type { Answer } from "./answers";
import { isDrawn, type Region, type Regions } from "./model";

/** What conditions look at: everything that was labelled, what is selected, and which entries of lists are shown. */
export interface Situation {
  readonly regions: Regions;
  readonly selectedId: string | null;
  readonly positions?: ReadonlyMap<string, number>;
}

const CONDITIONS = new WeakMap<LabelSchema, ReadonlyMap<string, readonly Condition[]>>();

/** Whether a control is asked now: its own condition holds, and those of the views around it. */
export function isAsked(control: ControlTag, schema: LabelSchema, situation: Situation): boolean {
  return conditionsOf(control, schema).every((condition) => holds(condition, situation, schema));
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

export function holds(condition: Condition, situation: Situation, schema: LabelSchema): boolean {
  const { positions, regions, selectedId } = situation;
  const selected = selectedId === null ? undefined : regions.get(selectedId);
  const drawn = selected && isDrawn(selected) ? selected : undefined;
  switch (condition.when) {
    case "region-selected":
      return drawn !== undefined && isMeant(condition, drawn);
    case "no-region-selected":
      return drawn === undefined;
    default: {
      const counts = (region: Region) =>
        region === drawn || (region.shape.kind === "whole" && isShown(region, positions));
      return isChosen(condition, { schema, regions, counts, asking: [] }) === isWanted(condition);
    }
  }
}

/**
 * Whether an answer belongs into the result. An answer to a question that is not asked any more, because a choice was
 * taken back or a label changed, does not; what is selected at the moment has no say in it.
 */
export function countsInResult(
  control: ControlTag,
  region: Region,
  schema: LabelSchema,
  regions: Regions,
  asking: readonly string[] = [],
): boolean {
  return conditionsOf(control, schema).every((condition) => {
    if (condition.when === "no-region-selected") return true;
    if (condition.when === "region-selected") return !isDrawn(region) || isMeant(condition, region);
    const counts = (other: Region) => other === region || standsFor(other, region);
    const look = { schema, regions, counts, asking: [...asking, control.name] };
    return isChosen(condition, look) === isWanted(condition);
  });
}

/** Whether any question of a configuration waits for a choice or a label; without one every answer counts. */
export function hasConditions(schema: LabelSchema): boolean {
  return schema.controls.some((control) =>
    conditionsOf(control, schema).some(({ when }) => when !== "no-region-selected"),
  );
}

const isWanted = ({ when }: Condition) => when === "choice-selected";

/** A control names who labelled the region; the name of its object is understood as well. */
function isMeant({ control, labels }: Condition, region: Region): boolean {
  const names = [region.control, region.labeller, region.object];
  if (control !== null && !names.includes(control)) return false;
  return labels.length === 0 || region.labels.some((label) => labels.includes(label));
}

function isShown({ item, object }: Region, positions: Situation["positions"]): boolean {
  return item === null || positions === undefined || item === (positions.get(object) ?? 0);
}

/** Whether choices made at one place count for an answer at another: those about the same entry, or about all. */
function standsFor(other: Region, region: Region): boolean {
  // A question about the whole item follows from what was chosen anywhere.
  if (region.shape.kind === "whole" && region.item === null) return true;
  return other.shape.kind === "whole" && (other.item === null || other.item === region.item);
}

interface Look {
  readonly schema: LabelSchema;
  readonly regions: Regions;
  /** Choices count where they were made. */
  readonly counts: (region: Region) => boolean;
  /** The questions on whose behalf it is asked: conditions may run in a circle. */
  readonly asking: readonly string[];
}

function isChosen({ choices, control }: Condition, look: Look): boolean {
  for (const region of look.regions.values()) {
    if (region.answers.size === 0 || !look.counts(region)) continue;
    for (const [name, answer] of region.answers) {
      if (control !== null && name !== control) continue;
      const given = chosenIn(answer);
      const fits = choices.length === 0 ? given.length > 0 : given.some((each) => choices.includes(each));
      if (fits && isStillAsked(name, region, look)) return true;
    }
  }
  return false;
}

/** What was answered to a question that is itself not asked any more leads to no other question. */
function isStillAsked(name: string, region: Region, { asking, regions, schema }: Look): boolean {
  const control = findControl(schema, name);
  if (!control || asking.includes(name)) return true;
  return countsInResult(control, region, schema, regions, asking);
}

/** Of nested choices the last word is the one that was chosen. */
function chosenIn(answer: Answer): readonly string[] {
  if (answer.kind === "choices") return answer.choices;
  return answer.kind === "paths" ? answer.paths.map((path) => path.at(-1) ?? "") : [];
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
