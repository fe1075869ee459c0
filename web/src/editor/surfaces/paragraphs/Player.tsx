import { useEffect, useRef, useState } from "react";
import { type Dialogue, utteranceAtTime } from "../../ls/dialogue";
import { Icon } from "../../panels/Icon";

interface Props {
  readonly address: string;
  readonly dialogue: Dialogue;
  /** A second that somebody wants to hear now; a new object each time. */
  readonly asked: { readonly second: number } | null;
  readonly visible: boolean;
  readonly onUtterance: (line: number | null) => void;
}

/** The recording of a dialogue; it tells which utterance is heard. */
export function Player({ address, asked, dialogue, onUtterance, visible }: Props) {
  const audio = useRef<HTMLAudioElement>(null);
  const [broken, setBroken] = useState(false);

  useEffect(() => {
    if (!asked || !audio.current) return;
    audio.current.currentTime = asked.second;
    // It may be refused, as when the recording is broken: that is told below.
    audio.current.play().catch(() => undefined);
  }, [asked]);

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
      onTimeUpdate={tell}
      onSeeked={tell}
      onEnded={() => onUtterance(null)}
      onError={() => setBroken(true)}
    />
  );
}
