import { buildOptions, nestsOptions } from "./buildControls";
import type { ControlTag, LabelOption, LabelSchema } from "./schema";

/** A label beside the configuration: a word, a list of words, or of ways through a tree, at one control. */
interface LinkedLabel {
  readonly from_name: string;
  readonly value?: unknown;
}

type Way = readonly string[];

/**
 * The schema with the labels that a project offers beside its configuration, after the options that stand in it. A
 * label at a control that is not there, or that has no options, is passed over.
 */
export function withLinkedLabels(schema: LabelSchema, linked: readonly LinkedLabel[]): LabelSchema {
  if (linked.length === 0) return schema;
  const controls = schema.controls.map((control) => {
    if (control.options.length === 0 && control.optionsField === null) return control;
    const ways = linked
      .filter(({ from_name }) => from_name === control.name)
      .flatMap(({ value }) => waysOf(value, nestsOptions(control.tag, control.attributes)));
    return ways.length === 0 ? control : withWays(control, ways);
  });
  return { ...schema, controls };
}

function waysOf(value: unknown, nests: boolean): Way[] {
  if (typeof value === "string") return [[value]];
  if (!Array.isArray(value)) return [];
  const entries: readonly unknown[] = value;
  const words = entries.filter((entry) => typeof entry === "string");
  if (words.length === entries.length) return nests ? [words] : words.map((word) => [word]);
  return entries.filter((entry): entry is string[] => Array.isArray(entry));
}

function withWays(control: ControlTag, ways: readonly Way[]): ControlTag {
  const options = ways.reduce<readonly LabelOption[]>(
    (grown, way) => withWay(grown, way, control.line),
    control.options,
  );
  return { ...control, options };
}

/** Options in which this way exists; those that are there already stay as they are. */
function withWay(options: readonly LabelOption[], way: Way, line: number): readonly LabelOption[] {
  const [head, ...rest] = way;
  if (head === undefined) return options;
  if (!options.some((option) => option.value === head)) {
    const built = buildOptions([{ line, attributes: { value: head }, children: [] }], options.length, noKey);
    return [...options, ...built.map((option) => ({ ...option, children: withWay([], rest, line) }))];
  }
  return options.map((option) =>
    option.value === head ? { ...option, children: withWay(option.children, rest, line) } : option,
  );
}

/** A shortcut is given by the configuration, where each stands once. */
const noKey = () => null;
