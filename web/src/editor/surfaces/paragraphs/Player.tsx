import { useEffect, useRef, useState } from "react";
import { type Dialogue, utteranceAtTime } from "../../ls/dialogue";
import { Icon } from "../../panels/Icon";
import type { Pace } from "../sync/pace";

interface Props {
  readonly object: string;
  /** What it plays together with, if anything. */
  readonly pace: Pace | null;
  readonly address: string;
  readonly dialogue: Dialogue;
  /** A second that somebody wants to hear now; a new object each time. */
  readonly asked: { readonly second: number } | null;
  readonly visible: boolean;
  readonly onUtterance: (line: number | null) => void;
}

/** A player that goes on playing stands a little after where it was sent. */
const NEAR = 0.3;

/** The recording of a dialogue; it tells which utterance is heard. */
export function Player({ address, asked, dialogue, object, onUtterance, pace, visible }: Props) {
  const audio = useRef<HTMLAudioElement>(null);
  const [broken, setBroken] = useState(false);

  useEffect(() => {
    if (!asked || !audio.current) return;
    audio.current.currentTime = asked.second;
    // It may be refused, as when the recording is broken: that is told below.
    audio.current.play().catch(() => undefined);
  }, [asked]);

  // Where the others have sent it: arriving there is no wish of a person.
  const sent = useRef<number | null>(null);
  useEffect(() => {
    const { current } = audio;
    if (!pace || !current || broken) return;
    return pace.join({
      object,
      plays: true,
      time: () => current.currentTime,
      length: () => current.duration || 0,
      play: () => void current.play().catch(() => undefined),
      pause: () => current.pause(),
      seek: (time) => {
        sent.current = time;
        current.currentTime = time;
      },
      setRate: (rate) => {
        current.playbackRate = rate;
      },
    });
  }, [pace, object, broken]);

  if (broken) {
    return (
      <p className="ed-text-missing" role="alert">
        <Icon name="alert" size={16} />
        <span>The recording could not be loaded: {address}</span>
      </p>
    );
  }
  const tell = ({ currentTarget }: { currentTarget: HTMLAudioElement }) =>
    onUtterance(utteranceAtTime(dialogue, currentTarget.currentTime));
  return (
    // biome-ignore lint/a11y/useMediaCaption: the dialogue below is what is said in it
    <audio
      ref={audio}
      className="ed-recording"
      src={address}
      preload="metadata"
      controls={visible}
      aria-label="Recording of the dialogue"
      onTimeUpdate={(event) => {
        tell(event);
        pace?.reportTime(object, event.currentTarget.currentTime);
      }}
      onSeeked={(event) => {
        tell(event);
        const { currentTime } = event.currentTarget;
        if (sent.current === null || Math.abs(currentTime - sent.current) > NEAR) {
          pace?.reportSeek(object, currentTime);
        }
        sent.current = null;
      }}
      onPlay={() => pace?.reportPlaying(object, true)}
      onPause={() => pace?.reportPlaying(object, false)}
      onRateChange={({ currentTarget }) => pace?.reportRate(object, currentTarget.playbackRate)}
      onEnded={() => onUtterance(null)}
      onError={() => setBroken(true)}
    />
  );
}
