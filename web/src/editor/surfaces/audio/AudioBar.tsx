import type { ReactNode } from "react";
import { editorCommand } from "../../core/commands";
import { clock } from "../../core/kinds/time";
import type { Editor } from "../../core/store";
import { CommandButton } from "../../panels/CommandButton";
import { Icon } from "../../panels/Icon";
import { shortcutName, withKeys } from "../../panels/KeyCaps";
import { ZoomSlider } from "../time/ZoomSlider";
import { type Playing, RATES } from "./player";

const PLAY = editorCommand("time.play");
const LOOP = editorCommand("time.loop");
const MUTE = editorCommand("time.mute");

interface Props {
  readonly editor: Editor;
  readonly playing: Playing;
  readonly duration: number;
  /** Shows where playing stands; written to directly, because it changes with every frame. */
  readonly time: ReactNode;
  readonly zoom: number;
  readonly onZoom: (share: number) => void;
  readonly onRate: (rate: number) => void;
  readonly onVolume: (volume: number) => void;
}

/** Playing, speed, volume and zoom of one recording. */
export function AudioBar({ duration, editor, onRate, onVolume, onZoom, playing, time, zoom }: Props) {
  const ready = duration > 0;
  return (
    <div className="ed-time-bar">
      <button
        type="button"
        className="ed-button ed-button-icon ed-play"
        aria-label={playing.playing ? "Pause" : "Play"}
        title={withKeys(playing.playing ? "Pause" : "Play", "Space")}
        aria-keyshortcuts="Space"
        disabled={!ready}
        onClick={() => PLAY.run(editor)}
      >
        <Icon name={playing.playing ? "pause" : "play"} size={18} />
      </button>
      <span className="ed-clock">
        {time}
        <span className="ed-muted"> / {ready ? clock(duration) : "–"}</span>
      </span>
      <CommandButton editor={editor} command={LOOP} pressed={playing.loop} />
      <span className="ed-bar-line" />
      <label className="ed-rate">
        <span className="ed-hidden">Speed</span>
        <select
          value={playing.rate}
          title="Speed (< slower, > faster)"
          onChange={(event) => onRate(Number(event.target.value))}
        >
          {[...new Set([...RATES, playing.rate])]
            .sort((a, b) => a - b)
            .map((rate) => (
              <option key={rate} value={rate}>
                {rate}×
              </option>
            ))}
        </select>
      </label>
      <button
        type="button"
        className="ed-button ed-button-icon"
        aria-label="Mute"
        aria-pressed={playing.muted}
        aria-keyshortcuts={shortcutName(MUTE.keys[0])}
        title={withKeys(playing.muted ? "Sound on" : "Sound off", MUTE.keys[0])}
        disabled={!ready}
        onClick={() => MUTE.run(editor)}
      >
        <Icon name={playing.muted || playing.volume === 0 ? "muted" : "sound"} size={16} />
      </button>
      <input
        className="ed-slider"
        type="range"
        min={0}
        max={1}
        step={0.05}
        aria-label="Volume"
        aria-valuetext={`${Math.round(playing.volume * 100)} %`}
        value={playing.muted ? 0 : playing.volume}
        onChange={(event) => onVolume(Number(event.target.value))}
      />
      <span className="ed-space" />
      <CommandButton editor={editor} command={editorCommand("time.split")} />
      <CommandButton editor={editor} command={editorCommand("time.merge")} />
      <span className="ed-bar-line" />
      <ZoomSlider editor={editor} share={zoom} disabled={!ready} onShare={onZoom} />
    </div>
  );
}
