import { editorCommand } from "../../core/commands";
import { drawControls } from "../../core/edits";
import type { Editor } from "../../core/store";
import { CommandButton } from "../../panels/CommandButton";
import { useEditor } from "../../useEditor";
import { kindDrawnBy } from "./shapes";
import { BRUSH } from "./stage";

interface Props {
  readonly editor: Editor;
  readonly object: string;
  readonly size: number;
  readonly onSize: (size: number) => void;
}

/** Eraser and size of the brush, where something is painted. */
export function BrushBar({ editor, object, onSize, size }: Props) {
  const tool = useEditor(editor, (state) => state.tool);
  const editable = useEditor(editor, (state) => state.editable);
  const draws = useEditor(editor, () => kindDrawnBy(editor.drawerFor(object)));
  const paints = drawControls(editor.state().schema, object).some((each) => kindDrawnBy(each) === "mask");
  if (!paints || !editable) return null;
  const inHand = tool === "erase" || (tool === "draw" && draws === "mask");
  return (
    <>
      <div className="ed-segments">
        <CommandButton editor={editor} command={editorCommand("tool.erase")} pressed={tool === "erase"} />
      </div>
      {inHand ? (
        <label className="ed-dial ed-brush-size" title="Size of the brush ([ and ])">
          <span className="ed-hidden">Size of the brush</span>
          <input
            type="range"
            min={BRUSH.least}
            max={BRUSH.most}
            value={size}
            onChange={(event) => onSize(Number(event.target.value))}
          />
          <output>{size} px</output>
        </label>
      ) : null}
    </>
  );
}
