import { isRecord, readNumber, readNumbers, type ShapeCodec } from "./codec";

/** `labels` on a text: `{start, end, text}`, offsets in code points. */
export const spanCodec: ShapeCodec = {
  kind: "shape",
  read(item, { offsets, text }) {
    const place = readNumbers(item.value, "start", "end");
    if (text === null || !place || place.start > place.end) return null;
    return { kind: "span", start: offsets.toUnits(place.start), end: offsets.toUnits(place.end) };
  },
  write(shape, { offsets, text }) {
    if (shape.kind !== "span" || text === null) return null;
    const { end, start } = shape;
    return {
      value: { start: offsets.toPoints(start), end: offsets.toPoints(end), text: text.slice(start, end) },
    };
  },
};

/** `hypertextlabels`: `{start, end, startOffset, endOffset, globalOffsets, text}`; start and end are XPaths. */
export const htmlSpanCodec: ShapeCodec = {
  kind: "shape",
  read(item) {
    const { end, globalOffsets, start, text } = item.value ?? {};
    const offsets = readNumbers(item.value, "startOffset", "endOffset");
    const places = isRecord(globalOffsets) ? readNumbers(globalOffsets, "start", "end") : null;
    if (typeof start !== "string" || typeof end !== "string" || !offsets || !places) return null;
    return {
      kind: "htmlspan",
      ...places,
      startPath: start,
      endPath: end,
      ...offsets,
      text: typeof text === "string" ? text : "",
    };
  },
  write(shape) {
    if (shape.kind !== "htmlspan") return null;
    const { end, endOffset, endPath, start, startOffset, startPath, text } = shape;
    return {
      value: { start: startPath, end: endPath, startOffset, endOffset, globalOffsets: { start, end }, text },
    };
  },
};

/** `paragraphlabels`: `{start, end, startOffset, endOffset, text}`; start and end number the utterances, as text. */
export const utteranceCodec: ShapeCodec = {
  kind: "shape",
  read(item) {
    const offsets = readNumbers(item.value, "startOffset", "endOffset");
    const startLine = readIndex(item.value?.start);
    const endLine = readIndex(item.value?.end);
    if (!offsets || startLine === null || endLine === null) return null;
    const { text } = item.value ?? {};
    return { kind: "utterance", startLine, endLine, ...offsets, text: typeof text === "string" ? text : "" };
  },
  write(shape) {
    if (shape.kind !== "utterance") return null;
    const { endLine, endOffset, startLine, startOffset, text } = shape;
    return { value: { start: `${startLine}`, end: `${endLine}`, startOffset, endOffset, text } };
  },
};

function readIndex(value: unknown): number | null {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : readNumber(value);
  return number !== null && Number.isInteger(number) && number >= 0 ? number : null;
}
