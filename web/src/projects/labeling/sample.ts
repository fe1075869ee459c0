/** What a labeling interface is tried on, and how it is made to fit the data at hand. */
import type { Template } from "../../api/contract";
import type { LabelSchema, ObjectTag } from "../../editor";

export type Item = Readonly<Record<string, unknown>>;

const TEXT = "A text from your data stands here. Bring your data to see the first item of your own.";
const PICTURES = ["meadow", "harbour", "crossing"].map((name) => `/static/samples/${name}-01.png`);
const SERIES_ROWS = 120;

const PLACEHOLDERS: Readonly<Record<string, (object: ObjectTag) => unknown>> = {
  Text: () => TEXT,
  HyperText: () => `<h2>A page of your data</h2><p>${TEXT}</p>`,
  Paragraphs: ({ attributes }) =>
    ["Good morning!", "Good morning, how can I help you?", TEXT].map((text, turn) => ({
      [attributes.nameKey || "author"]: turn % 2 === 0 ? "Lena" : "Ines",
      [attributes.textKey || "text"]: text,
    })),
  Image: ({ isList }) => (isList ? PICTURES : PICTURES[0]),
  Audio: () => "/static/samples/ticket-counter.mp3",
  Video: () => "/static/samples/crossing.mp4",
  Pdf: () => "/static/samples/invoice.pdf",
  Table: () => ({ Name: "Aurora", Kind: "Passenger ferry", "Length (m)": 11.2 }),
  List: () =>
    ["First", "Second", "Third"].map((title) => ({ id: title.toLowerCase(), title, body: `${title} entry` })),
  TimeSeries: seriesOf,
};

/**
 * Data for a preview where the project has none of its own: that of the template which the configuration was made
 * from, as far as one can see, and for other fields a placeholder.
 */
export function sampleFor(schema: LabelSchema, config: string, templates: readonly Template[]): Item {
  const template = nearest(config, templates);
  const shown = schema.objects.map((object) => [object.field, valueFor(object, template)]);
  const read = [...config.matchAll(/"\$([^\s$.,[\]{}"]+)"/g)].map(([, field = ""]) => field);
  const others = read.filter((field) => template && field in template.sample);
  return {
    ...Object.fromEntries(others.map((field) => [field, template?.sample[field]])),
    ...Object.fromEntries(shown),
  };
}

function valueFor(object: ObjectTag, template: Template | undefined): unknown {
  const isSame =
    template && new RegExp(`<${object.tag}\\s[^>]*"\\$${escaped(object.field)}"`).test(template.config);
  const known = isSame ? template.sample[object.field] : undefined;
  return known ?? PLACEHOLDERS[object.tag]?.(object) ?? "";
}

/** The template with the most lines in common: one goes on from a template, and changes some of them. */
function nearest(config: string, templates: readonly Template[]): Template | undefined {
  const lines = new Set(linesOf(config));
  let best: Template | undefined;
  let most = 0;
  for (const template of templates) {
    const own = linesOf(template.config);
    const shared = own.filter((line) => lines.has(line)).length / own.length;
    if (shared > most) [best, most] = [template, shared];
  }
  return best;
}

function linesOf(config: string): string[] {
  const isTelling = (line: string) => line !== "" && !/^<\/?View\s*\/?>$/.test(line);
  return config
    .split("\n")
    .map((line) => line.trim())
    .filter(isTelling);
}

/** Waves for the columns that a time series asks for. */
function seriesOf({ attributes, parts }: ObjectTag): unknown {
  const time = attributes.timeColumn || "time";
  const columns = parts.map((part) => part.attributes.column ?? "").filter((name) => name !== "");
  const rows = Array.from({ length: SERIES_ROWS }, (_, row) => row);
  const wave = (column: number, row: number) =>
    Math.round(100 * Math.sin(row / (6 + 3 * column) + column)) / 100;
  if (attributes.valueType === "json") {
    return Object.fromEntries([
      [time, rows],
      ...columns.map((name, at) => [name, rows.map((row) => wave(at, row))]),
    ]);
  }
  const separator = attributes.sep || ",";
  const table = [[time, ...columns], ...rows.map((row) => [row, ...columns.map((_, at) => wave(at, row))])];
  return table.map((cells) => cells.join(separator)).join("\n");
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
  return config.replace(new RegExp(`\\$${escaped(from)}(?![\\w.])`, "g"), () => `$${to}`);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
