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
