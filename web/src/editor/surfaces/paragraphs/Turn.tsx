import type { CSSProperties, ReactNode } from "react";
import { clock } from "./recording";

interface Props {
  readonly speaker: string;
  readonly colour: string | undefined;
  readonly second: number | null;
  /** It is heard just now. */
  readonly said: boolean;
  /** Plays the recording from here; absent without one. */
  readonly onPlay: (() => void) | undefined;
  readonly children: ReactNode;
}

/** Who says something and when, beside what is said. Only what is said can be selected. */
export function Turn({ children, colour, onPlay, said, second, speaker }: Props) {
  const time = second === null ? null : clock(second);
  return (
    <div className="ed-turn" data-said={said || undefined} style={{ "--speaker": colour } as CSSProperties}>
      <span className="ed-turn-head">
        <b dir="auto">{speaker || "–"}</b>
        {time !== null && onPlay ? (
          <button type="button" className="ed-turn-time" aria-label={`Play from ${time}`} onClick={onPlay}>
            {time}
          </button>
        ) : (
          <span className="ed-turn-time">{time}</span>
        )}
      </span>
      {children}
    </div>
  );
}
