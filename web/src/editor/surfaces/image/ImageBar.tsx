import { editorCommand } from "../../core/commands";
import { drawControls } from "../../core/edits";
import type { Editor } from "../../core/store";
import { CommandButton } from "../../panels/CommandButton";
import { BrushBar } from "./BrushBar";
import { Legend, Tools, Zoom } from "./barParts";
import { DrawerChooser } from "./DrawerChooser";
import { type Adjustment, PictureAdjust } from "./PictureAdjust";

interface Props {
  readonly editor: Editor;
  readonly object: string;
  readonly scale: number | null;
  readonly brush: number | null;
  readonly onBrush: (size: number) => void;
  readonly adjustment: Adjustment;
  readonly onAdjust: (adjustment: Adjustment) => void;
}

/** Tools, legend and zoom of one picture. */
export function ImageBar({ adjustment, brush, editor, object, onAdjust, onBrush, scale }: Props) {
  return (
    <div className="ed-image-bar">
      <Tools editor={editor} draws={drawControls(editor.state().schema, object).length > 0} />
      <DrawerChooser editor={editor} object={object} />
      {brush === null ? null : <BrushBar editor={editor} object={object} size={brush} onSize={onBrush} />}
      <span className="ed-space" />
      <Legend editor={editor} />
      <span className="ed-space" />
      <PictureAdjust value={adjustment} onChange={onAdjust} />
      <CommandButton editor={editor} command={editorCommand("picture.turn-left")} />
      <CommandButton editor={editor} command={editorCommand("picture.turn-right")} />
      <Zoom editor={editor} scale={scale} />
    </div>
  );
}
