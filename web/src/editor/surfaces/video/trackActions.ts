import { arrowStep } from "../../core/commands/command";
import type { Region } from "../../core/model";
import type { ShapeOf } from "../../core/shapes";
import { boxAt, isTrackAt, type TrackBox } from "../../core/tracks";
import type { Actions } from "./actions";
import type { FrameClock } from "./frameClock";
import type { VideoSession } from "./session";
import * as tracks from "./trackEdits";

type Track = ShapeOf<"track">;
type Change = (shape: Track, clock: FrameClock, frame: number) => Track;

/** A box that was copied from a frame; it can be put on any track, also of the next item. */
let copied: TrackBox | null = null;

const HOLD_FRAMES = 10;

/** What can be done with the selected track at the frame that is shown. */
export function onTracks(session: VideoSession): Actions {
  const { editor } = session;

  function onTrack(act: (region: Region, shape: Track, clock: FrameClock, frame: number) => void): void {
    const region = editor.selected();
    const { aim, clock } = session;
    if (region?.shape.kind !== "track" || !clock) return;
    // What moves on cannot be set to a frame.
    session.pause();
    act(region, region.shape, clock, aim);
  }

  const reshape = (change: Change) =>
    onTrack((region, shape, clock, frame) => editor.reshape(region.id, change(shape, clock, frame)));

  const rebox = (change: (box: TrackBox) => TrackBox) =>
    reshape((shape, clock, frame) => {
      const box = boxAt(shape.sequence, frame);
      return box ? tracks.moveBox(shape, clock, frame, change(box)) : shape;
    });

  return {
    nudge: (stroke) => {
      const [dx, dy] = arrowStep(stroke);
      const [across, down] = session.pixel();
      rebox((box) => moved(box, dx * across, dy * down));
    },
    grow: (stroke) => {
      const [dx, dy] = arrowStep(stroke);
      const [across, down] = session.pixel();
      rebox((box) => ({
        ...box,
        width: Math.max(box.width + dx * across, across),
        height: Math.max(box.height + dy * down, down),
      }));
    },
    key: () =>
      onTrack((region, shape, clock, frame) => {
        const left = tracks.removeKey(shape, clock, frame);
        if (left) editor.stretch(region.id, "Delete key frame", left);
        else if (shape.sequence.some((key) => key.frame === frame)) {
          session.say("A track keeps its last key frame: delete the track instead");
        } else editor.reshape(region.id, tracks.addKey(shape, clock, frame));
      }),
    occluded: () => reshape(tracks.toggleOccluded),
    end: () =>
      onTrack((region, shape, clock, frame) => {
        const title = isTrackAt(shape.sequence, frame) ? "End the track" : "Continue the track";
        editor.stretch(region.id, title, tracks.toggleEnd(shape, clock, frame));
      }),
    hold: () => reshape((shape, clock, frame) => tracks.hold(shape, clock, frame, HOLD_FRAMES)),
    "copy-box": () =>
      onTrack((_, shape, __, frame) => {
        copied = boxAt(shape.sequence, frame);
        session.say("Box copied");
      }),
    "paste-box": () => {
      const box = copied;
      if (box) reshape((shape, clock, frame) => tracks.moveBox(shape, clock, frame, box));
      else session.say("Copy a box first");
    },
  };
}

/** A box moved; one that is not turned stays in the picture. */
function moved(box: TrackBox, dx: number, dy: number): TrackBox {
  const [x, y] = [box.x + dx, box.y + dy];
  if (box.rotation !== 0) return { ...box, x, y };
  const within = (value: number, size: number) => Math.min(Math.max(value, 0), Math.max(100 - size, 0));
  return { ...box, x: within(x, box.width), y: within(y, box.height) };
}
