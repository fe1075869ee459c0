import type { Answer } from "../../core/answers";
import type { DrawnShape } from "../../core/shapes";
import type { OffsetMap } from "../offsets";
import type { ItemBody, LsResultItem } from "../resultItem";

/** What a codec may know about the object that a result lies on. */
export interface ObjectContext {
  /** Tag of the object; an empty string for an object that the configuration does not have. */
  readonly tag: string;
  /** What the item holds for it. */
  readonly value: unknown;
  /** All text of a text, a document or a dialogue; null for other objects and when the item has no such field. */
  readonly text: string | null;
  readonly offsets: OffsetMap;
  /** What the configuration says about the object. */
  readonly attributes: Readonly<Record<string, string>>;
  /** How many entries a list has; 1 for an object that shows one thing. */
  readonly entries: number;
}

/**
 * Reads and writes the geometry of a region; labels are read and written beside it, alike for all kinds.
 * `read` gives null for what it does not understand.
 */
export interface ShapeCodec {
  readonly kind: "shape";
  /** A bare drawing tag whose own entry carries the labels, under this key. */
  readonly labelsKey?: string;
  read(item: LsResultItem, context: ObjectContext): DrawnShape | null;
  /** Why it could not be read, as a sentence for people; null when there is nothing to add. */
  whyNot?(item: LsResultItem, context: ObjectContext): string | null;
  write(shape: DrawnShape, context: ObjectContext): ItemBody | null;
}

/** Reads and writes the answer of a control that draws nothing. */
export interface AnswerCodec {
  readonly kind: "answer";
  read(item: LsResultItem): Answer | null;
  write(answer: Answer): ItemBody | null;
}

export type Codec = ShapeCodec | AnswerCodec;

/** A list of strings, or null when the value is anything else. */
export function readStrings(value: unknown): readonly string[] | null {
  return Array.isArray(value) && value.every((entry) => typeof entry === "string") ? value : null;
}

export function readNumber(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

/** Numbers by name, or null when one of them is missing or none. */
export function readNumbers<K extends string>(
  value: Readonly<Record<string, unknown>> | undefined,
  ...names: readonly K[]
): Readonly<Record<K, number>> | null {
  const found = {} as Record<K, number>;
  for (const name of names) {
    const number = readNumber(value?.[name]);
    if (number === null) return null;
    found[name] = number;
  }
  return found;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
