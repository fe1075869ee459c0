/** The labeling configuration after it was parsed and checked: what can be labelled, with what, laid out how. */
export interface LabelSchema {
  readonly objects: readonly ObjectTag[];
  readonly controls: readonly ControlTag[];
  readonly layout: LayoutNode;
}

/** Something to look at: a text, a picture. `field` is the key of the item's data that holds it. */
export interface ObjectTag {
  readonly name: string;
  readonly tag: string;
  readonly field: string;
  readonly line: number;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Something to answer with: labels for regions or choices for the whole item. */
export interface ControlTag {
  readonly name: string;
  readonly tag: string;
  /** Name of the object it applies to. */
  readonly to: string;
  readonly options: readonly LabelOption[];
  /** Several options may hold at once. */
  readonly multiple: boolean;
  readonly required: boolean;
  readonly requiredMessage: string | null;
  /** The answer belongs to a region, not to the whole item. */
  readonly perRegion: boolean;
  readonly line: number;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface LabelOption {
  /** What is stored in results: the alias when there is one. */
  readonly value: string;
  /** What people read. */
  readonly title: string;
  /** Shortcut, from the configuration or handed out in order; null when the keys ran out. */
  readonly key: string | null;
  /** A CSS colour: a category token or the background named by the configuration. */
  readonly colour: string;
  readonly selected: boolean;
  readonly line: number;
}

export type LayoutNode =
  | { readonly kind: "view"; readonly style: string; readonly children: readonly LayoutNode[] }
  | { readonly kind: "header"; readonly value: string; readonly size: number }
  | { readonly kind: "object"; readonly name: string }
  | { readonly kind: "control"; readonly name: string };

/** Why a configuration is refused: which tag, where, and what to do about it. */
export interface ConfigProblem {
  readonly tag: string;
  readonly line: number;
  readonly message: string;
  readonly fix: string;
}

export type ParsedConfig =
  | { readonly ok: true; readonly schema: LabelSchema }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

export function findControl(schema: LabelSchema, name: string): ControlTag | undefined {
  return schema.controls.find((control) => control.name === name);
}

export function findOption(control: ControlTag | undefined, value: string): LabelOption | undefined {
  return control?.options.find((option) => option.value === value);
}
