import type { Answer, Origin, Region, SourceItem } from "../core/model";
import { codecFor } from "./codecs";
import type { ObjectContext } from "./codecs/codec";
import { offsetMap } from "./offsets";
import type { LsResultItem } from "./resultItem";
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
      const text = object?.tag === "Text" ? textOf(fieldOf(data, object)) : null;
      context = { text, offsets: offsetMap(text ?? "") };
      known.set(name, context);
    }
    return context;
  };
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
 * understood (unknown type, control that the configuration does not have, broken value) is kept as it is.
 */
export function readResult(result: readonly LsResultItem[], schema: LabelSchema, data: Data): Region[] {
  const contexts = objectContexts(schema, data);
  const ids = new Set(result.map((item) => item.id));
  const groups = new Map<string, SourceItem[]>();
  result.forEach((item, index) => {
    const key = typeof item.id === "string" && item.id !== "" ? item.id : unusedId(index, ids);
    const group = groups.get(key);
    if (group) group.push({ index, item });
    else groups.set(key, [{ index, item }]);
  });
  return [...groups].map(([id, sources]) => readRegion(id, sources, schema, contexts));
}

/** How one item is understood; null when it is not. Used by reader and writer alike, so they always agree. */
export function readItem(
  item: LsResultItem,
  schema: LabelSchema,
  contexts: Contexts,
):
  | { part: "shape"; control: ControlTag; shape: Region["shape"]; labels: readonly string[] }
  | { part: "answer"; control: ControlTag; answer: Answer }
  | null {
  const control = findControl(schema, item.from_name ?? "");
  const codec = control && codecFor(control.type);
  if (!control || !codec || codec.type !== item.type || item.to_name !== control.to) return null;
  if (codec.kind === "answer") {
    const answer = codec.read(item);
    return answer && { part: "answer", control, answer };
  }
  const reading = codec.read(item, contexts(control.to));
  return reading && { part: "shape", control, ...reading };
}

function readRegion(
  id: string,
  sources: readonly SourceItem[],
  schema: LabelSchema,
  contexts: Contexts,
): Region {
  const first = sources[0]?.item ?? {};
  const answers = new Map<string, Answer>();
  let drawn: { control: string; object: string; shape: Region["shape"]; labels: readonly string[] } | null =
    null;
  let owner: ControlTag | null = null;
  for (const { item } of sources) {
    const reading = readItem(item, schema, contexts);
    if (reading?.part === "shape" && !drawn) {
      const { control, labels, shape } = reading;
      drawn = { control: control.name, object: control.to, shape, labels };
    } else if (reading?.part === "answer" && !answers.has(reading.control.name)) {
      answers.set(reading.control.name, reading.answer);
      owner ??= reading.control;
    }
  }
  const base = { id, answers, origin: originOf(first), rank: sources[0]?.index ?? 0, sources };
  if (drawn) return { ...base, ...drawn };
  if (owner) return { ...base, control: owner.name, object: owner.to, shape: { kind: "whole" }, labels: [] };
  return {
    ...base,
    control: first.from_name ?? "",
    object: first.to_name ?? "",
    shape: { kind: "opaque", reason: whyOpaque(first, schema) },
    labels: [],
  };
}

function whyOpaque(item: LsResultItem, schema: LabelSchema): string {
  const control = findControl(schema, item.from_name ?? "");
  const type = item.type ?? "none";
  if (!item.from_name) return `Results of type "${type}" are kept but cannot be shown here.`;
  if (!control) return `The configuration has no control "${item.from_name}".`;
  const expected = control.type;
  if (expected !== item.type) return `"${control.name}" gives "${expected}", this is "${type}".`;
  if (item.to_name !== control.to)
    return `"${control.name}" is for "${control.to}", not "${item.to_name ?? ""}".`;
  return "Its value does not have the expected form.";
}

function originOf(item: LsResultItem): Origin {
  return item.origin === "prediction" || item.origin === "prediction-changed" ? item.origin : "manual";
}

function unusedId(index: number, ids: ReadonlySet<unknown>): string {
  let id = `item-${index}`;
  while (ids.has(id)) id = `${id}-`;
  return id;
}
