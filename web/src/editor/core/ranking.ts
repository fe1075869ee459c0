import { isRecord } from "../ls/codecs/codec";
import type { ControlTag } from "../ls/schema";

/** One entry of a list. */
export interface ListEntry {
  readonly id: string;
  readonly title: string;
  readonly body: string;
  /** Address of a picture; an empty string for none. */
  readonly image: string;
  readonly html: string;
}

export interface Column {
  readonly name: string;
  readonly title: string;
}

/** The ids of entries by the name of their column, in order. */
export type Buckets = Readonly<Record<string, readonly string[]>>;

/** The column of what lies in no bucket yet, as results call it. */
export const UNSORTED = "_";

/** The entries that an item holds for a list; those without an id are known by their place. An id counts once. */
export function entriesOf(value: unknown): readonly ListEntry[] {
  if (!Array.isArray(value)) return [];
  const taken = new Set<string>();
  return value.flatMap((given: unknown, index): ListEntry[] => {
    const fields = isRecord(given) ? given : { title: given };
    const id = wordOf(fields.id) || String(index);
    if (taken.has(id)) return [];
    taken.add(id);
    const { body, html, image, title } = fields;
    return [{ id, title: wordOf(title), body: wordOf(body), image: wordOf(image), html: wordOf(html) }];
  });
}

const wordOf = (value: unknown): string =>
  typeof value === "string" || typeof value === "number" ? String(value) : "";

const bucketsOf = ({ parts }: ControlTag) => parts.filter((part) => part.tag === "Bucket");

/** Where everything lies at the start: the one list, the default bucket, or beside the buckets. */
function startColumn(control: ControlTag): string {
  const buckets = bucketsOf(control);
  if (buckets.length === 0) return control.name;
  return buckets.find(({ attributes }) => attributes.default === "true")?.attributes.name ?? UNSORTED;
}

/** Whether entries are put in order rather than sorted into buckets. */
export const ranksOnly = (control: ControlTag): boolean => bucketsOf(control).length === 0;

export function columnsOf(control: ControlTag, listTitle: string): readonly Column[] {
  const buckets = bucketsOf(control).map(({ attributes: { name = "", title } }) => ({
    name,
    title: title || name,
  }));
  const start = startColumn(control);
  if (buckets.some(({ name }) => name === start)) return buckets;
  return [{ name: start, title: listTitle }, ...buckets];
}

/** Every entry where it lies before anybody moved one; Label Studio stores this too. */
export function startOrder(control: ControlTag, entries: readonly ListEntry[]): Buckets {
  const start = startColumn(control);
  const ids = entries.map(({ id }) => id);
  return Object.fromEntries(columnsOf(control, "").map(({ name }) => [name, name === start ? ids : []]));
}

/** An answer with every entry of the item in one of the columns that there are: none is lost, none is twice. */
export function completed(
  given: Buckets | null,
  control: ControlTag,
  entries: readonly ListEntry[],
): Buckets {
  if (!given) return startOrder(control, entries);
  const left = new Set(entries.map(({ id }) => id));
  const buckets: Record<string, string[]> = {};
  for (const { name } of columnsOf(control, "")) {
    buckets[name] = (given[name] ?? []).filter((id) => left.delete(id));
  }
  buckets[startColumn(control)]?.push(...left);
  return buckets;
}

/** An entry put before what is at a place of a column; the place counts without the entry itself. */
export function moved(buckets: Buckets, id: string, column: string, place: number): Buckets {
  const without = Object.fromEntries(
    Object.entries(buckets).map(([name, ids]) => [name, ids.filter((each) => each !== id)]),
  );
  const ids = without[column];
  if (!ids) return buckets;
  const at = Math.max(0, Math.min(ids.length, place));
  return { ...without, [column]: [...ids.slice(0, at), id, ...ids.slice(at)] };
}

export type Direction = "up" | "down" | "left" | "right";

/** One step by the keyboard: up and down within a column, left and right to the column beside it. */
export function stepped(
  buckets: Buckets,
  columns: readonly Column[],
  id: string,
  direction: Direction,
): Buckets {
  const here = columns.findIndex(({ name }) => buckets[name]?.includes(id));
  const name = columns[here]?.name;
  if (name === undefined) return buckets;
  const place = buckets[name]?.indexOf(id) ?? 0;
  if (direction === "up") return place === 0 ? buckets : moved(buckets, id, name, place - 1);
  if (direction === "down") return moved(buckets, id, name, place + 1);
  const beside = columns[here + (direction === "left" ? -1 : 1)]?.name;
  return beside === undefined ? buckets : moved(buckets, id, beside, place);
}
