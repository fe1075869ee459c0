import { useEffect, useRef, useState } from "react";
import { useStore } from "zustand";
import { editorCommand } from "../../core/commands";
import { clock as clockWords } from "../../core/kinds/time";
import { CommandButton } from "../../panels/CommandButton";
import { Icon } from "../../panels/Icon";
import type { VideoSession } from "./session";

/** The player: stepping, the number of the frame, speed, loop and sound. */
export function Transport({ session }: { session: VideoSession }) {
  const { editor, store } = session;
  const playing = useStore(store, (state) => state.playing);
  const rate = useStore(store, (state) => state.rate);
  const loops = useStore(store, (state) => state.loops);
  const said = useStore(store, (state) => state.said);
  const button = (id: string, icon: string, more: { title?: string; pressed?: boolean } = {}) => {
    const { pressed, ...said } = more;
    const command = { ...editorCommand(id), icon, ...said };
    return <CommandButton editor={editor} command={command} {...(pressed !== undefined && { pressed })} />;
  };
  return (
    <div className="ed-transport" role="toolbar" aria-label="Player">
      {button("time.to-start", "first", { title: "First frame" })}
      {button("video.hop-back", "hop-back")}
      {button("video.previous-frame", "frame-back")}
      {button("time.play", playing ? "pause" : "play", { title: playing ? "Pause" : "Play" })}
      {button("video.next-frame", "frame-on")}
      {button("video.hop-on", "hop-on")}
      {button("time.to-end", "last", { title: "Last frame" })}
      <i className="ed-divide" />
      {button("video.previous-stop", "stop-back")}
      {button("video.next-stop", "stop-on")}
      <i className="ed-divide" />
      <FrameField session={session} />
      <span className="ed-space" />
      <span className="ed-said" role="status">
        {said}
      </span>
      {button("time.loop", "loop", { pressed: loops })}
      <label className="ed-speed">
        <span className="ed-hidden">Speed</span>
        <select value={rate} onChange={({ target }) => session.setRate(Number(target.value))}>
          {[...new Set([...session.speeds, rate])]
            .sort((a, b) => a - b)
            .map((speed) => (
              <option key={speed} value={speed}>
                {speed}×
              </option>
            ))}
        </select>
      </label>
      <Volume session={session} />
    </div>
  );
}

/** The number of the frame that is shown; another one is gone to. */
function FrameField({ session }: { session: VideoSession }) {
  const field = useRef<HTMLInputElement>(null);
  const clock = useStore(session.store, (state) => state.clock);
  const frame = useStore(session.store, (state) => state.frame);
  const asks = useStore(session.store, (state) => state.asks);
  const [typed, setTyped] = useState<string | null>(null);
  useEffect(() => {
    if (asks > 0) field.current?.select();
  }, [asks]);
  const go = () => {
    const wanted = Number(typed);
    if (typed !== null && typed.trim() !== "" && Number.isFinite(wanted)) session.goTo(wanted);
    setTyped(null);
  };
  return (
    <span className="ed-frame">
      <label>
        <span>Frame</span>
        <input
          ref={field}
          inputMode="numeric"
          aria-label="Frame"
          aria-keyshortcuts="Alt+G"
          title="Go to a frame (Alt+G)"
          disabled={clock === null}
          value={typed ?? `${frame}`}
          onChange={({ target }) => setTyped(target.value.replace(/\D/g, ""))}
          onBlur={go}
          onKeyDown={(event) => {
            if (event.key === "Enter") go();
            else if (event.key === "Escape") setTyped(null);
            else return;
            event.preventDefault();
            event.currentTarget.blur();
          }}
        />
      </label>
      <span className="ed-muted">of {clock?.frames ?? "–"}</span>
      <output className="ed-timecode" aria-label="Time">
        {clock ? clockWords(Math.max(clock.endOf(frame) - 1 / clock.fps, 0)) : "–"}
      </output>
    </span>
  );
}

function Volume({ session }: { session: VideoSession }) {
  const muted = useStore(session.store, (state) => state.muted);
  const volume = useStore(session.store, (state) => state.volume);
  return (
    <span className="ed-volume">
      <button
        type="button"
        className="ed-button ed-button-icon"
        aria-pressed={muted}
        aria-label="Mute"
        aria-keyshortcuts="Shift+U"
        title={muted ? "Sound on (Shift+U)" : "Mute (Shift+U)"}
        onClick={() => session.setVolume(volume, !muted)}
      >
        <Icon name={muted ? "muted" : "volume"} size={16} />
      </button>
      <input
        type="range"
        aria-label="Volume"
        min={0}
        max={1}
        step={0.05}
        value={muted ? 0 : volume}
        onChange={({ target }) => session.setVolume(Number(target.value), Number(target.value) === 0)}
      />
    </span>
  );
}
