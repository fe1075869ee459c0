import { choicesCodec } from "./choices";
import type { Codec } from "./codec";
import { rectangleCodec } from "./rectangles";
import { spanCodec } from "./spans";

const CODECS: ReadonlyMap<string, Codec> = new Map(
  [choicesCodec, rectangleCodec, spanCodec].map((codec) => [codec.type, codec]),
);

/** How results of a type are read and written; undefined for types that are only kept. */
export function codecFor(type: string): Codec | undefined {
  return CODECS.get(type);
}
