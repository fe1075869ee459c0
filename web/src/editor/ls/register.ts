import { choicesCodec } from "./codecs/choices";
import type { Codec } from "./codecs/codec";
import { rectangleCodec } from "./codecs/rectangles";
import { spanCodec } from "./codecs/spans";

/** What an attribute may hold. An attribute without a rule is kept and has no effect here. */
export interface AttributeRule {
  readonly required?: true;
  readonly oneOf?: readonly string[];
  /** The value names a field of the item: `$field`. */
  readonly field?: true;
}

interface Row {
  readonly attributes: Readonly<Record<string, AttributeRule>>;
}

export interface LayoutRow extends Row {
  readonly role: "layout";
}

export interface ObjectRow extends Row {
  readonly role: "object";
}

export interface ControlRow extends Row {
  readonly role: "control";
  /** Tag of its options. */
  readonly options: "Label" | "Choice";
  /** Tags of the objects that it can be applied to. */
  readonly objects: readonly string[];
  /** The value of `choice` when it is not given. */
  readonly choice: string;
  readonly codec: Codec;
}

export interface OptionRow extends Row {
  readonly role: "option";
}

export type TagRow = LayoutRow | ObjectRow | ControlRow | OptionRow;

const FLAG: AttributeRule = { oneOf: ["true", "false"] };
const NAMED = { name: { required: true } } as const;
const CONTROL = { ...NAMED, toName: { required: true }, required: FLAG } as const;
const OPTION = { value: { required: true }, selected: FLAG } as const;
const SHOWN = { ...NAMED, value: { required: true, field: true } } as const;

/** Every tag that can be used, one row each. A tag without a row is refused by name and line. */
export const REGISTER: Readonly<Record<string, TagRow>> = {
  View: { role: "layout", attributes: {} },
  Header: { role: "layout", attributes: { value: { required: true } } },
  Text: { role: "object", attributes: SHOWN },
  Image: { role: "object", attributes: SHOWN },
  Choices: {
    role: "control",
    options: "Choice",
    objects: ["Text", "Image"],
    choice: "single",
    codec: choicesCodec,
    attributes: { ...CONTROL, choice: { oneOf: ["single", "multiple", "single-radio"] }, perRegion: FLAG },
  },
  Labels: {
    role: "control",
    options: "Label",
    objects: ["Text"],
    choice: "single",
    codec: spanCodec,
    attributes: { ...CONTROL, choice: { oneOf: ["single", "multiple"] } },
  },
  RectangleLabels: {
    role: "control",
    options: "Label",
    objects: ["Image"],
    choice: "single",
    codec: rectangleCodec,
    attributes: { ...CONTROL, choice: { oneOf: ["single", "multiple"] } },
  },
  Label: { role: "option", attributes: OPTION },
  Choice: { role: "option", attributes: OPTION },
};

export function tagRow(tag: string): TagRow | undefined {
  return Object.hasOwn(REGISTER, tag) ? REGISTER[tag] : undefined;
}

export function controlRow(tag: string): ControlRow | undefined {
  const row = tagRow(tag);
  return row?.role === "control" ? row : undefined;
}

export function supportedTags(): readonly string[] {
  return Object.keys(REGISTER);
}
