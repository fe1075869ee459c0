import type { HtmlSpanShape, SpanShape, UtteranceShape } from "../../core/shapes";
import { type Dialogue, dialogueOf, utteranceAt } from "../dialogue";
import { type HtmlText, htmlTextOf, offsetOf, placesOf, wordsOf } from "../htmlText";
import type { LsResultItem } from "../resultItem";
import { isRecord, type ObjectContext, readNumber, readNumbers, type ShapeCodec } from "./codec";

type Found<S> = { readonly shape: S } | { readonly fault: string };

/** A codec from one reading that either places an entry on its object, or says why it cannot. */
function placing<S extends SpanShape | HtmlSpanShape | UtteranceShape>(
  find: (item: LsResultItem, context: ObjectContext) => Found<S>,
  write: ShapeCodec["write"],
): ShapeCodec {
  return {
    kind: "shape",
    read(item, context) {
      const found = find(item, context);
      return "shape" in found ? found.shape : null;
    },
    whyNot(item, context) {
      const found = find(item, context);
      return "fault" in found ? found.fault : null;
    },
    write,
  };
}

const NO_TEXT = { fault: "Cannot be placed: the item has no such text." };

/** `labels` on a text: `{start, end, text}`, offsets in code points. */
export const spanCodec = placing<SpanShape>(
  ({ value }, { offsets, text }) => {
    if (text === null) return NO_TEXT;
    const place = readNumbers(value, "start", "end");
    const fault = place ? faultOf(place.start, place.end, offsets.points) : NO_OFFSETS;
    if (!place || fault !== null) return { fault: fault ?? NO_OFFSETS };
    return { shape: { kind: "span", start: offsets.toUnits(place.start), end: offsets.toUnits(place.end) } };
  },
  (shape, { offsets, text }) => {
    if (shape.kind !== "span" || text === null) return null;
    const { end, start } = shape;
    return {
      value: { start: offsets.toPoints(start), end: offsets.toPoints(end), text: text.slice(start, end) },
    };
  },
);

const NO_OFFSETS = "Cannot be placed: its start and end are not both numbers.";

function faultOf(start: number, end: number, length: number): string | null {
  if (!Number.isInteger(start) || !Number.isInteger(end)) {
    return `Cannot be placed: ${start} to ${end} are not whole characters.`;
  }
  if (start > end) return `Cannot be placed: its start, ${start}, lies behind its end, ${end}.`;
  if (start === end) return `Cannot be placed: it begins and ends at ${start} and covers nothing.`;
  if (start < 0 || end > length) {
    return `Cannot be placed: ${start} to ${end} lies outside of the text, which has ${length} characters.`;
  }
  return null;
}

/**
 * `hypertextlabels`: `{start, end, startOffset, endOffset, globalOffsets, text}`. Start and end are XPaths of text
 * nodes with code points from their beginning; `globalOffsets` count code points of the whole page.
 */
export const htmlSpanCodec = placing<HtmlSpanShape>(
  (item, { value }) => {
    if (typeof value !== "string") return NO_TEXT;
    const page = htmlTextOf(value);
    const stated = statedPlace(item);
    const byPath = stated && rangeOfPaths(page, stated);
    const byCount = rangeOfCounts(page, item);
    const text = typeof item.value?.text === "string" && item.value.text !== "" ? item.value.text : null;
    // Tools write only one of the two rightly: what holds the words that were marked is meant.
    const meant = [byPath, byCount].find(
      (range) => range && text !== null && sameWords(text, page.text.slice(range.start, range.end)),
    );
    const range = meant ?? byPath ?? byCount;
    if (!range) return { fault: htmlFault(item) };
    const keepsPaths = stated !== null && range === byPath;
    const known = { ...(keepsPaths && stated), ...(text !== null && { text }) };
    const shape = htmlSpan(page, range.start, range.end, known);
    return shape ? { shape } : { fault: htmlFault(item) };
  },
  (shape, { value }) => {
    if (shape.kind !== "htmlspan" || typeof value !== "string") return null;
    const { end, endOffset, endPath, start, startOffset, startPath, text } = shape;
    const { offsets } = htmlTextOf(value);
    const globalOffsets = { start: offsets.toPoints(start), end: offsets.toPoints(end) };
    return { value: { start: startPath, end: endPath, startOffset, endOffset, globalOffsets, text } };
  },
);

type StatedPlace = Pick<HtmlSpanShape, "startPath" | "endPath" | "startOffset" | "endOffset">;

function statedPlace({ value }: LsResultItem): StatedPlace | null {
  const offsets = readNumbers(value, "startOffset", "endOffset");
  if (!offsets || typeof value?.start !== "string" || typeof value.end !== "string") return null;
  return { startPath: value.start, endPath: value.end, ...offsets };
}

function rangeOfPaths(page: HtmlText, place: StatedPlace) {
  const start = offsetOf(page, { path: place.startPath, offset: place.startOffset });
  const end = offsetOf(page, { path: place.endPath, offset: place.endOffset });
  return start !== null && end !== null && start < end ? { start, end } : null;
}

function rangeOfCounts({ offsets }: HtmlText, { value }: LsResultItem) {
  const counted = isRecord(value?.globalOffsets) ? readNumbers(value.globalOffsets, "start", "end") : null;
  if (!counted || faultOf(counted.start, counted.end, offsets.points) !== null) return null;
  return { start: offsets.toUnits(counted.start), end: offsets.toUnits(counted.end) };
}

/** Line breaks stand in results as a backslash and an n; white space depends on how a page was laid out. */
function sameWords(a: string, b: string): boolean {
  const bare = (text: string) => text.replace(/\\n/g, "").replace(/\s+/g, "");
  return bare(a) === bare(b);
}

function htmlFault({ value }: LsResultItem): string {
  const path = typeof value?.start === "string" ? ` ${value.start} to ${String(value.end)}` : "";
  return `Cannot be placed: the page has no such place${path}.`;
}

/** A stretch of a document as a region; null where there is no text. What is known of it is taken as it is. */
export function htmlSpan(
  page: HtmlText,
  start: number,
  end: number,
  known: Partial<StatedPlace & Pick<HtmlSpanShape, "text">> = {},
): HtmlSpanShape | null {
  const places = placesOf(page, start, end);
  if (!places) return null;
  return {
    kind: "htmlspan",
    start,
    end,
    startPath: known.startPath ?? places.start.path,
    endPath: known.endPath ?? places.end.path,
    startOffset: known.startOffset ?? places.start.offset,
    endOffset: known.endOffset ?? places.end.offset,
    text: known.text ?? wordsOf(page, start, end).replace(/\r\n|\r|\n/g, "\\n"),
  };
}

/**
 * `paragraphlabels`: `{start, end, startOffset, endOffset, text}`. Start and end number the utterances, as text;
 * the offsets count UTF-16 units, unlike those on other texts, because that is what Label Studio writes here.
 */
export const utteranceCodec = placing<UtteranceShape>(
  ({ value }, { attributes, value: data }) => {
    const dialogue = dialogueOf(data, attributes);
    if (!dialogue) return { fault: "Cannot be placed: the item has no such dialogue." };
    const offsets = readNumbers(value, "startOffset", "endOffset");
    const startLine = readIndex(value?.start);
    const endLine = readIndex(value?.end);
    if (!offsets || startLine === null || endLine === null) {
      return { fault: "Cannot be placed: its utterances and offsets are not all numbers." };
    }
    const place = { startLine, endLine, ...offsets };
    const fault = utteranceFault(dialogue, place);
    if (fault !== null) return { fault };
    const said = typeof value?.text === "string" && value.text !== "" ? value.text : null;
    const text = said ?? wordsBetween(dialogue, place);
    return { shape: { kind: "utterance", ...place, text } };
  },
  (shape) => {
    if (shape.kind !== "utterance") return null;
    const { endLine, endOffset, startLine, startOffset, text } = shape;
    return { value: { start: `${startLine}`, end: `${endLine}`, startOffset, endOffset, text } };
  },
);

type UtterancePlace = Omit<UtteranceShape, "kind" | "text">;

function utteranceFault({ utterances }: Dialogue, place: UtterancePlace): string | null {
  const { endLine, endOffset, startLine, startOffset } = place;
  const count = utterances.length;
  if (startLine >= count || endLine >= count) {
    return `Cannot be placed: the dialogue has ${count} utterances, counted from 0, and no ${Math.max(startLine, endLine)}.`;
  }
  if (startLine > endLine || (startLine === endLine && startOffset >= endOffset)) {
    return "Cannot be placed: its end does not lie behind its start.";
  }
  for (const [line, offset] of [
    [startLine, startOffset],
    [endLine, endOffset],
  ] as const) {
    const length = utterances[line]?.text.length ?? 0;
    if (!Number.isInteger(offset) || offset < 0 || offset > length) {
      return `Cannot be placed: utterance ${line} has ${length} characters and no place ${offset}.`;
    }
  }
  return null;
}

/** A stretch of the text of a dialogue as a region. It never begins at the end of an utterance, nor ends at a start. */
export function utteranceSpan(dialogue: Dialogue, start: number, end: number): UtteranceShape | null {
  const { starts, utterances } = dialogue;
  let from = utteranceAt(dialogue, start);
  let to = utteranceAt(dialogue, end);
  while (from.line < to.line && from.offset >= (utterances[from.line]?.text.length ?? 0)) {
    from = { line: from.line + 1, offset: 0 };
  }
  while (to.line > from.line && to.offset === 0) {
    to = { line: to.line - 1, offset: utterances[to.line - 1]?.text.length ?? 0 };
  }
  if (starts.length === 0 || (from.line === to.line && from.offset >= to.offset)) return null;
  const place = { startLine: from.line, endLine: to.line, startOffset: from.offset, endOffset: to.offset };
  return { kind: "utterance", ...place, text: wordsBetween(dialogue, place) };
}

function wordsBetween({ starts, text }: Dialogue, place: UtterancePlace): string {
  const { endLine, endOffset, startLine, startOffset } = place;
  return text.slice((starts[startLine] ?? 0) + startOffset, (starts[endLine] ?? 0) + endOffset);
}

function readIndex(value: unknown): number | null {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : readNumber(value);
  return number !== null && Number.isInteger(number) && number >= 0 ? number : null;
}
