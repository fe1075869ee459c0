import type { EllipseShape } from "../../../core/shapes";
import { type Point, percentOf, turn } from "../geometry";
import { toScreen } from "../view";
import { LEAST_SIDE, SLACK, spanned } from "./box";
import * as frames from "./frame";
import type { ShapeRow } from "./shape";

/** An ellipse about its centre in pixels of the picture, turned by `rotation` degrees. */
export interface Ellipse {
  readonly kind: "ellipse";
  readonly x: number;
  readonly y: number;
  readonly radiusX: number;
  readonly radiusY: number;
  readonly rotation: number;
}

export const ELLIPSE: ShapeRow<EllipseShape, Ellipse> = {
  of: ({ radiusX, radiusY, rotation, x, y }, picture) => ({
    kind: "ellipse",
    x: (x / 100) * picture.width,
    y: (y / 100) * picture.height,
    radiusX: (radiusX / 100) * picture.width,
    radiusY: (radiusY / 100) * picture.height,
    rotation,
  }),
  to: ({ radiusX, radiusY, rotation, x, y }, picture) => ({
    kind: "ellipse",
    x: percentOf(x, picture.width),
    y: percentOf(y, picture.height),
    radiusX: percentOf(radiusX, picture.width),
    radiusY: percentOf(radiusY, picture.height),
    rotation,
    picture: { width: picture.width, height: picture.height },
  }),
  bounds({ radiusX, radiusY, rotation, x, y }) {
    const angle = (rotation * Math.PI) / 180;
    const halfX = Math.hypot(radiusX * Math.cos(angle), radiusY * Math.sin(angle));
    const halfY = Math.hypot(radiusX * Math.sin(angle), radiusY * Math.cos(angle));
    return { minX: x - halfX, minY: y - halfY, maxX: x + halfX, maxY: y + halfY };
  },
  area: ({ radiusX, radiusY }) => Math.PI * radiusX * radiusY,
  hit({ radiusX, radiusY, rotation, x, y }, point, unit) {
    const local = turn({ x: point.x - x, y: point.y - y }, -rotation);
    const slack = SLACK * unit;
    return (local.x / (radiusX + slack)) ** 2 + (local.y / (radiusY + slack)) ** 2 <= 1;
  },
  trace({ radiusX, radiusY, rotation, x, y }, { path, view }) {
    const centre = toScreen(view, { x, y });
    const angle = ((rotation + view.quarters * 90) * Math.PI) / 180;
    const [across, down] = [Math.abs(radiusX) * view.scale, Math.abs(radiusY) * view.scale];
    path.moveTo(centre.x + across * Math.cos(angle), centre.y + across * Math.sin(angle));
    path.ellipse(centre.x, centre.y, across, down, angle, 0, 2 * Math.PI);
    path.closePath();
  },
  badge(ellipse) {
    // On the line, towards the upper right.
    const { radiusX, radiusY, rotation, x, y } = ellipse;
    const place = turn({ x: radiusX * Math.SQRT1_2, y: -radiusY * Math.SQRT1_2 }, rotation);
    return { x: x + place.x, y: y + place.y };
  },
  snaps: (ellipse) => ({ points: poles(ellipse), joined: false }),
  handles: (ellipse, how) => frames.frameHandles(frameOf(ellipse), how),
  dragged: (ellipse, handle, to, how) => ellipseIn(frames.draggedFrame(frameOf(ellipse), handle, to, how)),
  moved: (ellipse, dx, dy) => ({ ...ellipse, x: ellipse.x + dx, y: ellipse.y + dy }),
  turned: (ellipse, degrees) => ellipseIn(frames.turnedFrame(frameOf(ellipse), degrees)),
  drawing: spanned((from, to, picture, steady) => ellipseIn(frames.frameBetween(from, to, picture, steady))),
  placed: (seen, { picture }) =>
    ellipseIn(
      frames.frameBetween({ x: seen.minX, y: seen.minY }, { x: seen.maxX, y: seen.maxY }, picture, false),
    ),
  isNothing: ({ radiusX, radiusY }, unit) => Math.min(radiusX, radiusY) * 2 < LEAST_SIDE * unit,
};

/** The turned rectangle around it, in which it is resized. */
function frameOf({ radiusX, radiusY, rotation, x, y }: Ellipse): frames.Frame {
  const corner = turn({ x: -radiusX, y: -radiusY }, rotation);
  return { x: x + corner.x, y: y + corner.y, width: 2 * radiusX, height: 2 * radiusY, rotation };
}

function ellipseIn(frame: frames.Frame): Ellipse {
  const { x, y } = frames.framePoint(frame, 0.5, 0.5);
  const { height, rotation, width } = frame;
  return { kind: "ellipse", x, y, radiusX: width / 2, radiusY: height / 2, rotation };
}

function poles(ellipse: Ellipse): readonly Point[] {
  const frame = frameOf(ellipse);
  return [
    frames.framePoint(frame, 0.5, 0),
    frames.framePoint(frame, 1, 0.5),
    frames.framePoint(frame, 0.5, 1),
    frames.framePoint(frame, 0, 0.5),
  ];
}
