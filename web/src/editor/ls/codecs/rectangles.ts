import { readNumber, readStrings, type ShapeCodec } from "./codec";

/** `{type: "rectanglelabels", original_width, original_height, image_rotation, value: {x, y, ...}}`, in percent. */
export const rectangleCodec: ShapeCodec = {
  kind: "shape",
  type: "rectanglelabels",
  read(item) {
    const x = readNumber(item.value?.x);
    const y = readNumber(item.value?.y);
    const width = readNumber(item.value?.width);
    const height = readNumber(item.value?.height);
    if (x === null || y === null || width === null || height === null) return null;
    const rotation = readNumber(item.value?.rotation) ?? 0;
    const picture = {
      width: readNumber(item.original_width) ?? 0,
      height: readNumber(item.original_height) ?? 0,
    };
    const labels = readStrings(item.value?.rectanglelabels) ?? [];
    return { shape: { kind: "box", x, y, width, height, rotation, picture }, labels };
  },
  write({ labels, shape }) {
    if (shape.kind !== "box") return null;
    const { height, picture, rotation, width, x, y } = shape;
    return {
      original_width: picture.width,
      original_height: picture.height,
      image_rotation: 0,
      value: { x, y, width, height, rotation, rectanglelabels: [...labels] },
    };
  },
};
