import type { Stroke } from "../hotkeys";
import { isDrawn, type Region } from "../model";
import type { Editor } from "../store";

/** Something one can do. Buttons, menus, keys and the sheet of shortcuts all read the same rows. */
export interface Command {
  readonly id: string;
  readonly title: string;
  readonly group: "Labels" | "Edit" | "Regions" | "View" | (string & {});
  readonly icon?: string;
  /** Combinations such as "Mod+Z"; "Mod" is Ctrl, or Command on a Mac. */
  readonly keys: readonly string[];
  /** Which of its keys it is means something, as with arrows: they cannot be changed. */
  readonly fixedKeys?: true;
  readonly when: (editor: Editor) => boolean;
  /** `stroke` tells which of the keys it was; without one the command came from a button. */
  readonly run: (editor: Editor, stroke?: Stroke) => void;
}

export const ARROWS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"] as const;

export const editable = (editor: Editor): boolean => editor.state().editable;

/** Whether regions can be changed in a certain way now. */
export function may(editor: Editor, right: keyof ReturnType<Editor["state"]>["rights"]): boolean {
  const { editable, rights } = editor.state();
  return editable && rights[right];
}

/** Whether the surface that commands speak to can do something of its own, such as "play". */
export const offers =
  (action: string) =>
  (editor: Editor): boolean =>
    editor.surface()?.actions?.[action] !== undefined;

export const act =
  (action: string) =>
  (editor: Editor, stroke?: Stroke): void =>
    editor.surface()?.actions?.[action]?.(stroke);

export const hasView = (editor: Editor): boolean => editor.surface()?.zoomBy !== undefined;

export const inText = (editor: Editor): boolean =>
  editor.state().focused !== null && editor.surface()?.moveCaret !== undefined;

/** The selected regions that are drawn and not locked. */
export function chosenRegions(editor: Editor): readonly Region[] {
  const { locked, regions, selection } = editor.state();
  return [...selection]
    .map((id) => regions.get(id))
    .filter((region) => region !== undefined)
    .filter((region) => isDrawn(region) && !locked.has(region.id));
}

export function onRegion(editor: Editor, change: (region: Region) => void): void {
  const region = editor.selected();
  if (region) change(region);
}

export function arrowStep(stroke: Stroke | undefined): [dx: number, dy: number] {
  const step = stroke?.shift ? 10 : 1;
  if (stroke?.key === "ArrowLeft") return [-step, 0];
  if (stroke?.key === "ArrowRight") return [step, 0];
  return stroke?.key === "ArrowUp" ? [0, -step] : [0, step];
}
