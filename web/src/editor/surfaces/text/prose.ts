import type { DrawnShape, Shape } from "../../core/model";
import type { Line } from "./marks";
import type { TextRange } from "./textRange";

/** What a selection grows to. */
export type Granularity = "symbol" | "word" | "sentence" | "paragraph";

/**
 * Text to label, whatever it is the text of: a letter, a document, a dialogue. Everything that selects, marks and
 * finds works on stretches of it; only here they become regions of a kind, and back.
 */
export interface Prose {
  readonly text: string;
  /** What stands on the page in one piece: lines, text nodes, utterances. They follow each other. */
  readonly lines: readonly Line[];
  readonly granularity: Granularity;
  /** The region of a stretch; null where nothing can be marked. */
  shapeOf(range: TextRange): DrawnShape | null;
  /** The stretch of a region; null for regions of another kind. */
  rangeOf(shape: Shape): TextRange | null;
}

const GRANULARITIES: readonly string[] = ["symbol", "word", "sentence", "paragraph"];

export function granularityOf(attributes: Readonly<Record<string, string>>): Granularity {
  const { granularity = "symbol" } = attributes;
  return GRANULARITIES.includes(granularity) ? (granularity as Granularity) : "symbol";
}

export function plainProse(text: string, lines: readonly Line[], granularity: Granularity): Prose {
  return {
    text,
    lines,
    granularity,
    shapeOf: ({ end, start }) => (start < end ? { kind: "span", start, end } : null),
    rangeOf: (shape) => (shape.kind === "span" ? shape : null),
  };
}
