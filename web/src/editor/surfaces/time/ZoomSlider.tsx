import { editorCommand } from "../../core/commands";
import type { Editor } from "../../core/store";
import { CommandButton } from "../../panels/CommandButton";

interface Props {
  readonly editor: Editor;
  /** From 0 (all of it) to 1 (as close as it goes). */
  readonly share: number;
  readonly disabled: boolean;
  readonly onShare: (share: number) => void;
}

/** Zoom of an axis of time: buttons, a slider, and all of it. */
export function ZoomSlider({ disabled, editor, onShare, share }: Props) {
  return (
    <>
      <CommandButton editor={editor} command={editorCommand("view.zoom-out")} />
      <input
        className="ed-slider"
        type="range"
        min={0}
        max={1}
        step={0.01}
        aria-label="Zoom"
        value={share}
        disabled={disabled}
        onChange={(event) => onShare(Number(event.target.value))}
      />
      <CommandButton editor={editor} command={editorCommand("view.zoom-in")} />
      <CommandButton editor={editor} command={editorCommand("view.fit")} named />
    </>
  );
}
