import { nextGrapheme } from "../../ls/offsets";
import type { HtmlSpanShape, SpanShape, UtteranceShape } from "../shapes";
import { type Kind, shortened } from "./kind";

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
    if (text === null) return null;
    const next = { ...shape, [border]: nextGrapheme(text, shape[border], step) };
    return next.start < next.end ? next : null;
  },
};

export const HTML_SPAN: Kind<HtmlSpanShape> = {
  title: "Span",
  order: ({ end, start }) => [start, end],
  excerpt: ({ text }) => shortened(text),
  facts: ({ end, start, text }) => [
    { name: "Text", value: shortened(text) },
    { name: "Characters", value: `${start} to ${end}` },
  ],
  twins: (a, b) => a.start === b.start && a.end === b.end,
};

export const UTTERANCE: Kind<UtteranceShape> = {
  title: "Span",
  // No utterance has a million characters; those that have are still in the right order among themselves.
  order: ({ endLine, endOffset, startLine, startOffset }) => [
    startLine * 1e6 + startOffset,
    endLine * 1e6 + endOffset,
  ],
  excerpt: ({ text }) => shortened(text),
  facts: ({ endLine, startLine, text }) => [
    { name: "Text", value: shortened(text) },
    {
      name: startLine === endLine ? "Utterance" : "Utterances",
      value: startLine === endLine ? `${startLine + 1}` : `${startLine + 1} to ${endLine + 1}`,
    },
  ],
  twins: (a, b) =>
    a.startLine === b.startLine &&
    a.endLine === b.endLine &&
    a.startOffset === b.startOffset &&
    a.endOffset === b.endOffset,
};
