import { utteranceSpan } from "../../ls/codecs/texts";
import { type Dialogue, utteranceAt } from "../../ls/dialogue";
import type { Granularity, Prose } from "../text/prose";

/**
 * All that is said in a dialogue: its lines are its utterances. What hushed speakers say is not on the page, so no
 * new region reaches over it.
 */
export function dialogueProse(
  dialogue: Dialogue,
  granularity: Granularity,
  hushed: ReadonlySet<string>,
): Prose {
  const { starts, text, utterances } = dialogue;
  return {
    text,
    lines: utterances.map((utterance, at) => {
      const start = starts[at] ?? 0;
      return { start, end: start + utterance.text.length };
    }),
    granularity,
    shapeOf({ end, start }) {
      const [first, last] = [utteranceAt(dialogue, start).line, utteranceAt(dialogue, end).line];
      const silent = utterances.findIndex(
        ({ speaker }, at) => at > first && at <= last && hushed.has(speaker),
      );
      return utteranceSpan(dialogue, start, silent === -1 ? end : Math.min(end, starts[silent] ?? end));
    },
    rangeOf(shape) {
      if (shape.kind !== "utterance") return null;
      const start = starts[shape.startLine];
      const end = starts[shape.endLine];
      if (start === undefined || end === undefined) return null;
      return { start: start + shape.startOffset, end: end + shape.endOffset };
    },
  };
}
