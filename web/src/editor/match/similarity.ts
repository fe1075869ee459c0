import { equal } from "../core/equal";
import type { Region } from "../core/model";
import type { AreaShape } from "../core/outlines";
import type { KeyPointShape, Shape, UtteranceShape } from "../core/shapes";
import { areaOverlap, extentOf } from "./areas";
import {
  lifeOf,
  type Stretch,
  stretchesOverlap,
  stretchOverlap,
  timelineStretches,
  trackOverlap,
} from "./stretches";

/** Two key points are at the same place within so many percent of the picture. */
const POINT_REACH = 5;

/** How alike the places of two regions are, 0 to 1: intersection over union, or nearness for points. */
export function placeSimilarity(a: Shape, b: Shape): number {
  if (isArea(a) && isArea(b)) return areaOverlap(a, b);
  switch (a.kind) {
    case "span":
    case "htmlspan":
      return b.kind === a.kind ? stretchOverlap(a, b) : 0;
    case "utterance":
      return b.kind === "utterance" ? stretchOverlap(utteranceStretch(a), utteranceStretch(b)) : 0;
    case "range":
      return b.kind === "range" && a.channel === b.channel ? stretchOverlap(a, b) : 0;
    case "instants":
      return b.kind === "instants" ? stretchOverlap(numbers(a), numbers(b)) : 0;
    case "track":
      return b.kind === "track" ? trackOverlap(a, b) : 0;
    case "timeline":
      return b.kind === "timeline" ? stretchesOverlap(timelineStretches(a), timelineStretches(b)) : 0;
    case "keypoint":
      return b.kind === "keypoint" ? nearness(a, b) : 0;
    case "link":
      return equal(a, b) ? 1 : 0;
    default:
      return 0;
  }
}

/** Where a region lies along the first axis of its object: only regions that meet there can be alike. */
export function reachOf({ shape }: Region): Stretch {
  if (isArea(shape)) {
    const [left, , right] = extentOf(shape);
    return { start: left, end: right };
  }
  switch (shape.kind) {
    case "span":
    case "htmlspan":
    case "range":
      return { start: shape.start, end: shape.end };
    case "instants":
      return numbers(shape);
    case "utterance":
      return utteranceStretch(shape);
    case "track":
      return around(lifeOf(shape));
    case "timeline":
      return around(timelineStretches(shape));
    case "keypoint":
      return { start: shape.x - POINT_REACH, end: shape.x + POINT_REACH };
    default:
      return { start: 0, end: 0 };
  }
}

/** The words of two answers are the same, whatever the order in which they were ticked. */
export function sameAnswers(a: Region, b: Region): boolean {
  if (a.answers.size !== b.answers.size) return false;
  for (const [name, answer] of a.answers) {
    const other = b.answers.get(name);
    if (!other) return false;
    if (answer.kind === "choices" && other.kind === "choices") {
      if (!equal([...answer.choices].sort(), [...other.choices].sort())) return false;
    } else if (!equal(answer, other)) return false;
  }
  return true;
}

export function sameLabels(a: Region, b: Region): boolean {
  return a.labels.length === b.labels.length && a.labels.every((label) => b.labels.includes(label));
}

function isArea(shape: Shape): shape is AreaShape {
  return ["box", "ellipse", "polygon", "mask"].includes(shape.kind);
}

/** No utterance has a million characters, so places in a dialogue are in one order. */
function utteranceStretch(shape: UtteranceShape): Stretch {
  return { start: shape.startLine * 1e6 + shape.startOffset, end: shape.endLine * 1e6 + shape.endOffset };
}

/** Times that were written in words are compared as the moments that they mean. */
function numbers({
  end,
  start,
}: {
  readonly start: number | string;
  readonly end: number | string;
}): Stretch {
  const moment = (value: number | string) => (typeof value === "number" ? value : Date.parse(value) || 0);
  return { start: moment(start), end: moment(end) };
}

function around(stretches: readonly Stretch[]): Stretch {
  return {
    start: Math.min(...stretches.map(({ start }) => start)),
    end: Math.max(...stretches.map(({ end }) => end)),
  };
}

function nearness(a: KeyPointShape, b: KeyPointShape): number {
  const aspect = a.picture.width > 0 && a.picture.height > 0 ? a.picture.height / a.picture.width : 1;
  const away = Math.hypot(a.x - b.x, (a.y - b.y) * aspect);
  return Math.max(0, 1 - away / POINT_REACH);
}
