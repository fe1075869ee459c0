import { codecFor } from "../ls/codecs";
import type { ControlTag, LabelSchema } from "../ls/schema";
import type { Patch } from "./history";
import type { Answer, BoxShape, DrawnShape, Region, Regions, SpanShape } from "./model";
import { originAfterEdit } from "./provenance";

/** What every edit gives: the patches of one gesture; empty when nothing would change. */
export type Edit = readonly Patch[];

export function nextRank(regions: Regions): number {
  let rank = -1;
  for (const region of regions.values()) {
    rank = Math.max(rank, region.rank, region.sources.at(-1)?.index ?? -1);
  }
  return rank + 1;
}

export function newRegion(
  control: ControlTag,
  shape: DrawnShape,
  label: string,
  id: string,
  rank: number,
): Region {
  return {
    id,
    control: control.name,
    object: control.to,
    shape,
    labels: [label],
    answers: new Map(),
    origin: "manual",
    rank,
    sources: [],
  };
}

/** The span that already says the same: labelling a word twice is a slip, not two regions. */
export function findTwin(
  regions: Regions,
  control: ControlTag,
  shape: DrawnShape,
  label: string,
): Region | undefined {
  if (shape.kind !== "span") return undefined;
  return [...regions.values()].find(
    (region) =>
      region.control === control.name &&
      region.shape.kind === "span" &&
      region.shape.start === shape.start &&
      region.shape.end === shape.end &&
      region.labels.includes(label),
  );
}

export function add(region: Region): Edit {
  return [{ id: region.id, before: null, after: region }];
}

export function remove(region: Region): Edit {
  return region.shape.kind === "opaque" ? [] : [{ id: region.id, before: region, after: null }];
}

export function reshape(region: Region, shape: DrawnShape): Edit {
  return changed(region, { shape });
}

/** Gives a region a label: replaces the one it has, or switches it on and off where several are allowed. */
export function relabel(region: Region, control: ControlTag, label: string): Edit {
  const toggles = control.multiple && region.control === control.name;
  if (!toggles) {
    const same = region.control === control.name && region.labels.length === 1 && region.labels[0] === label;
    return same ? [] : changed(region, { control: control.name, labels: [label] });
  }
  const without = region.labels.filter((each) => each !== label);
  if (without.length === 0) return [];
  const labels = without.length < region.labels.length ? without : [...region.labels, label];
  return changed(region, { labels });
}

/** The answer of a control about a region; null takes it back. */
export function answerRegion(region: Region, control: ControlTag, answer: Answer | null): Edit {
  const before = region.answers.get(control.name);
  if (before?.choices.join("\n") === answer?.choices.join("\n")) return [];
  const answers = new Map(region.answers);
  if (answer) answers.set(control.name, answer);
  else answers.delete(control.name);
  return changed(region, { answers });
}

/** The answer of a control about the whole item; null takes it back. `id` and `rank` are for a first answer. */
export function answerWhole(
  regions: Regions,
  control: ControlTag,
  answer: Answer | null,
  id: string,
  rank: number,
): Edit {
  const region = wholeRegion(regions, control.name);
  if (!region) {
    if (!answer) return [];
    const answers = new Map([[control.name, answer]]);
    const head = { id, control: control.name, object: control.to, rank };
    return add({ ...head, shape: { kind: "whole" }, labels: [], answers, origin: "manual", sources: [] });
  }
  const last = region.answers.size === 1 && region.sources.length <= 1;
  return !answer && last ? remove(region) : answerRegion(region, control, answer);
}

/** The region that carries the answer of a control about the whole item. */
export function wholeRegion(regions: Regions, control: string): Region | undefined {
  for (const region of regions.values()) {
    if (region.shape.kind === "whole" && region.answers.has(control)) return region;
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

/** The same region again, a little aside so that it can be seen; a span keeps its place. */
export function copyOf(region: Region & { readonly shape: DrawnShape }, id: string, rank: number): Region {
  const shape = region.shape.kind === "box" ? asideOf(region.shape) : region.shape;
  return { ...region, id, rank, shape, origin: "manual", sources: [] };
}

/** Controls that can label an object, in the order of the configuration. */
export function labelControls(schema: LabelSchema, object?: string): readonly ControlTag[] {
  return schema.controls.filter(
    (control) => (object === undefined || control.to === object) && codecFor(control.type)?.kind === "shape",
  );
}

/** Whether a control can label a region that is there: same object, same kind of result. */
export function canLabel(control: ControlTag, region: Region, schema: LabelSchema): boolean {
  const drawer = schema.controls.find((each) => each.name === region.control);
  return region.object === control.to && drawer !== undefined && drawer.tag === control.tag;
}

/** A box moved and resized by pixels of its picture, kept inside of it. */
export function shiftBox(shape: BoxShape, dx: number, dy: number): BoxShape {
  const { height, width } = shape.picture;
  if (width <= 0 || height <= 0) return shape;
  const x = shape.x + (dx / width) * 100;
  const y = shape.y + (dy / height) * 100;
  if (shape.rotation !== 0) return { ...shape, x, y };
  return { ...shape, x: within(x, 100 - shape.width), y: within(y, 100 - shape.height) };
}

export function growBox(shape: BoxShape, dx: number, dy: number): BoxShape {
  const { height, width } = shape.picture;
  if (width <= 0 || height <= 0) return shape;
  const roomX = shape.rotation === 0 ? 100 - shape.x : Number.POSITIVE_INFINITY;
  const roomY = shape.rotation === 0 ? 100 - shape.y : Number.POSITIVE_INFINITY;
  const least = { width: 100 / width, height: 100 / height };
  return {
    ...shape,
    width: Math.max(Math.min(shape.width + (dx / width) * 100, roomX), least.width),
    height: Math.max(Math.min(shape.height + (dy / height) * 100, roomY), least.height),
  };
}

/** A span with one border elsewhere; null when nothing would be left of it. */
export function moveBorder(shape: SpanShape, border: "start" | "end", offset: number): SpanShape | null {
  const next = { ...shape, [border]: offset };
  return next.start < next.end ? next : null;
}

function changed(region: Region, change: Partial<Region>): Edit {
  if (region.shape.kind === "opaque") return [];
  const after = { ...region, ...change, origin: originAfterEdit(region.origin) };
  return [{ id: region.id, before: region, after }];
}

function asideOf(shape: BoxShape): BoxShape {
  const step = 1.5;
  const room = { x: 100 - shape.width, y: 100 - shape.height };
  const x = shape.x + step <= room.x ? shape.x + step : shape.x - step;
  const y = shape.y + step <= room.y ? shape.y + step : shape.y - step;
  return shape.rotation === 0 ? { ...shape, x: within(x, room.x), y: within(y, room.y) } : { ...shape, x, y };
}

function within(value: number, max: number): number {
  return Math.min(Math.max(value, 0), Math.max(max, 0));
}
