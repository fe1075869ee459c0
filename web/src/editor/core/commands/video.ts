import type { Region, ShapeKind } from "../model";
import type { Editor } from "../store";
import { isTrackAt } from "../tracks";
import { ARROWS, act, type Command, inText, may, offers } from "./command";

/**
 * What only videos have; playing, and moving along the time, is in `time.ts`. What moves the selected box comes first:
 * arrows mean it where there is one.
 */
export const VIDEO: readonly Command[] = [
  {
    id: "track.nudge",
    title: "Move the box of the track by 1 pixel, with Shift by 10",
    group: "Tracks",
    keys: [...ARROWS, ...ARROWS.map((key) => `Shift+${key}`)],
    when: (editor) => may(editor, "reshape") && showsTrack(editor),
    run: act("nudge"),
  },
  {
    id: "track.grow",
    title: "Resize the box of the track by 1 pixel, with Shift by 10",
    group: "Tracks",
    keys: [...ARROWS.map((key) => `Alt+${key}`), ...ARROWS.map((key) => `Alt+Shift+${key}`)],
    when: (editor) => may(editor, "reshape") && showsTrack(editor),
    run: act("grow"),
  },
  {
    id: "track.key",
    title: "Set or delete the key frame here",
    group: "Tracks",
    keys: ["Alt+K"],
    when: (editor) => may(editor, "reshape") && showsTrack(editor),
    run: act("key"),
  },
  {
    id: "track.end",
    title: "End the track after this frame, or let it go on",
    group: "Tracks",
    keys: ["Alt+E"],
    when: (editor) => may(editor, "extend") && chosen(editor, "track") !== null,
    run: act("end"),
  },
  {
    id: "track.occluded",
    title: "Occluded (behind something) from here to the next key frame, or not",
    group: "Tracks",
    keys: ["Alt+B"],
    when: (editor) => may(editor, "reshape") && showsTrack(editor),
    run: act("occluded"),
  },
  {
    id: "track.hold",
    title: "Copy the box to the next 10 frames",
    group: "Tracks",
    icon: "hold",
    keys: ["Alt+N"],
    when: (editor) => may(editor, "reshape") && showsTrack(editor),
    run: act("hold"),
  },
  {
    id: "track.copy-box",
    title: "Copy the box of this frame",
    group: "Tracks",
    icon: "copy",
    keys: ["Alt+C"],
    when: showsTrack,
    run: act("copy-box"),
  },
  {
    id: "track.paste-box",
    title: "Paste the copied box at this frame",
    group: "Tracks",
    icon: "paste",
    keys: ["Alt+V"],
    when: (editor) => may(editor, "reshape") && chosen(editor, "track") !== null,
    run: act("paste-box"),
  },
  {
    id: "range.remove",
    title: "Delete this range of several",
    group: "Tracks",
    keys: ["Alt+Delete", "Alt+Backspace"],
    when: (editor) => may(editor, "extend") && hasRanges(editor),
    run: act("remove-range"),
  },
];

/** Stepping by frames; after the keys of `time.ts`, where arrows with Alt move the borders of a selected range. */
export const VIDEO_STEPS: readonly Command[] = (
  [
    ["previous-frame", "One frame back", [",", "Alt+ArrowLeft"], "frame-back"],
    ["next-frame", "One frame on", [".", "Alt+ArrowRight"], "frame-on"],
    ["hop-back", "Ten frames back", ["PageUp", "Alt+Shift+ArrowLeft"]],
    ["hop-on", "Ten frames on", ["PageDown", "Alt+Shift+ArrowRight"]],
    ["previous-stop", "Previous key frame or border", ["{", "Mod+Alt+ArrowLeft"], "stop-back"],
    ["next-stop", "Next key frame or border", ["}", "Mod+Alt+ArrowRight"], "stop-on"],
    ["backward", "Play backwards, again: faster", ["J"]],
    ["halt", "Pause", ["K"]],
    ["forward", "Play, again: faster", ["L"]],
    ["go-to-frame", "Go to a frame by its number", ["Alt+G"]],
  ] as const
).map(([action, title, keys, icon = ""]) => ({
  id: `video.${action}`,
  title,
  group: "Video",
  keys,
  icon,
  when: isVideo,
  run: act(action),
}));

/** The selected region when it is of a kind, lies on the video that commands speak to, and is not locked. */
function chosen<K extends ShapeKind>(editor: Editor, kind: K): Region | null {
  const region = editor.selected();
  if (!region || region.shape.kind !== kind || !isVideo(editor)) return null;
  const own = editor.surface()?.object === region.object;
  return own && !editor.state().locked.has(region.id) ? region : null;
}

/** Whether the selected track shows on the frame that is looked at. */
function showsTrack(editor: Editor): boolean {
  const region = chosen(editor, "track");
  if (region?.shape.kind !== "track") return false;
  return isTrackAt(region.shape.sequence, editor.positionOf(region.object) ?? 1);
}

function hasRanges(editor: Editor): boolean {
  const region = chosen(editor, "timeline");
  return region?.shape.kind === "timeline" && region.shape.ranges.length > 1;
}

function isVideo(editor: Editor): boolean {
  return offers("next-frame")(editor) && !inText(editor);
}
