import type { ShapeOf } from "../../core/shapes";
import type { Actions } from "./actions";
import { moveRangeEnd, rangeNear, removeRange, shiftRange } from "./rangeEdits";
import type { VideoSession } from "./session";

type Ranges = ShapeOf<"timeline">;

/** What can be done with the selected region of the timeline: with the range at this frame, or nearest to it. */
export function onRanges(session: VideoSession): Actions {
  function onRange(
    title: string,
    change: (shape: Ranges, at: number, frames: number) => Ranges | null,
  ): void {
    const region = session.editor.selected();
    if (region?.shape.kind !== "timeline" || !session.clock) return;
    const shape = change(region.shape, rangeNear(region.shape, session.aim), session.clock.frames);
    if (shape) session.editor.stretch(region.id, title, shape);
  }

  const border = (edge: "start" | "end", by: number) => () =>
    onRange("Move border", (shape, at, frames) => {
      const now = shape.ranges[at]?.[edge] ?? 1;
      return moveRangeEnd(shape, at, edge, now + by, frames);
    });
  const shift = (by: number) => () =>
    onRange("Move range", (shape, at, frames) => shiftRange(shape, at, by, frames));

  return {
    "end-earlier": border("end", -1),
    "end-later": border("end", 1),
    "start-earlier": border("start", -1),
    "start-later": border("start", 1),
    "move-earlier": shift(-1),
    "move-later": shift(1),
    "remove-range": () => onRange("Delete range", (shape, at) => removeRange(shape, at)),
  };
}
