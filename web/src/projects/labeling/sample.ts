/** What a labeling interface is tried on, and how it is made to fit the data at hand. */
import type { Template } from "../../api/contract";
import type { LabelSchema } from "../../editor";

export type Item = Readonly<Record<string, unknown>>;

const PLACEHOLDERS: Record<string, string> = {
  Text: "A text from your data stands here. Bring your data to see the first item of your own.",
  Image: "/static/samples/meadow-01.png",
};

/** Data for a preview where the project has none of its own: the template's, and for other fields a placeholder. */
export function sampleFor(schema: LabelSchema, config: string, templates: readonly Template[]): Item {
  const own = templates.find((template) => template.config.trim() === config.trim())?.sample ?? {};
  const wanted = schema.objects.map((object) => [
    object.field,
    own[object.field] ?? PLACEHOLDERS[object.tag] ?? "",
  ]);
  return Object.fromEntries(wanted);
}

/** Fields that the interface shows and the item does not have. */
export function missingFields(schema: LabelSchema, item: Item): string[] {
  const wanted = new Set(schema.objects.map((object) => object.field));
  return [...wanted].filter((field) => !(field in item));
}

/** Fields of the item that could stand in for a missing one: texts that the interface does not use yet, longest first. */
export function candidates(schema: LabelSchema, item: Item): string[] {
  const used = new Set(schema.objects.map((object) => object.field));
  return Object.entries(item)
    .filter((entry): entry is [string, string] => typeof entry[1] === "string" && !used.has(entry[0]))
    .sort(([, one], [, other]) => other.length - one.length)
    .map(([field]) => field);
}

/** The configuration with every reference to one field turned to another. */
export function withField(config: string, from: string, to: string): string {
  const escaped = from.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return config.replace(new RegExp(`\\$${escaped}(?![\\w.])`, "g"), () => `$${to}`);
}
