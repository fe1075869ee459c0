import { useEffect, useRef, useState } from "react";
import { clock } from "../../core/kinds/time";
import { factsOfField } from "../../core/media";
import { fieldOf } from "../../ls/readResult";
import type { ObjectTag } from "../../ls/schema";
import { useEditor } from "../../useEditor";
import { Remarks } from "../remarks/Remarks";
import type { SurfaceProps } from "../surface";
import { SurfaceNotice } from "../time/SurfaceNotice";
import { spanAtShare, type Window, zoomShare } from "../time/window";
import { AudioBar } from "./AudioBar";
import { AudioDesk } from "./desk";
import type { Sound } from "./loadSound";
import { audioOptions } from "./options";
import type { Playing } from "./player";
import "../time/time.css";

const SILENT: Playing = { playing: false, loop: false, rate: 1, volume: 1, muted: false };
const LEAST = 0.05;

/** A recording under annotation: player, waveform, regions in time. */
export function AudioSurface({ editor, object }: SurfaceProps) {
  const root = useRef<HTMLElement>(null);
  const still = useRef<HTMLCanvasElement>(null);
  const live = useRef<HTMLCanvasElement>(null);
  const desk = useRef<AudioDesk>(null);
  const time = useRef<HTMLSpanElement>(null);
  const [sound, setSound] = useState<Sound>({ kind: "waiting" });
  const [playing, setPlaying] = useState<Playing>(SILENT);
  const [view, setView] = useState<Window>({ start: 0, end: 0 });
  const [attempt, setAttempt] = useState(0);
  const address = fieldOf(editor.state().data, object);
  const source = typeof address === "string" && address.trim() !== "" ? address.trim() : null;
  const count = useEditor(editor, (state) => ownRegions(state.regions, object).length);
  const duration = sound.kind === "ready" ? sound.duration : 0;
  const beyond = useEditor(editor, (state) => beyondEnd(state.regions, object, duration));

  // biome-ignore lint/correctness/useExhaustiveDependencies: every attempt loads the recording anew
  useEffect(() => {
    if (!root.current || !still.current || !live.current || source === null) return;
    const elements = { root: root.current, still: still.current, live: live.current };
    const made = new AudioDesk(elements, editor, object.name, audioOptions(object.attributes), {
      onSound: setSound,
      onPlaying: setPlaying,
      onView: setView,
      onTime: (now) => {
        if (time.current) time.current.textContent = clock(now);
      },
    });
    desk.current = made;
    setPlaying(made.player.state());
    setSound({ kind: "waiting" });
    made.load(source, factsOfField(editor.state().media, object.field));
    return () => {
      made.destroy();
      desk.current = null;
    };
  }, [editor, object, source, attempt]);

  if (source === null) {
    return (
      <SurfaceNotice
        problem="There is no recording."
        fix={`The item has no address in its field “${object.field}”.`}
      />
    );
  }
  const bounds = { start: 0, end: duration };
  return (
    <section className="ed-time" aria-label={object.name}>
      <AudioBar
        editor={editor}
        playing={playing}
        duration={duration}
        time={<span ref={time}>0:00.00</span>}
        zoom={duration > 0 ? zoomShare(view, bounds, LEAST) : 0}
        onZoom={(share) => desk.current?.stage.zoomToSpan(spanAtShare(share, bounds, LEAST))}
        onRate={(rate) => desk.current?.setRate(rate)}
        onVolume={(volume) => desk.current?.player.setVolume(volume)}
      />
      <section
        ref={root}
        className="ed-time-stage"
        data-state={sound.kind}
        hidden={sound.kind === "broken"}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the stage takes the keys that play, and move regions
        tabIndex={0}
        aria-roledescription="recording under annotation"
        aria-label={`${object.name}, ${count} ${count === 1 ? "region" : "regions"}. Space plays, arrows move the head, I and O mark a region, Tab selects, Enter plays it.`}
        onFocus={() => editor.setFocused(object.name)}
        onBlur={() => editor.setFocused(null)}
      >
        <canvas ref={still} aria-hidden />
        <canvas ref={live} aria-hidden />
        <Remarks editor={editor} object={object.name} />
      </section>
      {sound.kind === "broken" ? (
        <SurfaceNotice
          problem={sound.problem}
          fix={sound.fix}
          kept={count}
          address={source}
          onAgain={() => setAttempt(attempt + 1)}
        />
      ) : null}
      {sound.kind === "ready" && sound.note ? <p className="ed-time-note">{sound.note}</p> : null}
      {beyond > 0 ? (
        <p className="ed-time-note">
          {beyond === 1 ? "One region reaches" : `${beyond} regions reach`} beyond the end of the recording at{" "}
          {clock(duration)}: shown at its end, and kept as stored.
        </p>
      ) : null}
    </section>
  );
}

type Regions = ReturnType<SurfaceProps["editor"]["state"]>["regions"];

function ownRegions(regions: Regions, object: ObjectTag) {
  return [...regions.values()].filter(
    (region) => region.object === object.name && region.shape.kind === "range",
  );
}

function beyondEnd(regions: Regions, object: ObjectTag, duration: number): number {
  if (duration <= 0) return 0;
  // Players and decoders differ by some milliseconds about where a file ends.
  return ownRegions(regions, object).filter(
    ({ shape }) => shape.kind === "range" && shape.end > duration + 0.1,
  ).length;
}
