import { editorCommand } from "../../core/commands";
import type { Editor } from "../../core/store";
import { CommandButton } from "../../panels/CommandButton";
import { useEditor } from "../../useEditor";

const TOOLS = [
  { tool: "select", command: editorCommand("tool.select") },
  { tool: "draw", command: editorCommand("tool.draw") },
  { tool: "pan", command: editorCommand("tool.pan") },
] as const;

const VERDICTS = [
  { name: "Pending", look: "pending" },
  { name: "Approved", look: "approved" },
  { name: "Rejected", look: "rejected" },
] as const;

/** What the pointer does; drawing is offered to those who may, where there is something to draw. */
export function Tools({ draws, editor }: { editor: Editor; draws: boolean }) {
  const tool = useEditor(editor, (state) => state.tool);
  const mayDraw = useEditor(editor, (state) => state.editable && state.rights.create);
  return (
    // biome-ignore lint/a11y/useSemanticElements: tools are no form
    <div className="ed-segments" role="group" aria-label="Tool">
      {TOOLS.filter((each) => (mayDraw && draws) || each.tool !== "draw").map((each) => (
        <CommandButton
          key={each.tool}
          editor={editor}
          command={each.command}
          named
          pressed={tool === each.tool}
        />
      ))}
    </div>
  );
}

/** How judged regions, and those of the last round, are drawn; nothing where there are none. */
export function Legend({ editor }: { editor: Editor }) {
  const judged = useEditor(editor, (state) => state.decisions.size > 0);
  // Labels that came back are only ever rejected.
  const isReview = useEditor(editor, (state) => state.mode === "review");
  const compared = useEditor(editor, (state) => state.ghosts.size > 0);
  if (!judged && !compared) return null;
  return (
    <ul className="ed-legend" aria-label="How regions are drawn">
      {VERDICTS.filter(({ look }) => judged && (isReview || look === "rejected")).map(({ look, name }) => (
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
  );
}

/** How large the picture is seen, and the ways to change that. */
export function Zoom({ editor, scale }: { editor: Editor; scale: number | null }) {
  return (
    <>
      <CommandButton editor={editor} command={editorCommand("view.zoom-out")} />
      <output className="ed-zoom" aria-label="Zoom">
        {scale === null ? "–" : `${Math.round(scale * 100)}%`}
      </output>
      <CommandButton editor={editor} command={editorCommand("view.zoom-in")} />
      <CommandButton editor={editor} command={editorCommand("view.fit")} named />
    </>
  );
}
