import type { ControlTag, LabelSchema } from "../ls/schema";
import { type Answer, isBlank } from "./answers";
import { equal } from "./equal";
import type { Patch } from "./history";
import { kindOf } from "./kinds";
import { type DrawnShape, isDrawn, type Region, type Regions } from "./model";
import { originAfterEdit } from "./provenance";

/** What every edit gives: the patches of one gesture; empty when nothing would change. */
export type Edit = readonly Patch[];

/** What a new region is made with. */
interface Seed {
  readonly control: ControlTag;
  /** The control that its labels come from; null when it is drawn without one. */
  readonly labeller: ControlTag | null;
  readonly labels: readonly string[];
  readonly shape: DrawnShape;
  readonly item: number | null;
  readonly id: string;
  readonly rank: number;
}

export function nextRank(regions: Regions): number {
  let rank = -1;
  for (const region of regions.values()) {
    rank = Math.max(rank, region.rank, region.sources.at(-1)?.index ?? -1);
  }
  return rank + 1;
}

export function newRegion({ control, id, item, labeller, labels, rank, shape }: Seed): Region {
  return {
    id,
    control: control.name,
    object: control.to,
    labeller: labeller?.name ?? control.name,
    shape,
    labels,
    answers: new Map(),
    origin: "manual",
    item,
    parent: null,
    rank,
    sources: [],
  };
}

/** The region that already says the same: labelling a word twice is a slip, not two regions. */
export function findTwin(
  regions: Regions,
  seed: Pick<Seed, "control" | "labels" | "shape">,
): Region | undefined {
  const { twins } = kindOf(seed.shape);
  if (!twins) return undefined;
  return [...regions.values()].find(
    (region) =>
      region.control === seed.control.name &&
      region.shape.kind === seed.shape.kind &&
      twins(region.shape as typeof seed.shape, seed.shape) &&
      seed.labels.every((label) => region.labels.includes(label)),
  );
}

export function add(...regions: readonly Region[]): Edit {
  return regions.map((region) => ({ id: region.id, before: null, after: region }));
}

/** Takes regions away, with the links that would lead nowhere; what belonged to them stands by itself. */
export function remove(regions: Regions, ids: Iterable<string>): Edit {
  const gone = new Set<string>();
  for (const id of ids) {
    const region = regions.get(id);
    if (region && region.shape.kind !== "opaque") gone.add(id);
  }
  if (gone.size === 0) return [];
  const patches: Patch[] = [];
  for (const region of regions.values()) {
    const { shape } = region;
    const leadsNowhere = shape.kind === "link" && (gone.has(shape.from) || gone.has(shape.to));
    if (gone.has(region.id) || leadsNowhere) patches.push({ id: region.id, before: region, after: null });
    else if (region.parent !== null && gone.has(region.parent)) {
      patches.push({ id: region.id, before: region, after: { ...region, parent: null } });
    }
  }
  return patches;
}

export function reshape(region: Region, shape: DrawnShape): Edit {
  return equal(region.shape, shape) ? [] : changed(region, { shape });
}

/** Gives a region a label: replaces the one it has, or switches it on and off where several are allowed. */
export function relabel(region: Region, control: ControlTag, label: string): Edit {
  const own = region.labeller === control.name;
  // A control that draws takes over the region; one that only names leaves the drawing to whoever drew it.
  const owner = control.draws
    ? { control: control.name, labeller: control.name }
    : { labeller: control.name };
  if (!(control.multiple && own)) {
    const same = own && region.labels.length === 1 && region.labels[0] === label;
    return same ? [] : changed(region, { ...owner, labels: [label] });
  }
  const without = region.labels.filter((each) => each !== label);
  if (without.length === 0) return [];
  const labels = without.length < region.labels.length ? without : [...region.labels, label];
  return changed(region, { labels });
}

/** The answer of a control about a region; null takes it back. */
export function answerRegion(region: Region, control: ControlTag, answer: Answer | null): Edit {
  const given = answer && !isBlank(answer) ? answer : null;
  if (equal(region.answers.get(control.name) ?? null, given)) return [];
  const answers = new Map(region.answers);
  if (given) answers.set(control.name, given);
  else answers.delete(control.name);
  return changed(region, { answers });
}

/** Where the answer of a control about the whole item, or one entry of it, goes; `id` and `rank` are for a first one. */
interface WholePlace {
  readonly control: ControlTag;
  readonly item: number | null;
  readonly id: string;
  readonly rank: number;
}

export function answerWhole(regions: Regions, place: WholePlace, answer: Answer | null): Edit {
  const { control, id, item, rank } = place;
  const region = wholeRegion(regions, control.name, item);
  if (region) {
    const last = region.answers.size === 1 && region.sources.length <= 1;
    const blank = !answer || isBlank(answer);
    return blank && last ? remove(regions, [region.id]) : answerRegion(region, control, answer);
  }
  if (!answer || isBlank(answer)) return [];
  return add({
    id,
    control: control.name,
    object: control.to,
    labeller: control.name,
    shape: { kind: "whole" },
    labels: [],
    answers: new Map([[control.name, answer]]),
    origin: "manual",
    item,
    parent: null,
    rank,
    sources: [],
  });
}

/** The region that carries the answer of a control about the whole item, or about one entry of it. */
export function wholeRegion(
  regions: Regions,
  control: string,
  item: number | null = null,
): Region | undefined {
  for (const region of regions.values()) {
    if (region.shape.kind === "whole" && region.item === item && region.answers.has(control)) return region;
  }
  return undefined;
}

/** The choices after one of them was picked: toggled; a radio group keeps its one. */
export function pickChoice(control: ControlTag, chosen: readonly string[], value: string): readonly string[] {
  const without = chosen.filter((each) => each !== value);
  if (control.multiple) {
    if (without.length < chosen.length) return without;
    // Stored in the order of the configuration, so that equal answers look equal.
    const known = control.options
      .map((option) => option.value)
      .filter((each) => each === value || chosen.includes(each));
    return [...chosen.filter((each) => !control.options.some((option) => option.value === each)), ...known];
  }
  const takenBack = without.length < chosen.length && control.attributes.choice !== "single-radio";
  return takenBack ? [] : [value];
}

/** The same region again, a little aside where that can be seen. */
export function copyOf(region: Region & { readonly shape: DrawnShape }, id: string, rank: number): Region {
  const { aside } = kindOf(region.shape);
  const shape = aside ? aside(region.shape) : region.shape;
  return { ...region, id, rank, shape, origin: "manual", parent: null, sources: [] };
}

/** Makes the others part of the first one; their own parts follow them. */
export function group(regions: Regions, ids: readonly string[]): Edit {
  const [head, ...others] = ids.map((id) => regions.get(id)).filter((region) => region !== undefined);
  if (!head) return [];
  return others
    .filter((region) => isDrawn(region) && region.parent !== head.id && head.parent !== region.id)
    .flatMap((region) => changed(region, { parent: head.id }));
}

export function ungroup(regions: Regions, ids: readonly string[]): Edit {
  const chosen = new Set(ids);
  return [...regions.values()]
    .filter((region) => region.parent !== null && (chosen.has(region.id) || chosen.has(region.parent)))
    .flatMap((region) => changed(region, { parent: null }));
}

/** Controls whose options are labels of regions, in the order of the configuration. */
export function labelControls(schema: LabelSchema, object?: string): readonly ControlTag[] {
  return schema.controls.filter(
    (control) => (object === undefined || control.to === object) && control.names,
  );
}

/** Controls that draw on an object, in the order of the configuration. */
export function drawControls(schema: LabelSchema, object?: string): readonly ControlTag[] {
  return schema.controls.filter(
    (control) => (object === undefined || control.to === object) && control.draws,
  );
}

/** Whether a control can label a region that is there: same object, and same kind of drawing or a mere name. */
export function canLabel(control: ControlTag, region: Region, schema: LabelSchema): boolean {
  if (region.object !== control.to || !control.names) return false;
  const drawer = schema.controls.find((each) => each.name === region.control);
  if (!drawer) return false;
  return control.draws ? drawer.tag === control.tag : !drawer.names;
}

/** A changed region as a patch; what cannot be shown is never changed. */
export function changed(region: Region, change: Partial<Region>): Edit {
  if (region.shape.kind === "opaque") return [];
  const after = { ...region, ...change, origin: originAfterEdit(region.origin) };
  return [{ id: region.id, before: region, after }];
}
