import { useStore } from "zustand";
import { editorCommand } from "../../../core/commands";
import { isOccludedAt, isTrackAt, keyAt } from "../../../core/tracks";
import { CommandButton } from "../../../panels/CommandButton";
import { Icon } from "../../../panels/Icon";
import { useEditor } from "../../../useEditor";
import type { VideoSession } from "../session";

const TOOLS = ["track.hold", "track.copy-box", "track.paste-box", "time.split", "time.merge"] as const;

/** What can be done with tracks and ranges at the frame that is shown while they may be changed. */
export function TimelineTools({ session }: { session: VideoSession }) {
  const { editor, name } = session;
  const editable = useEditor(editor, (state) => state.editable);
  const mark = useStore(session.store, (state) => state.mark);
  const frame = useStore(session.store, (state) => state.frame);
  const shape = useEditor(editor, (state) => state.regions.get(state.selectedId ?? "")?.shape);
  const track = shape?.kind === "track" ? shape.sequence : null;
  const key = track && keyAt(track, frame);
  const hasTracks = editable && editor.drawerFor(name, "track") !== null;
  const hasRanges = editable && editor.drawerFor(name, "timeline") !== null;
  const ended = track !== null && (key ? !key.enabled : !isTrackAt(track, frame));
  if (!hasTracks && !hasRanges) return null;
  return (
    <div className="ed-tl-tools" role="toolbar" aria-label="Tracks and ranges">
      {hasTracks ? (
        <>
          <CommandButton
            editor={editor}
            command={editorCommand("track.key")}
            named="Key frame"
            pressed={!!key}
          />
          <CommandButton editor={editor} command={editorCommand("track.end")} named="Ends" pressed={ended} />
          <CommandButton
            editor={editor}
            command={editorCommand("track.occluded")}
            named="Occluded"
            pressed={track !== null && isOccludedAt(track, frame)}
          />
          <i className="ed-divide" />
          {TOOLS.map((tool) => (
            <CommandButton key={tool} editor={editor} command={editorCommand(tool)} />
          ))}
        </>
      ) : null}
      {hasTracks && hasRanges ? <i className="ed-divide" /> : null}
      {hasRanges ? (
        <>
          <CommandButton
            editor={editor}
            command={editorCommand("time.mark-in")}
            named="In"
            pressed={mark !== null}
          />
          <CommandButton editor={editor} command={editorCommand("time.mark-out")} named="Out" />
          {mark === null ? null : (
            <span className="ed-tl-chip">
              From {mark}
              <button type="button" aria-label="Drop the mark" onClick={() => session.setMark(null)}>
                <Icon name="rejected" size={12} />
              </button>
            </span>
          )}
        </>
      ) : null}
    </div>
  );
}
