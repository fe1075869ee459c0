import { fieldNamed } from "../ls/attributes";
import { type Data, fieldOf, textOf } from "../ls/readResult";
import type { ControlTag, LabelOption, LabelSchema } from "../ls/schema";
import type { Answer } from "./answers";
import { nests } from "./nested";
import { entriesOf, startOrder } from "./ranking";

/** The answer that a configuration gives beforehand; null when it leaves that to the person. */
export function initialAnswer(control: ControlTag, schema: LabelSchema, data: Data): Answer | null {
  const { attributes } = control;
  switch (control.type) {
    case "choices":
    case "taxonomy":
      return selectedOptions(control);
    case "rating": {
      const rating = Number(attributes.defaultValue ?? 0);
      return rating > 0 ? { kind: "rating", rating } : null;
    }
    case "number":
      return attributes.defaultValue ? { kind: "number", number: Number(attributes.defaultValue) } : null;
    case "textarea": {
      const field = fieldNamed(attributes.value);
      const text = field === null ? attributes.value : textOf(fieldOf(data, { field }));
      return text ? { kind: "texts", texts: [text] } : null;
    }
    case "ranker": {
      const list = schema.objects.find((object) => object.name === control.to);
      const entries = list ? entriesOf(fieldOf(data, list)) : [];
      return entries.length > 0 ? { kind: "ranking", buckets: startOrder(control, entries) } : null;
    }
    default:
      return null;
  }
}

function selectedOptions(control: ControlTag): Answer | null {
  const paths = selectedPaths(control.options, []);
  if (paths.length === 0) return null;
  const given = control.multiple ? paths : paths.slice(0, 1);
  if (nests(control)) return { kind: "paths", paths: given };
  return { kind: "choices", choices: given.map((path) => path.at(-1) ?? "") };
}

function selectedPaths(options: readonly LabelOption[], above: readonly string[]): (readonly string[])[] {
  return options.flatMap((option) => {
    const path = [...above, option.value];
    return [...(option.selected ? [path] : []), ...selectedPaths(option.children, path)];
  });
}
