import { fieldNamed } from "./attributes";
import { conditionOf } from "./conditions";
import { assignKeys } from "./optionKeys";
import type { WrittenOption } from "./readOptions";
import type { XmlElement } from "./readXml";
import type { TagRow } from "./register";
import type { Condition, ControlTag, LabelOption, ObjectTag, TagPart } from "./schema";

/** A control as it was read, before keys and colours are handed out. */
export interface FoundControl {
  readonly name: string;
  readonly element: XmlElement;
  readonly row: TagRow;
  readonly options: readonly WrittenOption[];
  readonly parts: readonly TagPart[];
}

/** Relations need no name in a configuration, and their results carry none. */
export const RELATIONS = "relations";

/** The names of the objects that a control points to. */
export function targetsOf({ element, row }: Pick<FoundControl, "element" | "row">): string[] {
  return row.targets ? (element.attributes.toName ?? "").split(",").map((name) => name.trim()) : [];
}

export function isPerRegion(row: TagRow, attributes: Readonly<Record<string, string>>): boolean {
  return !row.names && attributes.perRegion === "true";
}

/** Whether the options of a control may hold each other. */
export function nestsOptions(tag: string, attributes: Readonly<Record<string, string>>): boolean {
  return tag === "Taxonomy" || attributes.allowNested === "true";
}

/** Whether options that name no key of their own are given one: not where there are too many, or in a menu. */
export function givesKeys({ option, type }: TagRow): boolean {
  return option !== undefined && type !== "taxonomy" && type !== "relation";
}

export function buildControls(
  found: readonly FoundControl[],
  objects: readonly ObjectTag[],
): readonly ControlTag[] {
  const kinds = new Map(objects.map(({ name, tag }) => [name, tag]));
  const keys = assignKeys(
    found.map(({ options, row }) => ({
      keys: [...everyOption(options)].map(({ attributes }) => readKey(attributes.hotkey)),
      automatic: givesKeys(row),
    })),
  );
  let labels = 0;
  return found.map((control, index) => {
    const { element, options, parts, row } = control;
    const { attributes, line } = element;
    const targets = targetsOf(control);
    const to = targets[0] ?? "";
    const first = labels;
    if (row.names) labels += options.length;
    const handOut = (keys[index] ?? []).values();
    return {
      name: control.name,
      tag: element.tag,
      to,
      targets,
      type: row.type ?? "",
      draws: row.draws === true && !row.namesOnly?.includes(kinds.get(to) ?? ""),
      names: row.names === true,
      options: buildOptions(options, first, () => handOut.next().value ?? null),
      optionsField: row.option ? fieldNamed(attributes.value) : null,
      multiple: row.type === "taxonomy" || attributes.choice === "multiple",
      required: attributes.required === "true",
      requiredMessage: attributes.requiredMessage || null,
      perRegion: isPerRegion(row, attributes),
      perItem: attributes.perItem === "true",
      condition: conditionOf(attributes, isPerRegion(row, attributes)),
      line,
      attributes,
      parts,
    };
  });
}

const CATEGORIES = 8;
const COLOUR = /^(#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})|[a-z]{3,24})$/i;

/** Options with their colours in turn from `first` on; `nextKey` is asked once for each, in their order. */
export function buildOptions(
  written: readonly WrittenOption[],
  first: number,
  nextKey: () => string | null,
): LabelOption[] {
  return written.map(({ attributes, children, heading, line }, index) => {
    const { alias, background = "", hint, html, selected, value = "" } = attributes;
    const named = COLOUR.test(background.trim());
    return {
      value: alias || value,
      title: value,
      key: nextKey(),
      colour: named ? background.trim() : `var(--cat-${((first + index) % CATEGORIES) + 1})`,
      selected: selected === "true",
      hint: hint || null,
      ...(html?.trim() && { html }),
      ...(heading && { heading }),
      most: attributes.maxUsages?.trim() || null,
      children: buildOptions(children, first, nextKey),
      line,
    };
  });
}

/** A condition in the words of results: options that were named by what people read get their alias. */
export function settleCondition(
  condition: Condition | null,
  controls: readonly ControlTag[],
): Condition | null {
  if (!condition) return null;
  const named = controls.filter(({ name }) => condition.control === null || name === condition.control);
  const stored = (word: string, among: readonly ControlTag[]) =>
    among.map((control) => storedOf(control.options, word)).find((value) => value !== null) ?? word;
  const namers = named.some((control) => control.names) ? named : controls.filter((control) => control.names);
  return {
    ...condition,
    labels: condition.labels.map((word) => stored(word, namers)),
    choices: condition.choices.map((word) => stored(word, named)),
  };
}

function storedOf(options: readonly LabelOption[], word: string): string | null {
  for (const option of options) {
    if (option.value === word || option.title === word) return option.value;
    const below = storedOf(option.children, word);
    if (below !== null) return below;
  }
  return null;
}

export function* everyOption(options: readonly WrittenOption[]): Generator<WrittenOption> {
  for (const option of options) {
    yield option;
    yield* everyOption(option.children);
  }
}

export function readKey(hotkey: string | undefined): string | null {
  return hotkey?.trim().toLowerCase() || null;
}
