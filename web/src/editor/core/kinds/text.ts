import { htmlSpan, utteranceSpan } from "../../ls/codecs/texts";
import { dialogueOf } from "../../ls/dialogue";
import { htmlTextOf } from "../../ls/htmlText";
import { nextGrapheme } from "../../ls/offsets";
import type { HtmlSpanShape, SpanShape, UtteranceShape } from "../shapes";
import { type Kind, shortened } from "./kind";

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** One border moved by one visible character; null when nothing would be left, or at the end of the text. */
function moved(stretch: Stretch, border: "start" | "end", step: 1 | -1, text: string): Stretch | null {
  const to = nextGrapheme(text, stretch[border], step);
  const next = border === "start" ? { start: to, end: stretch.end } : { start: stretch.start, end: to };
  return next.start < next.end ? next : null;
}

export const SPAN: Kind<SpanShape> = {
  title: "Span",
  order: ({ end, start }) => [start, end],
  excerpt: ({ end, start }, { text }) => (text === null ? null : shortened(text.slice(start, end))),
  facts: ({ end, start }, { offsets, text }) => [
    ...(text === null ? [] : [{ name: "Text", value: shortened(text.slice(start, end)) }]),
    { name: "Characters", value: `${offsets.toPoints(start)} to ${offsets.toPoints(end)}` },
  ],
  twins: (a, b) => a.start === b.start && a.end === b.end,
  moveBorder(shape, border, step, { text }) {
    const next = text === null ? null : moved(shape, border, step, text);
    return next && { kind: "span", ...next };
  },
};

/** Breaks between blocks stand in results as a backslash and an n. */
const words = (text: string) => shortened(text.replace(/(\\n)+/g, " "));

export const HTML_SPAN: Kind<HtmlSpanShape> = {
  title: "Span",
  order: ({ end, start }) => [start, end],
  excerpt: ({ text }) => words(text),
  facts: ({ end, endPath, start, startPath, text }, { offsets }) => [
    { name: "Text", value: words(text) },
    { name: "Characters", value: `${offsets.toPoints(start)} to ${offsets.toPoints(end)}` },
    { name: "From", value: startPath },
    ...(endPath === startPath ? [] : [{ name: "To", value: endPath }]),
  ],
  twins: (a, b) => a.start === b.start && a.end === b.end,
  moveBorder(shape, border, step, { text, value }) {
    const next = text === null ? null : moved(shape, border, step, text);
    return next && typeof value === "string" ? htmlSpan(htmlTextOf(value), next.start, next.end) : null;
  },
};

export const UTTERANCE: Kind<UtteranceShape> = {
  title: "Span",
  // No utterance has a million characters; those that have are still in the right order among themselves.
  order: ({ endLine, endOffset, startLine, startOffset }) => [
    startLine * 1e6 + startOffset,
    endLine * 1e6 + endOffset,
  ],
  excerpt: ({ text }) => shortened(text),
  facts: ({ endLine, endOffset, startLine, startOffset, text }) => [
    { name: "Text", value: shortened(text) },
    {
      name: startLine === endLine ? "Utterance" : "Utterances",
      value: startLine === endLine ? `${startLine + 1}` : `${startLine + 1} to ${endLine + 1}`,
    },
    { name: "Characters", value: `${startOffset} to ${endOffset}` },
  ],
  twins: (a, b) =>
    a.startLine === b.startLine &&
    a.endLine === b.endLine &&
    a.startOffset === b.startOffset &&
    a.endOffset === b.endOffset,
  moveBorder(shape, border, step, { attributes, text, value }) {
    const dialogue = dialogueOf(value, attributes);
    if (!dialogue || text === null) return null;
    const stretch = {
      start: (dialogue.starts[shape.startLine] ?? 0) + shape.startOffset,
      end: (dialogue.starts[shape.endLine] ?? 0) + shape.endOffset,
    };
    let next = moved(stretch, border, step, text);
    // The break between two utterances is no character that one could stop at.
    if (
      next &&
      (border === "end") === (step === 1) &&
      text[border === "end" ? next.end - 1 : next.start] === "\n"
    ) {
      next = moved(next, border, step, text);
    }
    return next && utteranceSpan(dialogue, next.start, next.end);
  },
};
