import type { ObjectContext } from "../../ls/codecs/codec";
import type { Shape } from "../shapes";

/** One line of the details of a region; two versions of a region differ where their facts do. */
export interface Fact {
  readonly name: string;
  readonly value: string;
}

/** What the core, the lists and the keys have to know about one kind of shape. Drawing it is its surface's business. */
export interface Kind<S extends Shape> {
  /** What people call it. */
  readonly title: string;
  /** Where it begins and ends in reading order on its object; lists sort by it. */
  readonly order?: (shape: S) => readonly [start: number, end: number];
  /** Words that say which one it is; without them regions are numbered by label. */
  readonly excerpt?: (shape: S, context: ObjectContext) => string | null;
  readonly facts: (shape: S, context: ObjectContext) => readonly Fact[];
  /** Moved by pixels of its picture, kept inside of it. */
  readonly shift?: (shape: S, dx: number, dy: number) => S;
  /** Its far corner moved by pixels of its picture. */
  readonly grow?: (shape: S, dx: number, dy: number) => S;
  /** A copy a little aside, so that it can be seen; without it a copy keeps its place. */
  readonly aside?: (shape: S) => S;
  /** Whether two mark the very same: labelling it twice is a slip, not two regions. */
  readonly twins?: (a: S, b: S) => boolean;
  /** One border moved by one step; null when nothing would be left of it. */
  readonly moveBorder?: (shape: S, border: "start" | "end", step: 1 | -1, context: ObjectContext) => S | null;
}

const LONGEST_EXCERPT = 80;

/** Text as lists show it: on one line and not too long. */
export function shortened(text: string): string {
  const words = text
    .slice(0, LONGEST_EXCERPT + 20)
    .replace(/\s+/g, " ")
    .trim();
  return words.length > LONGEST_EXCERPT || text.length > LONGEST_EXCERPT + 20
    ? `${words.slice(0, LONGEST_EXCERPT)}…`
    : words || "Blank text";
}

export function within(value: number, max: number): number {
  return Math.min(Math.max(value, 0), Math.max(max, 0));
}
