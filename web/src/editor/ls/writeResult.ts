import { isDrawn, type Region } from "../core/model";
import { codecFor } from "./codecs";
import { type Contexts, type Data, objectContexts, readItem } from "./readResult";
import type { ItemBody, LsResultItem } from "./resultItem";
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
  return placed.sort((a, b) => a.place - b.place).map(({ item }) => item);
}

class RegionWriter {
  private shapeWritten = false;
  private readonly answersWritten = new Set<string>();

  constructor(
    private readonly region: Region,
    private readonly schema: LabelSchema,
    private readonly contexts: Contexts,
  ) {}

  write(): Placed[] {
    const placed: Placed[] = [];
    for (const { index, item } of this.region.sources) {
      const written = this.rewrite(item);
      if (written) placed.push({ place: index, item: written });
    }
    const { region } = this;
    if (!this.shapeWritten && isDrawn(region)) this.add(placed, region.control, this.shapeBody());
    for (const name of region.answers.keys()) {
      if (!this.answersWritten.has(name)) this.add(placed, name, this.answerBody(name));
    }
    return placed;
  }

  /** The item with what changed in its region; null when its answer was taken back. */
  private rewrite(item: LsResultItem): LsResultItem | null {
    const reading = readItem(item, this.schema, this.contexts);
    if (reading?.part === "shape" && !this.shapeWritten && isDrawn(this.region)) {
      this.shapeWritten = true;
      const { labels, shape } = this.region;
      const same = equal(reading.shape, shape) && equal(reading.labels, labels);
      if (same && reading.control.name === this.region.control) return item;
      return this.merge(item, this.shapeBody(), this.region.control);
    }
    if (reading?.part === "answer" && !this.answersWritten.has(reading.control.name)) {
      const { name } = reading.control;
      this.answersWritten.add(name);
      const answer = this.region.answers.get(name);
      if (!answer) return null;
      return equal(reading.answer, answer) ? item : this.merge(item, this.answerBody(name), name);
    }
    return item;
  }

  private add(placed: Placed[], control: string, body: ItemBody | null): void {
    const found = findControl(this.schema, control);
    if (!found || !body) return;
    // A part added to a region follows it and stands before the next one.
    const place = this.region.rank + (placed.length > 0 ? 0.5 : 0);
    placed.push({ place, item: { ...this.head(found), origin: this.region.origin, ...body } });
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
    const { name, to, type } = control;
    return { id: this.region.id, from_name: name, to_name: to, type };
  }

  private shapeBody(): ItemBody | null {
    const { region } = this;
    const codec = this.codecOf(region.control);
    return codec?.kind === "shape" && isDrawn(region)
      ? codec.write(region, this.contexts(region.object))
      : null;
  }

  private answerBody(name: string): ItemBody | null {
    const codec = this.codecOf(name);
    const answer = this.region.answers.get(name);
    return codec?.kind === "answer" && answer ? codec.write(answer) : null;
  }

  private codecOf(name: string) {
    const control = findControl(this.schema, name);
    return control && codecFor(control.type);
  }
}

/** Deep equality of plain JSON values. */
function equal(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => equal(a[key as keyof typeof a], b[key as keyof typeof b]));
}
