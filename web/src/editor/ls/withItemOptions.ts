import { buildOptions, givesKeys, nestsOptions } from "./buildControls";
import { ROWS } from "./optionKeys";
import type { WrittenOption } from "./readOptions";
import { controlRow } from "./register";
import type { ControlTag, LabelOption, LabelSchema } from "./schema";

/**
 * The schema with the options that an item of data brings (`value="$options"`), after those of the
 * configuration. What is no option is passed over, and so is one that the configuration has already. Without such
 * options it is the same schema.
 */
export function withItemOptions(schema: LabelSchema, data: Readonly<Record<string, unknown>>): LabelSchema {
  if (schema.controls.every(({ optionsField }) => optionsField === null)) return schema;
  const taken = new Set(schema.controls.flatMap(({ options }) => keysOf(options)));
  let rows = 0;
  let labels = 0;
  const controls = schema.controls.map((control): ControlTag => {
    const row = controlRow(control.tag);
    const free = row && givesKeys(row) ? [...(ROWS[rows++] ?? "")] : [];
    const first = labels + control.options.length;
    const more = optionsIn(control, data);
    if (control.names) labels = first + more.length;
    if (more.length === 0) return control;
    const claim = (key: string | null): string | null => {
      const wanted = key ?? free.find((each) => !taken.has(each)) ?? null;
      if (wanted === null || taken.has(wanted)) return null;
      taken.add(wanted);
      return wanted;
    };
    const wanted = hotkeysOf(more).values();
    const built = buildOptions(more, first, () => claim(wanted.next().value ?? null));
    return { ...control, options: [...control.options, ...built] };
  });
  return { ...schema, controls };
}

/** The options that an item has for a control and that the configuration does not. */
function optionsIn(control: ControlTag, data: Readonly<Record<string, unknown>>): WrittenOption[] {
  const field = control.optionsField;
  if (field === null || !Object.hasOwn(data, field)) return [];
  const known = new Set(control.options.map((option) => option.value));
  const nests = nestsOptions(control.tag, control.attributes);
  return written(data[field], nests, control.line).filter(({ attributes }) => {
    const stored = attributes.alias || attributes.value || "";
    if (known.has(stored)) return false;
    known.add(stored);
    return true;
  });
}

const TEXTS = ["value", "alias", "background", "hint", "hotkey", "html", "maxUsages"] as const;

function written(list: unknown, nests: boolean, line: number): WrittenOption[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry: unknown): WrittenOption[] => {
    if (typeof entry === "string")
      return entry === "" ? [] : [{ line, attributes: { value: entry }, children: [] }];
    if (typeof entry !== "object" || entry === null) return [];
    const given = entry as Readonly<Record<string, unknown>>;
    if (typeof given.value !== "string" || given.value === "") return [];
    const attributes: Record<string, string> = {};
    for (const name of TEXTS) {
      const value = given[name];
      if (typeof value === "string" || typeof value === "number") attributes[name] = String(value);
    }
    if (given.selected === true || given.selected === "true") attributes.selected = "true";
    return [{ line, attributes, children: nests ? written(given.children, nests, line) : [] }];
  });
}

function hotkeysOf(options: readonly WrittenOption[]): (string | null)[] {
  return options.flatMap(({ attributes, children }) => [
    attributes.hotkey?.trim().toLowerCase() || null,
    ...hotkeysOf(children),
  ]);
}

function keysOf(options: readonly LabelOption[]): string[] {
  return options.flatMap(({ children, key }) => [...(key === null ? [] : [key]), ...keysOf(children)]);
}
