import type { BoxShape, EllipseShape, MaskShape, PictureSize, PointPair, PolygonShape } from "./shapes";

/** Shapes that cover a part of a picture. */
export type AreaShape = BoxShape | EllipseShape | PolygonShape | MaskShape;

/** Corners of an outline in pixels; percent where the size of the picture is not known. */
export type Outline = readonly PointPair[];

/** Left, top, right and bottom in percent of the picture. */
export type Extent = readonly [left: number, top: number, right: number, bottom: number];

const ELLIPSE_CORNERS = 48;

export function extentOfOutline(shape: Exclude<AreaShape, MaskShape>): Extent {
  const { height, width } = sizeOf(shape.picture);
  const corners = outlineOf(shape);
  const xs = corners.map(([x]) => (x / width) * 100);
  const ys = corners.map(([, y]) => (y / height) * 100);
  return [least(xs), least(ys), most(xs), most(ys)];
}

export function outlineOf(shape: Exclude<AreaShape, MaskShape>): Outline {
  const { height, width } = sizeOf(shape.picture);
  const x = (percent: number) => (percent / 100) * width;
  const y = (percent: number) => (percent / 100) * height;
  if (shape.kind === "polygon") return shape.points.map(([px, py]): PointPair => [x(px), y(py)]);
  const origin: PointPair = [x(shape.x), y(shape.y)];
  const around = (points: Outline) => points.map((point) => turned(point, origin, shape.rotation));
  if (shape.kind === "box") {
    const [w, h] = [x(shape.width), y(shape.height)];
    return around([
      origin,
      [origin[0] + w, origin[1]],
      [origin[0] + w, origin[1] + h],
      [origin[0], origin[1] + h],
    ]);
  }
  const corners = Array.from({ length: ELLIPSE_CORNERS }, (_, at): PointPair => {
    const angle = (at / ELLIPSE_CORNERS) * 2 * Math.PI;
    return [origin[0] + x(shape.radiusX) * Math.cos(angle), origin[1] + y(shape.radiusY) * Math.sin(angle)];
  });
  return around(corners);
}

function sizeOf({ height, width }: PictureSize): PictureSize {
  return width > 0 && height > 0 ? { width, height } : { width: 100, height: 100 };
}

function turned([x, y]: PointPair, [cx, cy]: PointPair, degrees: number): PointPair {
  if (degrees === 0) return [x, y];
  const angle = (degrees / 180) * Math.PI;
  const [dx, dy] = [x - cx, y - cy];
  return [cx + dx * Math.cos(angle) - dy * Math.sin(angle), cy + dx * Math.sin(angle) + dy * Math.cos(angle)];
}

function least(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
}

function most(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
}
