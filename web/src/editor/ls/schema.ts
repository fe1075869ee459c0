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
  /** The field holds a list of addresses, shown one at a time (`valueList`). */
  readonly isList: boolean;
  readonly line: number;
  readonly attributes: Readonly<Record<string, string>>;
  /** Tags that only an object can hold, such as the channels of a time series. */
  readonly parts: readonly TagPart[];
}

export interface TagPart {
  readonly tag: string;
  readonly line: number;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Something to answer with: labels for regions, answers about the item or a region, links between regions. */
export interface ControlTag {
  readonly name: string;
  readonly tag: string;
  /** Name of the object it applies to: the first one where it names several. */
  readonly to: string;
  /** Every object that it names, in order. */
  readonly targets: readonly string[];
  /** The `type` of its entries in a result. */
  readonly type: string;
  /** It makes regions on its object. */
  readonly draws: boolean;
  /** Its options are labels of regions: of those that it draws, or of those that bare drawing tags draw beside it. */
  readonly names: boolean;
  /** Options as written. Where `optionsField` is set the item adds its own: see `withItemOptions`. */
  readonly options: readonly LabelOption[];
  /** The field of the item's data that holds options (`value="$options"`), or null. */
  readonly optionsField: string | null;
  /** Several options may hold at once. */
  readonly multiple: boolean;
  readonly required: boolean;
  readonly requiredMessage: string | null;
  /** The answer belongs to a region, not to the whole item. */
  readonly perRegion: boolean;
  /** The answer belongs to one entry of an object that shows a list. */
  readonly perItem: boolean;
  /** When it is asked; null: always. Views around it may have conditions of their own. */
  readonly condition: Condition | null;
  readonly line: number;
  readonly attributes: Readonly<Record<string, string>>;
  /** Tags inside of it that are no options, such as the shortcuts of a text area. */
  readonly parts: readonly TagPart[];
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
  readonly hint: string | null;
  /** Shown instead of the title, once it was made harmless. */
  readonly html?: string | null;
  /** What stands above it in the configuration, as a `<Header>` before it. */
  readonly heading?: Heading | null;
  /** `maxUsages`: how many regions of an item may have it; null for no bound of its own. */
  readonly most?: string | null;
  /** Options below this one, of nested choices and taxonomies. */
  readonly children: readonly LabelOption[];
  readonly line: number;
}

/** The words of a `<Header>`, or the field of the item that holds them. */
export interface Heading {
  readonly value: string;
  readonly field: string | null;
}

/** `visibleWhen` with its `when...` attributes. */
export interface Condition {
  readonly when: "region-selected" | "no-region-selected" | "choice-selected" | "choice-unselected";
  /** `whenTagName`: the control that must hold; null for any. */
  readonly control: string | null;
  /** `whenLabelValue`: one of these labels; empty for any. */
  readonly labels: readonly string[];
  /** `whenChoiceValue`: one of these choices; empty for any. */
  readonly choices: readonly string[];
}

export type LayoutNode =
  | {
      readonly kind: "view";
      readonly style: string;
      /** For the selectors of a `<Style>`. */
      readonly className: string;
      readonly id: string;
      readonly condition: Condition | null;
      readonly children: readonly LayoutNode[];
    }
  | ({ readonly kind: "header"; readonly size: number } & Heading)
  /** Words that stand in the configuration as a `<Text>` of their own. */
  | { readonly kind: "words"; readonly value: string }
  | { readonly kind: "style"; readonly css: string }
  /** A search over the options of the control named `to`. */
  | {
      readonly kind: "filter";
      readonly to: string;
      readonly placeholder: string;
      readonly key: string | null;
      readonly minLength: number;
    }
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

/** An option of a control at any depth. */
export function findOption(control: ControlTag | undefined, value: string): LabelOption | undefined {
  return control && findAmong(control.options, value);
}

function findAmong(options: readonly LabelOption[], value: string): LabelOption | undefined {
  for (const option of options) {
    const found = option.value === value ? option : findAmong(option.children, value);
    if (found) return found;
  }
  return undefined;
}
