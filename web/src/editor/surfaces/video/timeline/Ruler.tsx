import type { KeyboardEvent, PointerEvent, Ref } from "react";
import { useStore } from "zustand";
import type { VideoSession } from "../session";
import { frameAtX, type Scale, ticks, xOf } from "./scale";

interface Props {
  readonly ref: Ref<HTMLDivElement>;
  readonly session: VideoSession;
  readonly scale: Scale;
  readonly frames: number;
  readonly width: number;
}

/** The numbers of the frames; pressing and dragging goes to them. */
export function Ruler({ frames, ref, scale, session, width }: Props) {
  const frame = useStore(session.store, (state) => state.frame);
  const go = ({ clientX, currentTarget }: PointerEvent<HTMLElement>) => {
    session.seek(frameAtX(scale, clientX - currentTarget.getBoundingClientRect().left, frames));
  };
  return (
    <div
      ref={ref}
      className="ed-tl-ruler"
      role="slider"
      tabIndex={0}
      aria-label="Place in the video"
      aria-valuemin={1}
      aria-valuemax={frames}
      aria-valuenow={frame}
      aria-valuetext={`Frame ${frame} of ${frames}`}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        go(event);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) go(event);
      }}
      onKeyDown={(event) => onRulerKey(event, session)}
    >
      {ticks(scale, frames, width).map((each) => (
        <span key={each} className="ed-tl-tick" style={{ left: xOf(scale, each) }}>
          {each}
        </span>
      ))}
    </div>
  );
}

function onRulerKey(event: KeyboardEvent, session: VideoSession): void {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const steps: Readonly<Record<string, number>> = {
    ArrowRight: 1,
    ArrowUp: 1,
    ArrowLeft: -1,
    ArrowDown: -1,
    PageUp: 10,
    PageDown: -10,
  };
  const by = Object.hasOwn(steps, event.key) ? steps[event.key] : undefined;
  if (by !== undefined) session.step(event.shiftKey ? by * 10 : by);
  else if (event.key === "Home") session.goTo(1);
  else if (event.key === "End") session.goTo(session.clock?.frames ?? 1);
  else return;
  event.preventDefault();
}
