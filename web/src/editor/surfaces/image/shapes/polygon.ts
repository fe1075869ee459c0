import type { PointPair, PolygonShape } from "../../../core/shapes";
import { boundsOf, clamp, distance, inside, nearestOn, type Point, percentOf, type Size } from "../geometry";
import { FILL, SLACK, tracePoints } from "./box";
import type { DrawHow, DrawingMachine, Drawn, ShapeRow } from "./shape";

/** A polygon in pixels of the picture, or an open line. */
export interface Polygon {
  readonly kind: "polygon";
  readonly points: readonly Point[];
  readonly closed: boolean;
}

/** How near to the first corner, or to an edge, a press means it; on the screen. */
const CLOSE_REACH = 10;
const EDGE_REACH = 6;
const CORNER_REACH = 7;
const LEAST_CORNERS = { closed: 3, open: 2 };

export const POLYGON: ShapeRow<PolygonShape, Polygon> = {
  of: ({ closed, points }, picture) => ({
    kind: "polygon",
    closed,
    points: points.map(([x, y]) => ({ x: (x / 100) * picture.width, y: (y / 100) * picture.height })),
  }),
  to: ({ closed, points }, picture) => ({
    kind: "polygon",
    closed,
    points: points.map(({ x, y }): PointPair => [percentOf(x, picture.width), percentOf(y, picture.height)]),
    picture: { width: picture.width, height: picture.height },
  }),
  bounds: ({ points }) => boundsOf(points),
  area: ({ closed, points }) => (closed ? Math.abs(signedArea(points)) : 0),
  hit(polygon, point, unit) {
    if (polygon.closed && surrounds(polygon.points, point)) return true;
    const slack = (polygon.closed ? SLACK : SLACK * 2) * unit;
    const edge = nearestEdge(polygon, point);
    return edge !== null && edge.away <= slack;
  },
  trace: ({ closed, points }, pen) => tracePoints(points, closed, pen),
  fill: ({ closed }) => (closed ? FILL : 0),
  badge({ points }) {
    let best = points[0] ?? { x: 0, y: 0 };
    for (const point of points) if (point.x - point.y > best.x - best.y) best = point;
    return best;
  },
  snaps: ({ closed, points }) => ({
    points: closed && points[0] ? [...points, points[0]] : points,
    joined: true,
  }),
  handles: ({ points }) => points.map((at, index) => ({ name: `${index}`, at, look: "round", pull: null })),
  dragged: (polygon, { name }, to, { picture }) => withCorner(polygon, Number(name), inside(to, picture)),
  moved: (polygon, dx, dy) => ({
    ...polygon,
    points: polygon.points.map(({ x, y }) => ({ x: x + dx, y: y + dy })),
  }),
  clicked(polygon, point, { takesAway, unit }) {
    const corner = cornerAt(polygon, point, unit);
    if (takesAway) return corner === null ? null : withoutCorner(polygon, corner);
    const edge = corner === null ? nearestEdge(polygon, point) : null;
    if (!edge || edge.away > EDGE_REACH * unit) return null;
    return { ...polygon, points: polygon.points.toSpliced(edge.index + 1, 0, edge.at) };
  },
  hint(polygon, point, unit) {
    if (cornerAt(polygon, point, unit) !== null) return null;
    const edge = nearestEdge(polygon, point);
    return edge && edge.away <= EDGE_REACH * unit ? edge.at : null;
  },
  corners: {
    count: ({ points }) => points.length,
    at: ({ points }, index) => points[index] ?? { x: 0, y: 0 },
    moved(polygon, index, dx, dy) {
      const { x, y } = polygon.points[index] ?? { x: 0, y: 0 };
      return withCorner(polygon, index, { x: x + dx, y: y + dy });
    },
    added(polygon, index) {
      const from = polygon.points[index];
      const to = polygon.points[index + 1] ?? (polygon.closed ? polygon.points[0] : undefined);
      if (!from || !to) return polygon;
      const halfway = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
      return { ...polygon, points: polygon.points.toSpliced(index + 1, 0, halfway) };
    },
    removed: withoutCorner,
  },
  drawing: corneredDrawing(),
  isNothing: ({ closed, points }, unit) => {
    const { maxX, maxY, minX, minY } = boundsOf(points);
    return (
      points.length < (closed ? LEAST_CORNERS.closed : LEAST_CORNERS.open) ||
      Math.max(maxX - minX, maxY - minY) < unit
    );
  },
};

/**
 * A click sets a corner. A click on the first one, a double click or Enter closes; Shift+Enter leaves the line open;
 * Backspace takes the last corner away.
 */
function corneredDrawing(): DrawingMachine<Polygon> {
  const shown = (points: readonly Point[], cursor: Point | null, isDone = false): Drawn<Polygon> => ({
    geometry: {
      kind: "polygon",
      closed: false,
      points: cursor ? [...points, cursor] : points,
    },
    points,
    isDone,
  });
  const ended = (points: readonly Point[], closed: boolean): Drawn<Polygon> | undefined =>
    points.length < (closed ? LEAST_CORNERS.closed : LEAST_CORNERS.open)
      ? undefined
      : { geometry: { kind: "polygon", points, closed }, points, isDone: true };
  return {
    press(drawn, point, how) {
      const points = drawn?.points ?? [];
      const [first] = points;
      const last = points.at(-1);
      if (first && closes(points, first, point, how)) return ended(points, true) ?? shown(points, point);
      if (last && distance(last, point) < how.unit) return shown(points, point);
      return shown([...points, placed(point, how, points)], point);
    },
    move: (drawn, point, how) => shown(drawn.points, placed(point, how, drawn.points)),
    release: (drawn) => drawn,
    key(drawn, key) {
      if (key === "back") return drawn.points.length > 1 ? shown(drawn.points.slice(0, -1), null) : null;
      return ended(drawn.points, key === "finish");
    },
  };
}

function closes(points: readonly Point[], first: Point, point: Point, { ends, unit }: DrawHow): boolean {
  if (points.length < LEAST_CORNERS.closed) return false;
  return ends || distance(first, point) <= CLOSE_REACH * unit;
}

/** Inside of the picture; kept steady it lies straight across from the last corner, straight below it, or diagonally. */
function placed(
  point: Point,
  { picture, steady }: { picture: Size; steady: boolean },
  points: readonly Point[],
): Point {
  const last = points.at(-1);
  if (!steady || !last) return inside(point, picture);
  const [dx, dy] = [point.x - last.x, point.y - last.y];
  const angle = (Math.round((Math.atan2(dy, dx) * 4) / Math.PI) * Math.PI) / 4;
  const along = dx * Math.cos(angle) + dy * Math.sin(angle);
  return inside({ x: last.x + along * Math.cos(angle), y: last.y + along * Math.sin(angle) }, picture);
}

function withCorner(polygon: Polygon, index: number, point: Point): Polygon {
  return { ...polygon, points: polygon.points.with(clamp(index, 0, polygon.points.length - 1), point) };
}

function withoutCorner(polygon: Polygon, index: number): Polygon | null {
  const least = polygon.closed ? LEAST_CORNERS.closed : LEAST_CORNERS.open;
  if (polygon.points.length <= least) return null;
  return { ...polygon, points: polygon.points.toSpliced(index, 1) };
}

function cornerAt({ points }: Polygon, point: Point, unit: number): number | null {
  let found: number | null = null;
  let nearest = CORNER_REACH * unit;
  points.forEach((corner, index) => {
    const away = distance(corner, point);
    if (away <= nearest) [found, nearest] = [index, away];
  });
  return found;
}

/** The edge that is nearest to a point: the corner it starts at, and the point of it that is nearest. */
function nearestEdge({ closed, points }: Polygon, point: Point) {
  let found: { index: number; at: Point; away: number } | null = null;
  for (let index = 0; index < points.length - (closed ? 0 : 1); index += 1) {
    const [a, b] = [points[index], points[(index + 1) % points.length]];
    if (!a || !b) continue;
    const at = nearestOn(a, b, point);
    const away = distance(at, point);
    if (!found || away < found.away) found = { index, at, away };
  }
  return found;
}

function surrounds(points: readonly Point[], { x, y }: Point): boolean {
  let within = false;
  let before = points.at(-1);
  for (const point of points) {
    if (before && point.y > y !== before.y > y) {
      const crossing = ((before.x - point.x) * (y - point.y)) / (before.y - point.y) + point.x;
      if (x < crossing) within = !within;
    }
    before = point;
  }
  return within;
}

function signedArea(points: readonly Point[]): number {
  let sum = 0;
  let before = points.at(-1);
  for (const point of points) {
    if (before) sum += before.x * point.y - point.x * before.y;
    before = point;
  }
  return sum / 2;
}
