import { equal } from "../core/equal";
import { isDrawn, type Region } from "../core/model";
import { codecFor } from "./codecs";
import { withNote } from "./note";
import {
  type Contexts,
  type Data,
  type ItemReading,
  notedIn,
  objectContexts,
  originOf,
  readItem,
} from "./readResult";
import { type ItemBody, isForeign, type LsResultItem, writtenEntry } from "./resultItem";
import { type ControlTag, findControl, type LabelSchema } from "./schema";

interface Placed {
  readonly place: number;
  readonly item: LsResultItem;
}

/**
 * Writes regions as a result. An item that still says what its region says is given back as it was
 * read, to the last unknown key; a changed one keeps every key that this editor does not own.
 */
export function writeResult(regions: Iterable<Region>, schema: LabelSchema, data: Data): LsResultItem[] {
  const contexts = objectContexts(schema, data);
  const placed: Placed[] = [];
  for (const region of regions) placed.push(...new RegionWriter(region, schema, contexts).write());
  return placed.sort((a, b) => a.place - b.place).map(({ item }) => writtenEntry(item));
}

class RegionWriter {
  private shapeWritten = false;
  private labelsWritten = false;
  private readonly answersWritten = new Set<string>();

  constructor(
    private readonly region: Region,
    private readonly schema: LabelSchema,
    private readonly contexts: Contexts,
  ) {}

  write(): Placed[] {
    const placed: Placed[] = [];
    for (const { index, item } of this.region.sources) {
      const written = this.rewrite(item, readItem(item, this.schema, this.contexts));
      if (written)
        placed.push({ place: index, item: this.noted(this.withOrigin(this.withMembership(written))) });
    }
    const { region } = this;
    if (region.shape.kind === "link") {
      if (!this.shapeWritten) this.place(placed, linkItem(region));
      return placed;
    }
    if (!this.shapeWritten && isDrawn(region)) this.add(placed, region.control, this.shapeBody());
    if (!this.labelsWritten && isDrawn(region) && this.isNamedBeside() && region.labels.length > 0) {
      this.add(placed, region.labeller, this.labelsBody());
    }
    for (const name of region.answers.keys()) {
      if (!this.answersWritten.has(name)) this.add(placed, name, this.answerBody(name));
    }
    return placed;
  }

  /** The item with what changed in its region; null when its answer or its labels were taken back. */
  private rewrite(item: LsResultItem, reading: ItemReading | null): LsResultItem | null {
    const { region } = this;
    if (reading?.part === "link" && !this.shapeWritten) {
      this.shapeWritten = true;
      const same = equal(reading.shape, region.shape) && equal(reading.labels, region.labels);
      return same ? item : { ...item, ...linkItem(region) };
    }
    if (reading?.part === "shape" && !this.shapeWritten && isDrawn(region)) {
      this.shapeWritten = true;
      const ownLabels =
        reading.labels === null || this.isNamedBeside() || equal(reading.labels, region.labels);
      const same = equal(reading.shape, region.shape) && ownLabels;
      if (same && reading.control.name === region.control) return item;
      return this.merge(item, this.shapeBody(), region.control);
    }
    if (reading?.part === "labels" && !this.labelsWritten && isDrawn(region)) {
      this.labelsWritten = true;
      if (region.labels.length === 0) return null;
      const sameShape = this.region.sources.some(({ item: source }) => this.saysShape(source));
      if (sameShape && equal(reading.labels, region.labels) && reading.control.name === region.labeller) {
        return item;
      }
      return this.merge(item, this.labelsBody(), region.labeller);
    }
    if (reading?.part === "answer" && !this.answersWritten.has(reading.control.name)) {
      const { name } = reading.control;
      this.answersWritten.add(name);
      const answer = region.answers.get(name);
      if (!answer) return null;
      const same = equal(reading.answer, answer) && !this.liesElsewhere(item);
      return same ? item : this.merge(item, this.answerBody(name), name);
    }
    return item;
  }

  /** Whether an answer about a region repeats where the region lay before it was moved. */
  private liesElsewhere(item: LsResultItem): boolean {
    const { region } = this;
    if (!isDrawn(region)) return false;
    const drawn = region.sources.map((source) => readItem(source.item, this.schema, this.contexts));
    const before = drawn.find((reading) => reading?.part === "shape");
    if (before?.part !== "shape" || equal(before.shape, region.shape)) return false;
    const where = Object.keys(this.placeBody()?.value ?? {});
    return where.some((key) => key !== "text" && Object.hasOwn(item.value ?? {}, key));
  }

  private saysShape(item: LsResultItem): boolean {
    const reading = readItem(item, this.schema, this.contexts);
    return reading?.part === "shape" && equal(reading.shape, this.region.shape);
  }

  /** The group that an item belongs to, which changes without anything else of it. */
  private withMembership(item: LsResultItem): LsResultItem {
    const { parent } = this.region;
    const known = typeof item.parentID === "string" ? item.parentID : null;
    if (known === parent || item.type === "relation" || isForeign(item)) return item;
    const { parentID: _, ...rest } = item;
    return parent === null ? rest : { ...rest, parentID: parent };
  }

  /** All entries of a region say alike how it came about, also those that the change was not about. */
  private withOrigin(item: LsResultItem): LsResultItem {
    const { origin, sources } = this.region;
    const [first] = sources;
    return !first || originOf(first.item) === origin || item.type === "relation" ? item : { ...item, origin };
  }

  /** With the note of the region, where it is not the one that was read. */
  private noted(item: LsResultItem): LsResultItem {
    const { note = "", sources } = this.region;
    return note === notedIn(sources) || item.type === "relation" ? item : withNote(item, note);
  }

  private add(placed: Placed[], control: string, body: ItemBody | null): void {
    const found = findControl(this.schema, control);
    if (!found || !body) return;
    const { item: entry, origin, parent } = this.region;
    const where = {
      ...(entry !== null && { item_index: entry }),
      ...(parent !== null && { parentID: parent }),
    };
    const item = { ...this.head(found), origin, ...where, ...body };
    this.place(placed, this.region.note ? withNote(item, this.region.note) : item);
  }

  /** A part that is added to a region follows it and stands before the next one. */
  private place(placed: Placed[], item: LsResultItem): void {
    placed.push({ place: this.region.rank + (placed.length > 0 ? 0.5 : 0), item });
  }

  private merge(item: LsResultItem, body: ItemBody | null, control: string): LsResultItem {
    const found = findControl(this.schema, control);
    if (!body || !found) return item;
    const origin = "origin" in item || this.region.origin !== "manual" ? { origin: this.region.origin } : {};
    // The rotation of the picture is how it was shown when the region was drawn: not ours to change.
    const kept = "image_rotation" in item ? { image_rotation: item.image_rotation } : {};
    const { from_name, type } = this.head(found);
    return { ...item, from_name, type, ...body, ...kept, ...origin, value: { ...item.value, ...body.value } };
  }

  private head(control: ControlTag): LsResultItem {
    // A comparison of two objects belongs to neither: Label Studio names the control itself.
    const to = control.type === "pairwise" ? control.name : control.to;
    return { id: this.region.id, from_name: control.name, to_name: to, type: control.type };
  }

  /** Whether the labels stand in an entry of their own, beside that of a bare drawing tag. */
  private isNamedBeside(): boolean {
    const { control, labeller } = this.region;
    return labeller !== control && !this.codecOf(control)?.labelsKey;
  }

  /** Where a region lies, without its labels. */
  private placeBody(): ItemBody | null {
    const { region } = this;
    if (!isDrawn(region)) return null;
    return this.codecOf(region.control)?.write(region.shape, this.contexts(region.object)) ?? null;
  }

  private shapeBody(): ItemBody | null {
    const { region } = this;
    const codec = this.codecOf(region.control);
    const body = this.placeBody();
    const control = findControl(this.schema, region.control);
    const key = codec?.labelsKey ?? (control?.names ? control.type : null);
    return body && key !== null ? { ...body, value: { ...body.value, [key]: [...region.labels] } } : body;
  }

  /** A naming entry repeats where its region lies, as Label Studio writes it. */
  private labelsBody(): ItemBody | null {
    const control = findControl(this.schema, this.region.labeller);
    const body = this.shapeBody();
    if (!control || !body) return null;
    return { ...body, value: { ...body.value, [control.type]: [...this.region.labels] } };
  }

  private answerBody(name: string): ItemBody | null {
    const control = findControl(this.schema, name);
    const codec = control && codecFor(control.type, this.contexts(control.to).tag);
    const answer = this.region.answers.get(name);
    const body = codec?.kind === "answer" && answer ? codec.write(answer) : null;
    // An answer about a region repeats where it lies, as Label Studio writes it; a text then hides what was marked.
    const place = this.placeBody();
    return body && place ? { ...place, ...body, value: { ...place.value, ...body.value } } : body;
  }

  private codecOf(name: string) {
    const control = findControl(this.schema, name);
    const codec = control && codecFor(control.type, this.contexts(control.to).tag);
    return codec?.kind === "shape" ? codec : undefined;
  }
}

function linkItem({ labels, shape }: Region): LsResultItem {
  if (shape.kind !== "link") return {};
  const { direction, from, to } = shape;
  const named = labels.length > 0 ? { labels: [...labels] } : {};
  return { type: "relation", from_id: from, to_id: to, direction, ...named };
}
