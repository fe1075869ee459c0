import { editorCommand } from "../../core/commands";
import type { Editor } from "../../core/store";
import { CommandButton } from "../../panels/CommandButton";
import { ZoomSlider } from "../time/ZoomSlider";

interface Props {
  readonly editor: Editor;
  readonly ready: boolean;
  /** Where the head stands. */
  readonly time: string | null;
  readonly readings: readonly { readonly title: string; readonly value: string }[];
  readonly zoom: number;
  readonly onZoom: (share: number) => void;
}

/** What was measured at the head, and the zoom. */
export function SeriesBar({ editor, onZoom, readings, ready, time, zoom }: Props) {
  return (
    <div className="ed-time-bar">
      <output className="ed-readings" aria-label="At the head">
        <b>{time ?? "–"}</b>
        {readings.map(({ title, value }) => (
          <span key={title}>
            <span className="ed-muted">{title}</span> {value}
          </span>
        ))}
      </output>
      <CommandButton editor={editor} command={editorCommand("time.instant")} />
      <CommandButton editor={editor} command={editorCommand("time.split")} />
      <CommandButton editor={editor} command={editorCommand("time.merge")} />
      <span className="ed-bar-line" />
      <ZoomSlider editor={editor} share={zoom} disabled={!ready} onShare={onZoom} />
    </div>
  );
}
