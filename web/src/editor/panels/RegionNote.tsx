import { useState } from "react";
import type { Region } from "../core/model";
import type { Editor } from "../core/store";
import { useEditor } from "../useEditor";

/** A note about a region, for whoever looks at it next. It is kept with the result. */
export function RegionNote({ editor, region }: { editor: Editor; region: Region }) {
  const may = useEditor(editor, (state) => state.editable && state.rights.answer);
  const note = region.note ?? "";
  const [open, setOpen] = useState(false);
  if (!may) return note === "" ? null : <p className="ed-note">{note}</p>;
  if (note === "" && !open) {
    return (
      <button type="button" className="ed-button ed-button-framed" onClick={() => setOpen(true)}>
        Add a note
      </button>
    );
  }
  return (
    <textarea
      // The text follows undo: it is another field once the note is another.
      key={note}
      className="ed-note-field"
      aria-label="Note"
      placeholder="A note about this region"
      rows={2}
      dir="auto"
      defaultValue={note}
      // biome-ignore lint/a11y/noAutofocus: it opens because somebody wants to write
      autoFocus={open}
      onBlur={(event) => {
        editor.setNote(region.id, event.target.value.trim());
        setOpen(false);
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        event.currentTarget.blur();
      }}
    />
  );
}
