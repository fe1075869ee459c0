/**
 * One entry of a Label Studio result, as it travels over the API.
 * Keys that this editor does not know are legal and survive a round trip.
 */
export interface LsResultItem {
  readonly id?: string;
  readonly from_name?: string;
  readonly to_name?: string;
  readonly type?: string;
  readonly value?: Readonly<Record<string, unknown>>;
  readonly [key: string]: unknown;
}

/** What a writer contributes to an item: its value and, for pictures, the size it was measured on. */
export interface ItemBody {
  readonly value: Readonly<Record<string, unknown>>;
  readonly [key: string]: unknown;
}

/** Under which an entry that is no object travels through the editor; copies of an entry keep it. */
const FOREIGN = Symbol("foreign");

/** Whether something in a result is an entry at all: scripts have written `null`, numbers and words there. */
export function isEntry(value: unknown): value is LsResultItem {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What stands in a result as an entry: what is none comes in one that knows it. */
export function entryOf(value: unknown): LsResultItem {
  return isEntry(value) ? value : ({ [FOREIGN]: value } as LsResultItem);
}

/** Whether an entry stands for something that is none. */
export function isForeign(item: LsResultItem): boolean {
  return FOREIGN in item;
}

/** An entry as it stands in a result: what was none is what it was. */
export function writtenEntry(item: LsResultItem): LsResultItem {
  return isForeign(item)
    ? ((item as unknown as Record<symbol, LsResultItem>)[FOREIGN] as LsResultItem)
    : item;
}
