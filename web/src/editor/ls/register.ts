import * as rules from "./attributes";

export interface ControlRow {
  readonly role: "control";
  readonly attributes: rules.AttributeRules;
  /** Tag of its options. */
  readonly option: "Label" | "Choice";
  /** Tags of the objects that it can be applied to. */
  readonly objects: readonly string[];
  /** The `type` of its entries in a result. */
  readonly type: string;
  /** It makes regions on its object. */
  readonly draws: boolean;
}

export interface PlainRow {
  readonly role: "layout" | "object" | "option";
  readonly attributes: rules.AttributeRules;
}

export type TagRow = ControlRow | PlainRow;

/**
 * Every tag that can be used, one row each: the same rows as on the server. A tag or an attribute without
 * a rule is refused by name and line, so that a configuration is never half obeyed.
 */
export const REGISTER: Readonly<Record<string, TagRow>> = {
  View: { role: "layout", attributes: rules.VIEW_RULES },
  Header: { role: "layout", attributes: rules.HEADER_RULES },
  Text: { role: "object", attributes: rules.TEXT_RULES },
  Image: { role: "object", attributes: rules.IMAGE_RULES },
  Choices: {
    role: "control",
    attributes: rules.CHOICES_RULES,
    option: "Choice",
    objects: ["Text", "Image"],
    type: "choices",
    draws: false,
  },
  Choice: { role: "option", attributes: rules.CHOICE_RULES },
  Labels: {
    role: "control",
    attributes: rules.REGION_RULES,
    option: "Label",
    objects: ["Text"],
    type: "labels",
    draws: true,
  },
  RectangleLabels: {
    role: "control",
    attributes: rules.REGION_RULES,
    option: "Label",
    objects: ["Image"],
    type: "rectanglelabels",
    draws: true,
  },
  Label: { role: "option", attributes: rules.LABEL_RULES },
};

export function tagRow(tag: string): TagRow | undefined {
  return Object.hasOwn(REGISTER, tag) ? REGISTER[tag] : undefined;
}

export function controlRow(tag: string): ControlRow | undefined {
  const row = tagRow(tag);
  return row?.role === "control" ? row : undefined;
}

/** Tags of the controls that hold a kind of option. */
export function controlsOf(option: string): readonly string[] {
  return Object.keys(REGISTER).filter((tag) => controlRow(tag)?.option === option);
}

export function supportedTags(): readonly string[] {
  return Object.keys(REGISTER);
}
