import { editorCommand } from "../../core/commands";
import { drawControls } from "../../core/edits";
import type { Editor } from "../../core/store";
import { CommandButton } from "../../panels/CommandButton";
import { useEditor } from "../../useEditor";
import { BrushBar } from "./BrushBar";
import { DrawerChooser } from "./DrawerChooser";
import { type Adjustment, PictureAdjust } from "./PictureAdjust";

const TOOLS = [
  { tool: "select", command: editorCommand("tool.select") },
  { tool: "draw", command: editorCommand("tool.draw") },
  { tool: "pan", command: editorCommand("tool.pan") },
] as const;

const LEGEND = [
  { name: "Pending", look: "pending" },
  { name: "Approved", look: "approved" },
  { name: "Rejected", look: "rejected" },
] as const;

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
  const tool = useEditor(editor, (state) => state.tool);
  const mayDraw = useEditor(editor, (state) => state.editable && state.rights.create);
  const judged = useEditor(editor, (state) => state.decisions.size > 0);
  const compared = useEditor(editor, (state) => state.ghosts.size > 0);
  const draws = mayDraw && drawControls(editor.state().schema, object).length > 0;
  return (
    <div className="ed-image-bar">
      {/* biome-ignore lint/a11y/useSemanticElements: tools are no form */}
      <div className="ed-segments" role="group" aria-label="Tool">
        {TOOLS.filter((each) => draws || each.tool !== "draw").map((each) => (
          <CommandButton
            key={each.tool}
            editor={editor}
            command={each.command}
            named
            pressed={tool === each.tool}
          />
        ))}
      </div>
      <DrawerChooser editor={editor} object={object} />
      {brush === null ? null : <BrushBar editor={editor} object={object} size={brush} onSize={onBrush} />}
      <span className="ed-space" />
      {judged || compared ? (
        <ul className="ed-legend" aria-label="How regions are drawn">
          {LEGEND.filter(() => judged).map(({ look, name }) => (
            <li key={look}>
              <i className="ed-legend-box" data-look={look} />
              {name}
            </li>
          ))}
          {compared ? (
            <li>
              <i className="ed-legend-box" data-look="previous" />
              Last round
            </li>
          ) : null}
        </ul>
      ) : null}
      <span className="ed-space" />
      <PictureAdjust value={adjustment} onChange={onAdjust} />
      <CommandButton editor={editor} command={editorCommand("picture.turn-left")} />
      <CommandButton editor={editor} command={editorCommand("picture.turn-right")} />
      <CommandButton editor={editor} command={editorCommand("view.zoom-out")} />
      <output className="ed-zoom" aria-label="Zoom">
        {scale === null ? "–" : `${Math.round(scale * 100)}%`}
      </output>
      <CommandButton editor={editor} command={editorCommand("view.zoom-in")} />
      <CommandButton editor={editor} command={editorCommand("view.fit")} named />
    </div>
  );
}
