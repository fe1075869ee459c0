import type { KeyboardEvent, PointerEvent } from "react";
import { keptTimeline, LEAST_TIMELINE } from "../sizes";

interface Props {
  /** As the timeline was set by hand; null while it has the height that fits the window. */
  readonly height: number | null;
  readonly onHeight: (height: number | null) => void;
}

const STEP = 28;

/** The border above the timeline: dragged, or moved by arrows, it gives the timeline more room or less. */
export function Grip({ height, onHeight }: Props) {
  const measured = (grip: HTMLElement) => height ?? grip.parentElement?.clientHeight ?? LEAST_TIMELINE;
  const set = (wanted: number) => onHeight(keptTimeline(wanted, window.innerHeight));

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    const now = measured(event.currentTarget);
    if (event.key === "ArrowUp") set(now + STEP);
    else if (event.key === "ArrowDown") set(now - STEP);
    else if (event.key === "Home") onHeight(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function onPointerDown(event: PointerEvent<HTMLElement>): void {
    const grip = event.currentTarget;
    const [from, at] = [measured(grip), event.clientY];
    grip.setPointerCapture(event.pointerId);
    grip.onpointermove = (moved) => set(from + at - moved.clientY);
    grip.onlostpointercapture = () => {
      grip.onpointermove = null;
    };
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a line cannot be dragged or reached by keyboard
    <div
      role="separator"
      className="ed-tl-grip"
      tabIndex={0}
      aria-orientation="horizontal"
      aria-label="Height of the timeline"
      aria-valuenow={height ?? LEAST_TIMELINE}
      aria-valuemin={LEAST_TIMELINE}
      aria-valuetext={height === null ? "as fits" : `${height} pixels`}
      title="Drag to give the timeline more room; double-click for as much as fits"
      onPointerDown={onPointerDown}
      onDoubleClick={() => onHeight(null)}
      onKeyDown={onKeyDown}
    />
  );
}
