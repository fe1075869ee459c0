import { useStore } from "zustand";
import { editorCommand } from "../../core/commands";
import { CommandButton } from "../../panels/CommandButton";
import { Icon } from "../../panels/Icon";
import { useEditor } from "../../useEditor";
import type { VideoSession } from "./session";

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

/** Tools, what is to be known about this video, and its zoom. */
export function VideoBar({ session }: { session: VideoSession }) {
  const { editor } = session;
  const tool = useEditor(editor, (state) => state.tool);
  const mayDraw = useEditor(editor, (state) => state.editable && state.rights.create);
  const judged = useEditor(editor, (state) => state.decisions.size > 0);
  const compared = useEditor(editor, (state) => state.ghosts.size > 0);
  const scale = useStore(session.store, (state) => state.scale);
  const note = useStore(session.store, (state) => state.note);
  const drawable = mayDraw && editor.drawerFor(session.name, "track") !== null;
  return (
    <div className="ed-image-bar">
      {/* biome-ignore lint/a11y/useSemanticElements: tools are no form */}
      <div className="ed-segments" role="group" aria-label="Tool">
        {TOOLS.filter((each) => drawable || each.tool !== "draw").map((each) => (
          <CommandButton
            key={each.tool}
            editor={editor}
            command={each.command}
            named
            pressed={tool === each.tool}
          />
        ))}
      </div>
      <span className="ed-space" />
      {note ? (
        <p className="ed-video-note" role="status">
          <Icon name="alert" /> <span title={note}>{note}</span>
        </p>
      ) : null}
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
      <CommandButton editor={editor} command={editorCommand("view.zoom-out")} />
      <output className="ed-zoom" aria-label="Zoom">
        {scale === null ? "–" : `${Math.round(scale * 100)}%`}
      </output>
      <CommandButton editor={editor} command={editorCommand("view.zoom-in")} />
      <CommandButton editor={editor} command={editorCommand("view.fit")} named />
    </div>
  );
}
