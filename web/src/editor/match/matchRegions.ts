import { equal } from "../core/equal";
import { type Difference, isDrawn, type Region, type Regions } from "../core/model";
import { assign, type Candidate } from "./assign";
import { placeSimilarity, reachOf, sameAnswers, sameLabels } from "./similarity";

/** One thing in two annotations: `before` is missing for what was added, `after` for what was removed. */
export interface Pairing {
  readonly difference: Difference;
  readonly before: Region | null;
  readonly after: Region | null;
  /** How alike their places are, 0 to 1; 0 where one of them is missing. */
  readonly place: number;
  /** The labels, and the answers, differ. */
  readonly labels: boolean;
  readonly answers: boolean;
}

export interface Comparison {
  readonly pairings: readonly Pairing[];
  /**
   * How alike two annotations are, 0 to 1: the similarity of what was matched under the same label, counted for both
   * sides, over everything on both sides (soft Dice). 1 when both are empty.
   */
  readonly score: number;
}

/** Regions that overlap less are two things, not one that was moved. */
const LEAST_OVERLAP = 0.3;
/** Places that are so alike differ by rounding only. */
const SAME_PLACE = 0.999;

/**
 * Matches two annotations of one item. First within each label, by the optimal assignment; what is left over is
 * matched across labels, where it counts as changed. Answers about the whole item are matched by their question.
 */
export function matchRegions(before: Regions, after: Regions): Comparison {
  const left = [...before.values()];
  const right = [...after.values()];
  const pairings: Pairing[] = [];
  const openLeft = new Set(left);
  const openRight = new Set(right);
  const settle = (one: Region, other: Region, place: number) => {
    openLeft.delete(one);
    openRight.delete(other);
    pairings.push(pairingOf(one, other, place));
  };

  for (const one of left.filter((region) => region.shape.kind === "whole")) {
    const other = right.find((region) => openRight.has(region) && isSameQuestion(one, region));
    if (other) settle(one, other, 1);
  }
  for (const one of left.filter((region) => region.shape.kind === "opaque")) {
    const other = right.find((region) => openRight.has(region) && isSameSource(one, region));
    if (other) settle(one, other, 1);
  }
  for (const isMeant of [sameLabels, () => true]) {
    const ones = [...openLeft].filter(isDrawn);
    const others = [...openRight].filter(isDrawn);
    for (const { a, b, score } of assign(candidatesOf(ones, others, isMeant))) {
      const [one, other] = [ones[a], others[b]];
      if (one && other) settle(one, other, score);
    }
  }
  matchLinks(openLeft, openRight, pairings, settle);
  for (const one of openLeft) pairings.push(missing(one, null));
  for (const other of openRight) pairings.push(missing(null, other));
  const alike = pairings.reduce((sum, pairing) => sum + worth(pairing), 0);
  const all = left.length + right.length;
  return { pairings, score: all === 0 ? 1 : (2 * alike) / all };
}

function pairingOf(before: Region, after: Region, place: number): Pairing {
  const labels = !sameLabels(before, after);
  const answers = !sameAnswers(before, after);
  const moved = before.shape.kind !== "whole" && place < SAME_PLACE;
  const difference = labels || answers || moved ? "changed" : "same";
  return { difference, before, after, place, labels, answers };
}

function missing(before: Region | null, after: Region | null): Pairing {
  const difference = before ? "removed" : "added";
  return { difference, before, after, place: 0, labels: false, answers: false };
}

/** What a pair adds to the score: its place, when it is named alike. A question counts when it is answered alike. */
function worth({ after, answers, before, labels, place }: Pairing): number {
  if (!before || !after || labels) return 0;
  return before.shape.kind === "whole" && answers ? 0 : place;
}

function isSameQuestion(a: Region, b: Region): boolean {
  return b.shape.kind === "whole" && a.control === b.control && a.item === b.item;
}

function isSameSource(a: Region, b: Region): boolean {
  const items = (region: Region) => region.sources.map(({ item }) => item);
  return b.shape.kind === "opaque" && equal(items(a), items(b));
}

/** Pairs on the same object that meet, found by walking along both in order. */
function candidatesOf(
  ones: readonly Region[],
  others: readonly Region[],
  isMeant: (a: Region, b: Region) => boolean,
): Candidate[] {
  const found: Candidate[] = [];
  const placed = others
    .map((region, place) => ({ region, place, reach: reachOf(region) }))
    .sort((a, b) => a.reach.start - b.reach.start);
  const longest = placed.reduce((most, { reach }) => Math.max(most, reach.end - reach.start), 0);
  ones.forEach((one, a) => {
    const reach = reachOf(one);
    for (let at = firstFrom(placed, reach.start - longest); at < placed.length; at += 1) {
      const other = placed[at];
      if (!other || other.reach.start > reach.end) break;
      if (other.reach.end < reach.start || !isComparable(one, other.region)) continue;
      if (!isMeant(one, other.region)) continue;
      const score = placeSimilarity(one.shape, other.region.shape);
      if (score >= LEAST_OVERLAP) found.push({ a, b: other.place, score });
    }
  });
  return found;
}

function firstFrom(placed: readonly { readonly reach: { readonly start: number } }[], start: number): number {
  let [low, high] = [0, placed.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((placed[middle]?.reach.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isComparable(a: Region, b: Region): boolean {
  return a.object === b.object && a.item === b.item && a.shape.kind === b.shape.kind;
}

/** Links are the same when their ends were matched with each other. */
function matchLinks(
  openLeft: ReadonlySet<Region>,
  openRight: ReadonlySet<Region>,
  pairings: readonly Pairing[],
  settle: (one: Region, other: Region, place: number) => void,
): void {
  const partner = new Map(
    pairings.flatMap(({ after, before }) => (before && after ? [[before.id, after.id] as const] : [])),
  );
  for (const one of [...openLeft]) {
    if (one.shape.kind !== "link") continue;
    const { direction, from, to } = one.shape;
    for (const other of [...openRight]) {
      if (other.shape.kind !== "link" || other.shape.direction !== direction) continue;
      if (partner.get(from) !== other.shape.from || partner.get(to) !== other.shape.to) continue;
      settle(one, other, 1);
      break;
    }
  }
}
