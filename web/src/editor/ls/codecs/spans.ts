import { readNumber, readStrings, type ShapeCodec } from "./codec";

/** `{type: "labels", value: {start, end, text, labels: [...]}}`, offsets in code points. */
export const spanCodec: ShapeCodec = {
  kind: "shape",
  type: "labels",
  read(item, { offsets, text }) {
    const start = readNumber(item.value?.start);
    const end = readNumber(item.value?.end);
    if (text === null || start === null || end === null || start > end) return null;
    const labels = readStrings(item.value?.labels) ?? [];
    return { shape: { kind: "span", start: offsets.toUnits(start), end: offsets.toUnits(end) }, labels };
  },
  write({ labels, shape }, { offsets, text }) {
    if (shape.kind !== "span" || text === null) return null;
    const { start, end } = shape;
    return {
      value: {
        start: offsets.toPoints(start),
        end: offsets.toPoints(end),
        text: text.slice(start, end),
        labels: [...labels],
      },
    };
  },
};
