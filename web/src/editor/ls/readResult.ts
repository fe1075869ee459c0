import type { Answer } from "../core/answers";
import type { Origin, Region, Shape, SourceItem } from "../core/model";
import type { LinkShape } from "../core/shapes";
import { codecFor } from "./codecs";
import { type ObjectContext, readNumber, readStrings } from "./codecs/codec";
import { dialogueOf } from "./dialogue";
import { htmlTextOf } from "./htmlText";
import { noteOf } from "./note";
import { offsetMap } from "./offsets";
import { entryOf, isForeign, type LsResultItem } from "./resultItem";
import { type ControlTag, findControl, type LabelSchema, type ObjectTag } from "./schema";

export type Data = Readonly<Record<string, unknown>>;

/** Gives the context of an object by its name; texts are measured once, however many regions lie on them. */
export type Contexts = (object: string) => ObjectContext;

export function objectContexts(schema: LabelSchema, data: Data): Contexts {
  const known = new Map<string, ObjectContext>();
  return (name) => {
    let context = known.get(name);
    if (!context) {
      const object = schema.objects.find((candidate) => candidate.name === name);
      const value = object && fieldOf(data, object);
      const attributes = object?.attributes ?? {};
      context = {
        tag: object?.tag ?? "",
        value,
        attributes,
        entries: object?.isList && Array.isArray(value) ? value.length : 1,
        ...textAndOffsets(object?.tag, value, attributes),
      };
      known.set(name, context);
    }
    return context;
  };
}

/** All the text there is to label on an object, and how it is counted. */
function textAndOffsets(
  tag: string | undefined,
  value: unknown,
  attributes: ObjectTag["attributes"],
): Pick<ObjectContext, "text" | "offsets"> {
  if (tag === "HyperText") {
    const html = textOf(value);
    const known = html === null ? null : htmlTextOf(html);
    return { text: known?.text ?? null, offsets: known?.offsets ?? offsetMap("") };
  }
  const text =
    tag === "Text"
      ? textOf(value)
      : tag === "Paragraphs"
        ? (dialogueOf(value, attributes)?.text ?? null)
        : null;
  return { text, offsets: offsetMap(text ?? "") };
}

/** What the item holds for an object; undefined when it has no such field. */
export function fieldOf(data: Data, object: Pick<ObjectTag, "field">): unknown {
  return Object.hasOwn(data, object.field) ? data[object.field] : undefined;
}

/** The text to label: strings as they are, numbers and booleans as they print; null for anything else. */
export function textOf(value: unknown): string | null {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : null;
}

/**
 * Reads a result into regions, in its order. Items that share an id become one region; what cannot be
 * understood (unknown type, control that the configuration does not have, broken value, no entry at all) is kept as
 * it is.
 */
export function readResult(result: readonly LsResultItem[], schema: LabelSchema, data: Data): Region[] {
  const contexts = objectContexts(schema, data);
  const entries = result.map(entryOf);
  const ids = new Set(entries.map((item) => item.id));
  const groups = new Map<string, SourceItem[]>();
  entries.forEach((item, index) => {
    const key = typeof item.id === "string" && item.id !== "" ? item.id : unusedId(nameOf(item, index), ids);
    const group = groups.get(key);
    if (!group) groups.set(key, [{ index, item }]);
    else if (isDrawnTwice(item, group, schema)) groups.set(unusedId(key, ids), [{ index, item }]);
    else group.push({ index, item });
  });
  return [...groups].map(([id, sources]) => readRegion(id, sources, schema, contexts));
}

/** Whether an id stands at two drawings of one control: then it was given twice, and both are to be seen. */
function isDrawnTwice({ from_name, type }: LsResultItem, group: readonly SourceItem[], schema: LabelSchema) {
  const control = findControl(schema, from_name ?? "");
  if (!control?.draws || control.type !== type) return false;
  return group.some(({ item }) => item.from_name === from_name && item.type === type);
}

/** One entry as it is understood: the geometry of a region, its labels, an answer, or a link. */
export type ItemReading =
  | { part: "shape"; control: ControlTag; shape: Shape; labels: readonly string[] | null }
  | { part: "labels"; control: ControlTag; labels: readonly string[] }
  | { part: "answer"; control: ControlTag; answer: Answer }
  | { part: "link"; shape: LinkShape; labels: readonly string[] };

/** How one item is understood; null when it is not. Used by reader and writer alike, so they always agree. */
export function readItem(item: LsResultItem, schema: LabelSchema, contexts: Contexts): ItemReading | null {
  if (item.type === "relation") return readLink(item);
  const control = findControl(schema, item.from_name ?? "");
  if (!control || control.type !== item.type || !isAbout(item, control)) return null;
  const context = contexts(control.to);
  const codec = codecFor(control.type, context.tag);
  if (codec?.kind === "answer") {
    const answer = codec.read(item);
    return answer && { part: "answer", control, answer };
  }
  const labels = control.names || codec?.labelsKey ? labelsOf(item, codec?.labelsKey) : null;
  if (!codec) return labels && control.names ? { part: "labels", control, labels } : null;
  const shape = codec.read(item, context);
  return shape && { part: "shape", control, shape, labels };
}

/** A comparison is about itself, as Label Studio writes it; scripts also name all that a control is about. */
function isAbout({ to_name: to }: LsResultItem, control: ControlTag): boolean {
  if (to === control.to) return true;
  const { name, targets, type } = control;
  if (targets.length < 2) return false;
  return to === name || to === targets.join(",") || (type !== "pairwise" && targets.includes(to ?? ""));
}

function labelsOf(item: LsResultItem, key = item.type ?? ""): readonly string[] {
  return readStrings(item.value?.[key]) ?? [];
}

function readLink(item: LsResultItem): ItemReading | null {
  const { direction, from_id: from, labels, to_id: to } = item;
  if (typeof from !== "string" || typeof to !== "string") return null;
  const known = direction === "left" || direction === "bi" ? direction : "right";
  return {
    part: "link",
    shape: { kind: "link", from, to, direction: known },
    labels: readStrings(labels) ?? [],
  };
}

function readRegion(
  id: string,
  sources: readonly SourceItem[],
  schema: LabelSchema,
  contexts: Contexts,
): Region {
  const first = sources[0]?.item ?? {};
  const readings = sources.map(({ item }) => readItem(item, schema, contexts));
  const answers = new Map<string, Answer>();
  for (const reading of readings) {
    if (reading?.part !== "answer" || answers.has(reading.control.name)) continue;
    answers.set(reading.control.name, reading.answer);
  }
  const base = {
    id,
    answers,
    labels: [],
    origin: originOf(first),
    item: readNumber(first.item_index),
    parent: typeof first.parentID === "string" ? first.parentID : null,
    note: notedIn(sources),
    rank: sources[0]?.index ?? 0,
    sources,
  };
  const drawn = readings.find((reading) => reading?.part === "shape");
  if (drawn) {
    const { control, labels, shape } = drawn;
    const named = readings.find((reading) => reading?.part === "labels");
    const labeller = named?.control.name ?? labellerOf(control, schema);
    return {
      ...base,
      control: control.name,
      object: control.to,
      labeller,
      shape,
      labels: named?.labels ?? labels ?? [],
    };
  }
  const link = readings.find((reading) => reading?.part === "link");
  if (link) {
    const control = schema.controls.find((each) => each.tag === "Relations")?.name ?? "";
    return { ...base, control, object: "", labeller: control, shape: link.shape, labels: link.labels };
  }
  const owner = readings.find((reading) => reading?.part === "answer")?.control;
  if (owner) {
    const { name, to } = owner;
    return { ...base, control: name, object: to, labeller: name, shape: { kind: "whole" } };
  }
  const control = first.from_name ?? "";
  const misplaced = whyMisplaced(first, schema, contexts);
  const shape: Shape =
    misplaced === null
      ? { kind: "opaque", reason: whyOpaque(first, schema) }
      : { kind: "opaque", reason: misplaced, misplaced: true };
  return { ...base, control, object: first.to_name ?? "", labeller: control, shape };
}

/** Who names what a control draws: itself, or the naming control beside a bare drawing tag. */
function labellerOf(control: ControlTag, schema: LabelSchema): string {
  if (control.names) return control.name;
  const beside = schema.controls.find((each) => each.names && !each.draws && each.to === control.to);
  return beside?.name ?? control.name;
}

/** The note of a region: the first that one of its entries has. */
export function notedIn(sources: readonly SourceItem[]): string {
  return sources.map(({ item }) => noteOf(item)).find((note) => note !== "") ?? "";
}

/** Why an entry of a control has no place on its object; null when that is not what is wrong with it. */
function whyMisplaced(item: LsResultItem, schema: LabelSchema, contexts: Contexts): string | null {
  const control = findControl(schema, item.from_name ?? "");
  if (!control || control.type !== item.type || control.to !== item.to_name) return null;
  const context = contexts(control.to);
  const codec = codecFor(control.type, context.tag);
  return (codec?.kind === "shape" && codec.whyNot?.(item, context)) || null;
}

function whyOpaque(item: LsResultItem, schema: LabelSchema): string {
  if (isForeign(item)) return "This is no entry of a result: it has neither a control nor a type.";
  const control = findControl(schema, item.from_name ?? "");
  const type = item.type ?? "none";
  if (!item.from_name) return `Results of type "${type}" are kept but cannot be shown here.`;
  if (!control) return `The configuration has no control "${item.from_name}".`;
  if (control.type !== item.type) return `"${control.name}" gives "${control.type}", this is "${type}".`;
  if (!isAbout(item, control))
    return `"${control.name}" is for "${control.to}", not "${item.to_name ?? ""}".`;
  return "Its value does not have the expected form.";
}

/** How an entry says that its region came about. */
export function originOf(item: LsResultItem): Origin {
  return item.origin === "prediction" || item.origin === "prediction-changed" ? item.origin : "manual";
}

/** A key for an entry that has no id: links are known by their ends. */
function nameOf(item: LsResultItem, index: number): string {
  return item.type === "relation" ? `relation:${item.from_id}:${item.to_id}` : `item-${index}`;
}

function unusedId(name: string, ids: Set<unknown>): string {
  let id = name;
  while (ids.has(id)) id = `${id}-`;
  ids.add(id);
  return id;
}
