import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useMemo, useRef, useState } from "react";
import { useStore } from "zustand";
import type { Region } from "../../../core/model";
import { Icon } from "../../../panels/Icon";
import { useEditor } from "../../../useEditor";
import { isTimed, stopsOf, timelineRegions } from "../rows";
import type { VideoSession } from "../session";
import { timelineHeight } from "../sizes";
import { Grip } from "./Grip";
import { Playhead } from "./Playhead";
import { Ruler } from "./Ruler";
import { fitScale, followScale, panScale, type Scale, zoomScale } from "./scale";
import { TimelineRow } from "./TimelineRow";
import { TimelineTools } from "./TimelineTools";
import { useLanes } from "./useLanes";
import "./timeline.css";

export const ROW_HEIGHT = 28;

/** The height that somebody gave the timeline; it stays for the next item. */
let byHand: number | null = null;

/** Every track and range of a video along its frames: where each is there, and where it was set by hand. */
export function Timeline({ session }: { session: VideoSession }) {
  const { editor, store } = session;
  const clock = useStore(store, (state) => state.clock);
  const lanes = useRef<HTMLDivElement>(null);
  const ruler = useRef<HTMLDivElement>(null);
  const width = useWidth(ruler);
  const regions = useEditor(editor, (state) => state.regions);
  const rows = useMemo(
    () => timelineRegions(regions, editor.state().schema.objects, session.name),
    [regions, editor, session.name],
  );
  const shown = useEditor(editor, () => editor.offered());
  const offered = useMemo(
    () => shown.filter(({ object, shape }) => object === session.name && isTimed(shape)),
    [shown, session.name],
  );
  const all = useMemo(() => [...rows, ...offered], [rows, offered]);
  // Of a video that cannot be shown its regions know how long it was.
  const frames = clock?.frames ?? longest(rows);
  const [wanted, setScale] = useState<Scale | null>(null);
  // Until somebody zooms all frames are shown, however wide the window is.
  const scale = wanted ? zoomScale(wanted, 1, 0, frames, width) : fitScale(frames, width);
  // Where nothing can be drawn there is nothing to give room to.
  const bare =
    all.length === 0 &&
    !editor.drawerFor(session.name, "track") &&
    !editor.drawerFor(session.name, "timeline");
  const selectedId = useEditor(editor, (state) => state.selectedId);
  const virtual = useVirtualizer({
    count: all.length,
    getScrollElement: () => lanes.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 6,
  });
  const selectedRow = rows.findIndex(({ id }) => id === selectedId);
  useEffect(() => {
    if (selectedRow >= 0) virtual.scrollToIndex(selectedRow, { align: "auto" });
  }, [selectedRow, virtual]);
  useEffect(() => {
    if (!wanted) return;
    return store.subscribe(({ frame }, before) => {
      if (frame !== before.frame) setScale((now) => now && followScale(now, frame, frames, width));
    });
  }, [wanted, store, frames, width]);

  const zoom = (factor: number, x = width / 2) => setScale(zoomScale(scale, factor, x, frames, width));
  const drag = useLanes({ session, rows, scale, frames, width, lanes });
  useWheel(ruler, lanes, (event, x, onRuler) => {
    if (event.deltaX !== 0 && Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      setScale(panScale(scale, event.deltaX, frames, width));
    } else if (event.shiftKey) setScale(panScale(scale, event.deltaY, frames, width));
    else if (onRuler || event.ctrlKey || event.altKey) zoom(Math.exp(-event.deltaY * 0.002), x);
    else return false;
    return true;
  });

  const [height, setHeight] = useState(byHand ?? timelineHeight(session.object.attributes));
  const room = bare || height === null ? undefined : { height };
  return (
    <section className="ed-timeline" data-bare={bare} style={room} aria-label="Timeline">
      {bare ? null : (
        <Grip
          height={height}
          onHeight={(next) => {
            byHand = next;
            setHeight(next);
          }}
        />
      )}
      <TimelineTools session={session} />
      <div className="ed-tl-body">
        <div className="ed-tl-head">
          <div className="ed-tl-name ed-tl-zoom" role="toolbar" aria-label="Zoom of the timeline">
            <span className="ed-caption">
              {bare ? "Frames" : `${rows.length} ${rows.length === 1 ? "row" : "rows"}`}
            </span>
            <ZoomButton icon="minus" title="Zoom the timeline out" onClick={() => zoom(1 / 1.6)} />
            <ZoomButton icon="plus" title="Zoom the timeline in" onClick={() => zoom(1.6)} />
            <ZoomButton icon="fit-width" title="Show all frames" onClick={() => setScale(null)} />
          </div>
          <Ruler ref={ruler} session={session} scale={scale} frames={frames} width={width} />
        </div>
        <div ref={lanes} className="ed-tl-rows" data-cursor={drag.cursor} {...drag.handlers}>
          {all.length === 0 ? <Empty session={session} /> : null}
          <ul className="ed-tl-list" style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map(({ index, start }) => {
              const region = all[index];
              if (!region) return null;
              const shape = drag.preview?.id === region.id ? drag.preview.shape : region.shape;
              return (
                <TimelineRow
                  key={region.id}
                  session={session}
                  region={region}
                  shape={shape}
                  scale={scale}
                  frames={frames}
                  width={width}
                  top={start}
                  suggested={index >= rows.length}
                />
              );
            })}
          </ul>
        </div>
        <Playhead session={session} scale={scale} width={width} band={drag.band} />
      </div>
    </section>
  );
}

function ZoomButton({ icon, onClick, title }: { icon: string; title: string; onClick: () => void }) {
  return (
    <button
      type="button"
      className="ed-button ed-button-icon"
      title={title}
      aria-label={title}
      onClick={onClick}
    >
      <Icon name={icon} size={14} />
    </button>
  );
}

function longest(rows: readonly Region[]): number {
  return rows.reduce((most, { shape }) => {
    const said = shape.kind === "track" ? shape.frames : 0;
    return Math.max(most, said, ...stopsOf(shape));
  }, 1);
}

function Empty({ session }: { session: VideoSession }) {
  const { editor, name } = session;
  const editable = useEditor(editor, (state) => state.editable);
  if (!editable) return <p className="ed-tl-empty">Nothing is labelled in this video.</p>;
  const boxes = editor.drawerFor(name, "track") !== null;
  const ranges = editor.drawerFor(name, "timeline") !== null;
  if (!boxes && !ranges) return null;
  return (
    <p className="ed-tl-empty">
      {boxes ? "Choose a label and draw a box on the picture: a track begins at this frame. " : null}
      {ranges ? "Choose a label of the timeline and drag here, or press i and o, to mark frames." : null}
    </p>
  );
}

function useWidth(element: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(1);
  useEffect(() => {
    const { current } = element;
    if (!current) return;
    const sizes = new ResizeObserver(() => setWidth(Math.max(current.clientWidth, 1)));
    sizes.observe(current);
    return () => sizes.disconnect();
  }, [element]);
  return width;
}

type OnWheel = (event: WheelEvent, x: number, onRuler: boolean) => boolean;

/** Wheels over ruler and lanes; React's own listener could not keep the page from scrolling. */
function useWheel(
  ruler: React.RefObject<HTMLElement | null>,
  lanes: React.RefObject<HTMLElement | null>,
  onWheel: OnWheel,
): void {
  const latest = useRef(onWheel);
  useEffect(() => {
    latest.current = onWheel;
  });
  useEffect(() => {
    const targets = [ruler.current, lanes.current].filter((each) => each !== null);
    const listen = (event: WheelEvent) => {
      const left = ruler.current?.getBoundingClientRect().left ?? 0;
      const taken = latest.current(event, event.clientX - left, event.currentTarget === ruler.current);
      if (taken) event.preventDefault();
    };
    for (const target of targets) target.addEventListener("wheel", listen, { passive: false });
    return () => {
      for (const target of targets) target.removeEventListener("wheel", listen);
    };
  }, [ruler, lanes]);
}
