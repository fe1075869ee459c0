import type { PictureSize, PointPair } from "../../core/shapes";
import type { ItemBody, LsResultItem } from "../resultItem";
import { readNumber, readNumbers, type ShapeCodec } from "./codec";

/** `rectangle`, `rectanglelabels`: `{x, y, width, height, rotation}` in percent of the picture. */
export const boxCodec: ShapeCodec = {
  kind: "shape",
  read(item) {
    const box = readNumbers(item.value, "x", "y", "width", "height");
    return box && { kind: "box", ...box, rotation: rotationOf(item), picture: pictureOf(item) };
  },
  write(shape) {
    if (shape.kind !== "box") return null;
    const { height, picture, rotation, width, x, y } = shape;
    return bodyOn(picture, { x, y, width, height, rotation });
  },
};

/** `ellipse`, `ellipselabels`: `{x, y, radiusX, radiusY, rotation}` in percent of the picture. */
export const ellipseCodec: ShapeCodec = {
  kind: "shape",
  read(item) {
    const found = readNumbers(item.value, "x", "y", "radiusX", "radiusY");
    return found && { kind: "ellipse", ...found, rotation: rotationOf(item), picture: pictureOf(item) };
  },
  write(shape) {
    if (shape.kind !== "ellipse") return null;
    const { picture, radiusX, radiusY, rotation, x, y } = shape;
    return bodyOn(picture, { x, y, radiusX, radiusY, rotation });
  },
};

/** `polygon`, `polygonlabels`: `{points: [[x, y], ...], closed}` in percent of the picture. */
export const polygonCodec: ShapeCodec = {
  kind: "shape",
  read(item) {
    const points = readPoints(item.value?.points);
    if (!points || points.length === 0) return null;
    return { kind: "polygon", points, closed: item.value?.closed !== false, picture: pictureOf(item) };
  },
  write(shape) {
    if (shape.kind !== "polygon") return null;
    const { closed, picture, points } = shape;
    return bodyOn(picture, { points: points.map(([x, y]) => [x, y]), closed });
  },
};

/** `keypoint`, `keypointlabels`: `{x, y, width}` in percent of the picture. */
export const keyPointCodec: ShapeCodec = {
  kind: "shape",
  read(item) {
    const place = readNumbers(item.value, "x", "y");
    if (!place) return null;
    const width = readNumber(item.value?.width) ?? 0;
    return { kind: "keypoint", ...place, width, picture: pictureOf(item) };
  },
  write(shape) {
    if (shape.kind !== "keypoint") return null;
    const { picture, width, x, y } = shape;
    return bodyOn(picture, { x, y, width });
  },
};

/** `brush`, `brushlabels`: `{format: "rle", rle: [bytes]}`. */
export const maskCodec: ShapeCodec = {
  kind: "shape",
  read(item) {
    const { format, rle } = item.value ?? {};
    if (format !== "rle" || !Array.isArray(rle)) return null;
    if (!isBytes(rle)) return null;
    return { kind: "mask", rle, picture: pictureOf(item) };
  },
  write(shape) {
    if (shape.kind !== "mask") return null;
    return bodyOn(shape.picture, { format: "rle", rle: shape.rle });
  },
};

function rotationOf(item: LsResultItem): number {
  return readNumber(item.value?.rotation) ?? 0;
}

function pictureOf(item: LsResultItem): PictureSize {
  return { width: readNumber(item.original_width) ?? 0, height: readNumber(item.original_height) ?? 0 };
}

/** Places are measured on the picture as it is stored: never turned. */
function bodyOn(picture: PictureSize, value: Readonly<Record<string, unknown>>): ItemBody {
  return { original_width: picture.width, original_height: picture.height, image_rotation: 0, value };
}

function readPoints(value: unknown): readonly PointPair[] | null {
  if (!Array.isArray(value)) return null;
  const points: PointPair[] = [];
  for (const pair of value) {
    const x = Array.isArray(pair) ? readNumber(pair[0]) : null;
    const y = Array.isArray(pair) ? readNumber(pair[1]) : null;
    if (x === null || y === null) return null;
    points.push([x, y]);
  }
  return points;
}

/** Codes have many thousands of numbers, and every save reads them again: each is looked through once. */
const LOOKED_THROUGH = new WeakSet<readonly unknown[]>();

function isBytes(rle: readonly unknown[]): rle is readonly number[] {
  if (LOOKED_THROUGH.has(rle)) return true;
  const all = rle.every((byte) => Number.isInteger(byte) && (byte as number) >= 0 && (byte as number) <= 255);
  if (all) LOOKED_THROUGH.add(rle);
  return all;
}
