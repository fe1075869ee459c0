import { planeOf } from "./masks";
import { type Draft, type DrawnShape, type EditorState, isDrawn, type Region } from "./model";
import { type AreaShape, type Extent, extentOfOutline } from "./outlines";
import { scoreOf } from "./provenance";
import type { TrackShape, UtteranceShape } from "./shapes";
import { boxAt, isTrackAt, lifespans, type Span } from "./tracks";

/** What was drawn over last, where suggestions wait to be revealed: a rectangle, a stretch of text or of time. */
type Lens = Draft;

type Waiting = Pick<EditorState, "lens" | "regions" | "reveals" | "threshold">;

/** Whether a suggestion may be seen and taken now. */
export function isOffered(region: Region, { lens, regions, reveals, threshold }: Waiting): boolean {
  if ((scoreOf(region) ?? 1) < threshold) return false;
  const { shape } = region;
  // An answer lies nowhere: there is nothing to draw over.
  if (!reveals || shape.kind === "whole") return true;
  if (shape.kind === "link") return regions.has(shape.from) && regions.has(shape.to);
  if (!lens || !isDrawn(region)) return false;
  return lens.object === region.object && lens.item === region.item && reachesInto(region.shape, lens.shape);
}

/** Whether a shape lies in an area that was drawn, or reaches into it. */
export function reachesInto(shape: DrawnShape, area: DrawnShape): boolean {
  const lanes = laneOf(shape) === null || laneOf(area) === null || laneOf(shape) === laneOf(area);
  const stretches = stretchesOf(shape);
  const within = reachOf(area);
  const meet = stretches.some((one) => within.some((other) => touch(one, other)));
  if (!lanes || (stretches.length > 0 && within.length > 0 && !meet)) return false;
  const frame = area.kind === "track" ? firstFrame(area) : null;
  const [one, other] = [extentAt(shape, frame), extentAt(area, frame)];
  if (!one || !other) return stretches.length > 0 && within.length > 0;
  return one[0] <= other[2] && other[0] <= one[2] && one[1] <= other[3] && other[1] <= one[3];
}

/** Of some suggestions the one whose middle is nearest to the middle of what was drawn over; null without any. */
export function nearestTo(lens: Lens, suggestions: readonly Region[]): Region | null {
  let nearest: Region | null = null;
  let distance = Number.POSITIVE_INFINITY;
  for (const region of suggestions) {
    if (!isDrawn(region) || region.object !== lens.object) continue;
    const away = apart(region.shape, lens.shape);
    if (away >= distance) continue;
    nearest = region;
    distance = away;
  }
  return nearest;
}

function apart(shape: DrawnShape, area: DrawnShape): number {
  const frame = area.kind === "track" ? firstFrame(area) : null;
  const [one, other] = [extentAt(shape, frame), extentAt(area, frame)];
  if (one && other) {
    return Math.hypot(one[0] + one[2] - other[0] - other[2], one[1] + one[3] - other[1] - other[3]);
  }
  const [from] = reachOf(area);
  const away = stretchesOf(shape).map(({ end, start }) =>
    from ? Math.abs(start + end - from.start - from.end) : 0,
  );
  return Math.min(...away);
}

/** A rectangle that was drawn on a video means the frame on which it was drawn. */
function reachOf(area: DrawnShape): readonly Span[] {
  if (area.kind !== "track") return stretchesOf(area);
  const frame = firstFrame(area);
  return [{ start: frame, end: frame }];
}

function touch(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}

/** Where a shape lies along a text or in time; nothing for what lies on a picture. */
function stretchesOf(shape: DrawnShape): readonly Span[] {
  switch (shape.kind) {
    case "span":
    case "htmlspan":
      // The end is not part of it: words side by side do not touch.
      return [{ start: shape.start, end: shape.end - 1 }];
    case "utterance":
      return [spoken(shape)];
    case "range":
    case "instants":
      return [{ start: shape.start, end: shape.end }];
    case "track":
      return lifespans(shape.sequence, shape.frames);
    case "timeline":
      return shape.ranges;
    default:
      return [];
  }
}

/** No utterance has a million characters, so places in a dialogue are in one order. */
function spoken({ endLine, endOffset, startLine, startOffset }: UtteranceShape): Span {
  return { start: startLine * 1e6 + startOffset, end: endLine * 1e6 + endOffset - 1 };
}

function laneOf(shape: DrawnShape): number | null {
  return shape.kind === "range" ? shape.channel : null;
}

function firstFrame({ sequence }: TrackShape): number {
  return sequence[0]?.frame ?? 1;
}

/** Where a shape lies on the picture, of a video at a frame; null for what has no place there. */
function extentAt(shape: DrawnShape, frame: number | null): Extent | null {
  if (shape.kind === "track") {
    const box = frame === null || !isTrackAt(shape.sequence, frame) ? null : boxAt(shape.sequence, frame);
    return box && extentOfOutline({ kind: "box", ...box, picture: { width: 0, height: 0 } });
  }
  if (shape.kind === "keypoint") return [shape.x, shape.y, shape.x, shape.y];
  if (shape.kind === "mask") return painted(shape);
  return isOutlined(shape) ? extentOfOutline(shape) : null;
}

function isOutlined(shape: DrawnShape): shape is Exclude<AreaShape, { kind: "mask" }> {
  return shape.kind === "box" || shape.kind === "ellipse" || shape.kind === "polygon";
}

function painted(shape: Extract<AreaShape, { kind: "mask" }>): Extent | null {
  const { height, width, x, y } = planeOf(shape);
  const { picture } = shape;
  if (width === 0 || height === 0) return null;
  const across = (value: number) => (value / picture.width) * 100;
  const down = (value: number) => (value / picture.height) * 100;
  return [across(x), down(y), across(x + width), down(y + height)];
}
