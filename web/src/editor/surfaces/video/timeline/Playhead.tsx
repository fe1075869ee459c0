import { useEffect, useRef } from "react";
import { useStore } from "zustand";
import type { Span } from "../../../core/tracks";
import { useEditor } from "../../../useEditor";
import type { VideoSession } from "../session";
import { type Scale, xOf } from "./scale";

interface Props {
  readonly session: VideoSession;
  readonly scale: Scale;
  readonly width: number;
  /** A range that is being drawn. */
  readonly band: Span | null;
}

/** The line at the frame that is shown, and what is being marked. It moves without React: thirty times a second. */
export function Playhead({ band, scale, session, width }: Props) {
  const head = useRef<HTMLDivElement>(null);
  const mark = useStore(session.store, (state) => state.mark);
  useEffect(() => {
    const place = () => {
      if (!head.current) return;
      const x = xOf(scale, session.frame + 0.5);
      head.current.style.transform = `translateX(${x}px)`;
      head.current.hidden = x < 0 || x > width;
    };
    place();
    return session.store.subscribe((state, before) => state.frame !== before.frame && place());
  }, [scale, session, width]);
  const draft = useEditor(session.editor, (state) =>
    state.draft?.object === session.name && state.draft.shape.kind === "timeline" ? state.draft.shape : null,
  );
  const bands = band ? [band] : (draft?.ranges ?? []);
  const markX = mark === null ? -1 : xOf(scale, mark);
  return (
    <div className="ed-tl-over" aria-hidden>
      {bands.map(({ end, start }) => {
        const left = Math.max(xOf(scale, start), 0);
        const right = Math.min(xOf(scale, end + 1), width);
        return (
          <i key={start} className="ed-tl-band" style={{ left, width: Math.max(right - left, 2) }}>
            {band ? null : <span>Choose a label</span>}
          </i>
        );
      })}
      {markX >= 0 && markX <= width ? (
        <span className="ed-tl-mark" style={{ left: markX }}>
          In
        </span>
      ) : null}
      <div ref={head} className="ed-tl-playhead" />
    </div>
  );
}
