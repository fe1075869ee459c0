import type { Answer, DrawnShape, Region } from "../../core/model";
import type { OffsetMap } from "../offsets";
import type { ItemBody, LsResultItem } from "../resultItem";

/** What a codec may know about the object that a result lies on. */
export interface ObjectContext {
  /** The text of a text object; null for other objects and when the item has no such field. */
  readonly text: string | null;
  readonly offsets: OffsetMap;
}

/** Reads and writes the geometry and labels of a region. `read` gives null for what it does not understand. */
export interface ShapeCodec {
  readonly kind: "shape";
  readonly type: string;
  read(item: LsResultItem, context: ObjectContext): ShapeReading | null;
  write(region: Region & { readonly shape: DrawnShape }, context: ObjectContext): ItemBody | null;
}

export interface ShapeReading {
  readonly shape: DrawnShape;
  readonly labels: readonly string[];
}

/** Reads and writes the answer of a control that draws nothing. */
export interface AnswerCodec {
  readonly kind: "answer";
  readonly type: string;
  read(item: LsResultItem): Answer | null;
  write(answer: Answer): ItemBody;
}

export type Codec = ShapeCodec | AnswerCodec;

/** A list of strings, or null when the value is anything else. */
export function readStrings(value: unknown): readonly string[] | null {
  return Array.isArray(value) && value.every((entry) => typeof entry === "string") ? value : null;
}

export function readNumber(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}
