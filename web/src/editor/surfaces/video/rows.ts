import type { Region, Regions, Shape } from "../../core/model";
import { inOrder } from "../../core/selection";
import { lifespans, type Span } from "../../core/tracks";
import type { ObjectTag } from "../../ls/schema";

/** Regions of a video in the order of its timeline: by where they begin. */
export function timelineRegions(regions: Regions, objects: readonly ObjectTag[], object: string): Region[] {
  return inOrder(regions, objects).filter((region) => region.object === object && isTimed(region.shape));
}

export function isTimed(shape: Shape): boolean {
  return shape.kind === "track" || shape.kind === "timeline";
}

/** The stretches of frames on which a region shows, both ends included. */
export function spansOf(shape: Shape, frames: number): readonly Span[] {
  if (shape.kind === "track") return lifespans(shape.sequence, frames);
  return shape.kind === "timeline" ? shape.ranges : [];
}

/** The frames that have something of a region to jump to: key frames, or the ends of stretches. */
export function stopsOf(shape: Shape): readonly number[] {
  if (shape.kind === "track") return shape.sequence.map((key) => key.frame);
  return shape.kind === "timeline" ? shape.ranges.flatMap(({ end, start }) => [start, end]) : [];
}

/** The frame nearest to one at which a region shows; that frame itself when it does there. */
export function nearestFrame(shape: Shape, frame: number, frames: number): number {
  let nearest = frame;
  let distance = Number.POSITIVE_INFINITY;
  for (const { end, start } of spansOf(shape, frames)) {
    const inside = Math.min(Math.max(frame, start), end);
    if (Math.abs(inside - frame) < distance) {
      nearest = inside;
      distance = Math.abs(inside - frame);
    }
  }
  return nearest;
}
