import { paintedPixels, shiftedMask } from "../masks";
import type {
  BoxShape,
  EllipseShape,
  KeyPointShape,
  MaskShape,
  PictureSize,
  PointPair,
  PolygonShape,
} from "../shapes";
import { type Fact, type Kind, within } from "./kind";

/** How far aside a copy is put, in percent of the picture. */
const ASIDE = 1.5;

export const BOX: Kind<BoxShape> = {
  title: "Box",
  facts: ({ height, picture, rotation, width, x, y }) => [
    place(picture, x, y),
    size(picture, width, height),
    ...turned(rotation),
  ],
  shift(shape, dx, dy) {
    const [x, y] = moved(shape, dx, dy);
    if (shape.rotation !== 0) return { ...shape, x, y };
    return { ...shape, x: within(x, 100 - shape.width), y: within(y, 100 - shape.height) };
  },
  grow(shape, dx, dy) {
    const { height, width } = shape.picture;
    if (width <= 0 || height <= 0) return shape;
    const upright = shape.rotation === 0;
    const roomX = upright ? 100 - shape.x : Number.POSITIVE_INFINITY;
    const roomY = upright ? 100 - shape.y : Number.POSITIVE_INFINITY;
    return {
      ...shape,
      width: Math.max(Math.min(shape.width + (dx / width) * 100, roomX), 100 / width),
      height: Math.max(Math.min(shape.height + (dy / height) * 100, roomY), 100 / height),
    };
  },
  aside(shape) {
    const room = { x: 100 - shape.width, y: 100 - shape.height };
    const x = shape.x + ASIDE <= room.x ? shape.x + ASIDE : shape.x - ASIDE;
    const y = shape.y + ASIDE <= room.y ? shape.y + ASIDE : shape.y - ASIDE;
    return shape.rotation === 0
      ? { ...shape, x: within(x, room.x), y: within(y, room.y) }
      : { ...shape, x, y };
  },
};

export const ELLIPSE: Kind<EllipseShape> = {
  title: "Ellipse",
  facts: ({ picture, radiusX, radiusY, rotation, x, y }) => [
    place(picture, x, y),
    size(picture, radiusX * 2, radiusY * 2),
    ...turned(rotation),
  ],
  shift(shape, dx, dy) {
    const [x, y] = moved(shape, dx, dy);
    return { ...shape, x: within(x, 100), y: within(y, 100) };
  },
  grow(shape, dx, dy) {
    const { height, width } = shape.picture;
    if (width <= 0 || height <= 0) return shape;
    return {
      ...shape,
      radiusX: Math.max(shape.radiusX + (dx / width) * 100, 50 / width),
      radiusY: Math.max(shape.radiusY + (dy / height) * 100, 50 / height),
    };
  },
  aside: (shape) => ({ ...shape, x: asideOf(shape.x), y: asideOf(shape.y) }),
};

export const POLYGON: Kind<PolygonShape> = {
  title: "Polygon",
  facts: ({ closed, picture, points }) => {
    const [left, top, right, bottom] = extent(points);
    return [
      place(picture, left, top),
      size(picture, right - left, bottom - top),
      { name: "Corners", value: `${points.length}${closed ? "" : ", open"}` },
    ];
  },
  shift(shape, dx, dy) {
    const { height, width } = shape.picture;
    if (width <= 0 || height <= 0) return shape;
    const [left, top, right, bottom] = extent(shape.points);
    // All corners move alike, and none leaves the picture.
    const byX = Math.min(Math.max((dx / width) * 100, -Math.max(left, 0)), Math.max(100 - right, 0));
    const byY = Math.min(Math.max((dy / height) * 100, -Math.max(top, 0)), Math.max(100 - bottom, 0));
    return { ...shape, points: shape.points.map(([x, y]): PointPair => [x + byX, y + byY]) };
  },
  aside(shape) {
    const [left, top, right, bottom] = extent(shape.points);
    const byX = right + ASIDE <= 100 || left < ASIDE ? ASIDE : -ASIDE;
    const byY = bottom + ASIDE <= 100 || top < ASIDE ? ASIDE : -ASIDE;
    return { ...shape, points: shape.points.map(([x, y]): PointPair => [x + byX, y + byY]) };
  },
};

export const KEYPOINT: Kind<KeyPointShape> = {
  title: "Key point",
  facts: ({ picture, x, y }) => [place(picture, x, y)],
  shift(shape, dx, dy) {
    const [x, y] = moved(shape, dx, dy);
    return { ...shape, x: within(x, 100), y: within(y, 100) };
  },
  aside: (shape) => ({ ...shape, x: asideOf(shape.x), y: asideOf(shape.y) }),
};

export const MASK: Kind<MaskShape> = {
  title: "Mask",
  facts: ({ picture, rle }) => [
    { name: "Painted", value: share(paintedPixels(rle, picture), picture) },
    { name: "Picture", value: `${picture.width} × ${picture.height} px` },
  ],
  shift: shiftedMask,
};

function place(picture: PictureSize, x: number, y: number): Fact {
  return { name: "Position", value: `${measured(picture, x, y, ", ")}` };
}

function share(painted: number | null, { height, width }: PictureSize): string {
  if (painted === null) return "Its code does not fit the picture.";
  return `${painted.toLocaleString("en")} px, ${Number(((painted / (width * height)) * 100).toFixed(2))} %`;
}

function size(picture: PictureSize, width: number, height: number): Fact {
  return { name: "Size", value: measured(picture, width, height, " × ") };
}

function turned(rotation: number): Fact[] {
  return rotation === 0 ? [] : [{ name: "Rotation", value: `${Number(rotation.toFixed(1))}°` }];
}

/** In pixels where the size of the picture is known, else in percent. */
function measured({ height, width }: PictureSize, across: number, down: number, between: string): string {
  const known = width > 0 && height > 0;
  const a = known ? Math.round((across / 100) * width) : Number(across.toFixed(1));
  const d = known ? Math.round((down / 100) * height) : Number(down.toFixed(1));
  return `${a}${between}${d} ${known ? "px" : "%"}`;
}

function moved(
  shape: { readonly x: number; readonly y: number; readonly picture: PictureSize },
  dx: number,
  dy: number,
): [x: number, y: number] {
  const { height, width } = shape.picture;
  if (width <= 0 || height <= 0) return [shape.x, shape.y];
  return [shape.x + (dx / width) * 100, shape.y + (dy / height) * 100];
}

function asideOf(value: number): number {
  return value + ASIDE <= 100 ? value + ASIDE : value - ASIDE;
}

/** Left, top, right and bottom of some points. */
function extent(points: readonly PointPair[]): [number, number, number, number] {
  let [left, top] = points[0] ?? [0, 0];
  let [right, bottom] = [left, top];
  for (const [x, y] of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return [left, top, right, bottom];
}
