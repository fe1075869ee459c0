import type { LabelSchema } from "../../ls/schema";
import type { Editor } from "../store";
import type { SurfaceHandle } from "../surface";
import type { Command } from "./command";

/** Playing, and moving along an axis of time. Surfaces say which of the actions they offer. */
export const TIME: readonly Command[] = [
  ...rows([
    ["play", "Play or pause", [" "], "play"],
    ["play-region", "Play the selected region", ["Enter"]],
    ["loop", "Repeat the selected region, or all of it", ["Shift+L"], "loop"],
    ["slower", "Slower", ["<"]],
    ["faster", "Faster", [">"]],
    ["mute", "Sound on or off", ["Shift+U"]],
    ["step-back", "Step back", ["ArrowLeft"]],
    ["step-ahead", "Step ahead", ["ArrowRight"]],
    ["leap-back", "Leap back", ["Shift+ArrowLeft"]],
    ["leap-ahead", "Leap ahead", ["Shift+ArrowRight"]],
    ["to-start", "To the beginning", ["Home"]],
    ["to-end", "To the end", ["End"]],
    ["pan-back", "See what is before", ["PageUp"]],
    ["pan-ahead", "See what is after", ["PageDown"]],
    ["mark-in", "Begin a region at the head", ["I", "Shift+I"]],
    ["mark-out", "End the region at the head", ["O", "Shift+O"]],
    ["drop-mark", "Drop the beginning of the region", ["Escape"]],
    ["instant", "Mark the instant at the head", ["Shift+P"], "instant"],
    ["start-here", "Put the start of the region to the head", ["Alt+I"]],
    ["end-here", "Put the end of the region to the head", ["Alt+O"]],
    ["end-earlier", "Move the end of the region back", ["Alt+ArrowLeft"]],
    ["end-later", "Move the end of the region ahead", ["Alt+ArrowRight"]],
    ["start-earlier", "Move the start of the region back", ["Alt+Shift+ArrowLeft"]],
    ["start-later", "Move the start of the region ahead", ["Alt+Shift+ArrowRight"]],
    ["move-earlier", "Move the region back", ["Mod+ArrowLeft"]],
    ["move-later", "Move the region ahead", ["Mod+ArrowRight"]],
    ["split", "Split the region at the head", ["Shift+S"], "split"],
    ["merge", "Merge with the next region of its label, or the selected ones", ["Shift+M"], "merge"],
  ]),
];

type Row = readonly [action: string, title: string, keys: readonly string[], icon?: string];

function rows(list: readonly Row[]): readonly Command[] {
  return list.map(([action, title, keys, icon]) => ({
    id: `time.${action}`,
    title,
    group: "Time",
    keys,
    ...(icon !== undefined && { icon }),
    when: (editor) => offering(editor, action) !== null,
    run: (editor) => offering(editor, action)?.actions?.[action]?.(),
  }));
}

/** The surface that does something: the one that commands speak to, else the first that can. */
function offering(editor: Editor, action: string): SurfaceHandle | null {
  const own = editor.surface();
  if (own?.actions?.[action]) return own;
  // Arrows and the like belong to what has the focus: a text beside the recording keeps its own.
  if (editor.state().focused !== null && action !== "play") return null;
  for (const { name } of editor.state().schema.objects) {
    const surface = editor.surfaceOf(name);
    if (surface?.actions?.[action]) return surface;
  }
  return null;
}

/** Keys that the configuration gives to recordings: `hotkey` plays and pauses. */
export function playCommands(schema: LabelSchema): readonly Command[] {
  return schema.objects.flatMap(({ attributes, name }): Command[] => {
    const key = attributes.hotkey?.trim();
    if (!key) return [];
    const play = (editor: Editor) => editor.surfaceOf(name)?.actions?.play;
    return [
      {
        id: `play.${name}`,
        title: `Play or pause “${name}”`,
        group: "Time",
        keys: [key],
        when: (editor) => play(editor) !== undefined,
        run: (editor) => play(editor)?.(),
      },
    ];
  });
}
