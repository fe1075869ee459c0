/** What can be added to a configuration, and the text that is added. */
import {
  applyEdits,
  attributeOf,
  type ElementPath,
  elementAt,
  elementText,
  freeName,
  insertEdits,
  rootOf,
  tagRow,
  takenNames,
} from "../../../editor/building";
import { objectsOf, type Part, partsOf, type ShownObject } from "./outline";
import { TAG_WORDS } from "./words";

interface PaletteEntry {
  readonly tag: string;
  readonly group: PaletteGroup;
  readonly title: string;
  readonly hint: string;
}

export const PALETTE_GROUPS = ["Show", "Mark", "Ask", "Arrange"] as const;
type PaletteGroup = (typeof PALETTE_GROUPS)[number];

const MEMBERS: Readonly<Record<PaletteGroup, readonly string[]>> = {
  Show: ["Text", "HyperText", "Paragraphs", "Image", "Audio", "Video", "Pdf", "TimeSeries", "Table", "List"],
  Mark: [
    ...["RectangleLabels", "PolygonLabels", "BrushLabels", "KeyPointLabels", "EllipseLabels", "Labels"],
    ...["HyperTextLabels", "ParagraphLabels", "VideoRectangle", "TimelineLabels", "TimeSeriesLabels"],
    ...["Rectangle", "Polygon", "Brush", "KeyPoint", "Ellipse", "Relations"],
  ],
  Ask: ["Choices", "Taxonomy", "TextArea", "Rating", "Number", "DateTime", "Pairwise", "Ranker"],
  Arrange: ["Header", "View", "Filter"],
};

/** Fields that objects read unless somebody says otherwise: as templates and imports call them. */
const FIELDS: Readonly<Record<string, string>> = {
  HyperText: "html",
  Paragraphs: "dialogue",
  TimeSeries: "csv",
  Table: "record",
  List: "items",
};

const NAMES: Readonly<Record<string, string>> = {
  Choices: "answer",
  Taxonomy: "subject",
  TextArea: "note",
  Rating: "rating",
  Number: "number",
  DateTime: "date",
  Pairwise: "better",
  Ranker: "order",
  VideoRectangle: "tracks",
  TimelineLabels: "events",
};

/** What fits to what is there: no control without an object for it, and nothing twice that can be there once. */
export function fittingEntries(parts: readonly Part[]): PaletteEntry[] {
  const objects = objectsOf(parts);
  return PALETTE_GROUPS.flatMap((group) =>
    MEMBERS[group]
      .filter((tag) => fits(tag, parts, objects))
      .map((tag) => ({ tag, group, title: TAG_WORDS[tag]?.title ?? tag, hint: TAG_WORDS[tag]?.hint ?? "" })),
  );
}

function fits(tag: string, parts: readonly Part[], objects: readonly ShownObject[]): boolean {
  if (tag === "Relations") {
    return parts.some(({ row }) => row?.draws) && !parts.some((part) => part.tag === "Relations");
  }
  if (tag === "Filter")
    return parts.some((part) => part.row?.option && attributeOf(part.element, "name") !== "");
  const row = tagRow(tag);
  if (row?.role !== "control") return true;
  return objectsFor(tag, objects).length >= (row.targets ?? 1);
}

/** The objects that a control can be about. On pictures and videos plain labels only name what others draw. */
export function objectsFor(tag: string, objects: readonly ShownObject[]): ShownObject[] {
  const row = tagRow(tag);
  return objects.filter(
    (object) => row?.objects?.includes(object.tag) && !row.namesOnly?.includes(object.tag),
  );
}

/** The configuration with a new part behind another one, or at its end; and where the part stands now. */
export function addPart(
  xml: string,
  tag: string,
  after: ElementPath | null,
): { xml: string; path: ElementPath } | null {
  const root = rootOf(xml);
  if (!root) return null;
  const parentPath = after ? after.slice(0, -1) : [];
  const parent = elementAt(root, parentPath);
  if (!parent) return null;
  const index = after?.at(-1) ?? parent.children.length - 1;
  const texts = textsOf(tag, partsOf(root), takenNames(root));
  const added = applyEdits(xml, insertEdits(xml, parent, index, texts));
  return { xml: added, path: [...parentPath, index + texts.length] };
}

function textsOf(tag: string, parts: readonly Part[], taken: ReadonlySet<string>): string[] {
  const row = tagRow(tag);
  const objects = objectsOf(parts);
  if (row?.role === "object") {
    const field = FIELDS[tag] ?? tag.toLowerCase();
    const name = freeName(taken, field);
    return [withInner(tag, { name, value: `$${name}`, ...(tag === "TimeSeries" && { timeColumn: "time" }) })];
  }
  const [first, second] = objectsFor(tag, objects);
  const to = first?.name ?? "";
  const name = freeName(taken, NAMES[tag] ?? "labels");
  switch (tag) {
    case "Header":
      return [elementText(tag, { value: "What do you see?" })];
    case "View":
      return ['<View>\n  <Header value="A group of parts"/>\n</View>'];
    case "Filter": {
      const control = parts.find((part) => part.row?.option && attributeOf(part.element, "name") !== "");
      return [elementText(tag, { toName: control ? attributeOf(control.element, "name") : "" })];
    }
    case "Relations":
      return [withInner(tag, {})];
    case "Pairwise":
      return [elementText(tag, { name, toName: `${to},${second?.name ?? ""}` })];
    case "VideoRectangle":
      // Boxes of a video have their names from labels beside them.
      return [
        elementText(tag, { name, toName: to }),
        withInner("Labels", { name: freeName(taken, "labels"), toName: to }),
      ];
    default:
      return [withInner(tag, { name, toName: to })];
  }
}

const INNER: Readonly<Record<string, readonly string[]>> = {
  Choices: ["Yes", "No"],
  Taxonomy: ["First subject", "Second subject"],
  Relations: ["belongs to"],
};

function withInner(tag: string, attributes: Readonly<Record<string, string>>): string {
  const row = tagRow(tag);
  const inner =
    tag === "TimeSeries"
      ? [elementText("Channel", { column: "value", legend: "Value" })]
      : row?.option
        ? (INNER[tag] ?? ["First label", "Second label"]).map((value) =>
            elementText(row.option ?? "", { value }),
          )
        : [];
  const own = elementText(tag, attributes);
  if (inner.length === 0) return own;
  return `${own.slice(0, -2)}>\n${inner.map((text) => `  ${text}\n`).join("")}</${tag}>`;
}
