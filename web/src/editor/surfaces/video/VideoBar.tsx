import { useStore } from "zustand";
import { Icon } from "../../panels/Icon";
import { useEditor } from "../../useEditor";
import { Legend, Tools, Zoom } from "../image/barParts";
import type { VideoSession } from "./session";

/** Tools, what is to be known about this video, and its zoom. */
export function VideoBar({ session }: { session: VideoSession }) {
  const { editor } = session;
  const draws = useEditor(editor, () => editor.drawerFor(session.name, "track") !== null);
  const scale = useStore(session.store, (state) => state.scale);
  const note = useStore(session.store, (state) => state.note);
  return (
    <div className="ed-image-bar">
      <Tools editor={editor} draws={draws} />
      <span className="ed-space" />
      {note ? (
        <p className="ed-video-note" role="status">
          <Icon name="alert" /> <span title={note}>{note}</span>
        </p>
      ) : null}
      <Legend editor={editor} />
      <span className="ed-space" />
      <Zoom editor={editor} scale={scale} />
    </div>
  );
}
