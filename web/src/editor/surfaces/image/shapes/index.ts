import type { DrawnShape, Shape } from "../../../core/shapes";
import type { Size } from "../geometry";
import { BOX, type Box } from "./box";
import { ELLIPSE, type Ellipse } from "./ellipse";
import { KEYPOINT, type KeyPoint } from "./keypoint";
import { MASK, type Mask } from "./mask";
import { POLYGON, type Polygon } from "./polygon";
import type { ShapeRow } from "./shape";

export type Geometry = Box | Ellipse | Polygon | KeyPoint | Mask;
export type PictureKind = Geometry["kind"];

/** Every kind of shape that can lie on a picture. */
const ROWS = { box: BOX, ellipse: ELLIPSE, polygon: POLYGON, keypoint: KEYPOINT, mask: MASK } as const;

/** What controls draw, by the type of their results. */
const DRAWS: Readonly<Record<string, PictureKind>> = {
  rectangle: "box",
  rectanglelabels: "box",
  ellipse: "ellipse",
  ellipselabels: "ellipse",
  polygon: "polygon",
  polygonlabels: "polygon",
  keypoint: "keypoint",
  keypointlabels: "keypoint",
  brush: "mask",
  brushlabels: "mask",
};

/** The row of a kind. The table is keyed by kind, so a row only ever meets geometry of its own. */
export function rowOf(kind: PictureKind): ShapeRow<DrawnShape, Geometry> {
  return ROWS[kind] as unknown as ShapeRow<DrawnShape, Geometry>;
}

export function kindDrawnBy(control: { readonly type: string } | null): PictureKind | null {
  return control && Object.hasOwn(DRAWS, control.type) ? (DRAWS[control.type] ?? null) : null;
}

/** The geometry of a shape on a picture; null for shapes that do not lie on pictures, or cannot be drawn. */
export function geometryOf(shape: Shape, picture: Size): Geometry | null {
  return isOnPictures(shape) ? rowOf(shape.kind).of(shape, picture) : null;
}

export function shapeOf(geometry: Geometry, picture: Size): DrawnShape {
  return rowOf(geometry.kind).to(geometry, picture);
}

function isOnPictures(shape: Shape): shape is DrawnShape & { readonly kind: PictureKind } {
  return Object.hasOwn(ROWS, shape.kind);
}
