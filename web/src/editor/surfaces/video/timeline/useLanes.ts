import { type PointerEvent, type RefObject, useRef, useState } from "react";
import type { Region } from "../../../core/model";
import type { Span } from "../../../core/tracks";
import { drawRange } from "../actions";
import { spanBetween } from "../rangeEdits";
import type { VideoSession } from "../session";
import { dragLane, dragTitle, type Hit, hitLane, type Timed } from "./lane";
import { frameAtX, type Scale } from "./scale";
import { ROW_HEIGHT } from "./Timeline";

interface Options {
  readonly session: VideoSession;
  readonly rows: readonly Region[];
  readonly scale: Scale;
  readonly frames: number;
  readonly width: number;
  readonly lanes: RefObject<HTMLDivElement | null>;
}

interface Press {
  readonly id: string | null;
  readonly shape: Timed | null;
  readonly hit: Hit | null;
  readonly x: number;
  readonly frame: number;
  readonly does: "scrub" | "range" | "drag";
  moved: boolean;
}

/** A pointer that moved less was held still. */
const STILL = 3;

/** What pressing and dragging on the lanes does: select, pull at what is there, draw a range, else go along. */
export function useLanes({ frames, lanes, rows, scale, session, width }: Options) {
  const { editor } = session;
  const press = useRef<Press | null>(null);
  const [preview, setPreview] = useState<{ id: string; shape: Timed } | null>(null);
  const [band, setBand] = useState<Span | null>(null);
  const [cursor, setCursor] = useState("default");

  function at(event: PointerEvent<HTMLElement>): { x: number; row: Region | undefined } {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    const name = event.currentTarget.clientWidth - width;
    const y = event.clientY - top + event.currentTarget.scrollTop;
    return { x: event.clientX - left - name, row: rows[Math.floor(y / ROW_HEIGHT)] };
  }

  function look(x: number, row: Region | undefined) {
    const { editable, locked, rights, selection } = editor.state();
    const shape = row?.shape.kind === "track" || row?.shape.kind === "timeline" ? row.shape : null;
    const hit = row && shape ? hitLane(shape, scale, x, frames, selection.has(row.id)) : null;
    const free = row !== undefined && editable && rights.extend && !locked.has(row.id);
    const pulls = hit !== null && free && (hit.kind !== "bar" || shape?.kind === "timeline");
    return { shape, hit, pulls };
  }

  /** Whether dragging over an empty place draws: a label of the timeline is chosen, or its only one is meant. */
  function draws(): boolean {
    const { activeLabels, editable, rights, schema, tool } = editor.state();
    if (!editable || !rights.create) return false;
    if (tool === "reveal") return true;
    const drawer = editor.drawerFor(session.name, "timeline");
    if (!drawer) return false;
    const drawsBoxes = editor.drawerFor(session.name, "track") !== null;
    const labels = schema.controls.find(({ name }) => name === drawer.name);
    return activeLabels.has(labels?.name ?? "") || (tool === "draw" && !drawsBoxes);
  }

  return {
    preview,
    band,
    cursor,
    handlers: {
      onPointerDown(event: PointerEvent<HTMLDivElement>) {
        const { x, row } = at(event);
        // Names of rows are buttons of their own.
        if (event.button !== 0 || x < 0 || !session.clock) return;
        const { hit, pulls, shape } = look(x, row);
        const frame = frameAtX(scale, x, frames);
        const range = hit === null && (event.shiftKey || draws()) && mayAdd(session, event.shiftKey);
        press.current = {
          id: row && hit ? row.id : null,
          shape,
          hit,
          x,
          frame,
          does: pulls ? "drag" : range ? "range" : "scrub",
          moved: false,
        };
        event.currentTarget.setPointerCapture(event.pointerId);
        if (hit === null && !range) session.seek(frame);
        else if (range) setBand(spanBetween(frame, frame, frames));
      },
      onPointerMove(event: PointerEvent<HTMLDivElement>) {
        const { x, row } = at(event);
        const now = press.current;
        if (!now) {
          const { hit, pulls } = look(x, row);
          setCursor(
            x < 0
              ? "default"
              : pulls
                ? hit?.kind === "bar"
                  ? "grab"
                  : "ew-resize"
                : draws()
                  ? "crosshair"
                  : "default",
          );
          return;
        }
        if (!now.moved && Math.abs(x - now.x) < STILL) return;
        now.moved = true;
        const frame = frameAtX(scale, x, frames);
        const { clock } = session;
        if (now.does === "range") setBand(spanBetween(now.frame, frame, frames));
        else if (now.does === "scrub") session.seek(frame);
        else if (now.id && now.shape && now.hit && clock) {
          setPreview({ id: now.id, shape: dragLane(now.shape, now.hit, clock, now.frame, frame) });
          // The picture goes along, so that one sees where the thing begins or ends.
          if (now.hit.kind !== "bar") session.seek(frame);
        }
      },
      onPointerUp(event: PointerEvent<HTMLDivElement>) {
        const now = press.current;
        press.current = null;
        setPreview(null);
        setBand(null);
        if (!now) return;
        const { x } = at(event);
        const frame = frameAtX(scale, x, frames);
        if (now.does === "range") {
          // A press that drew nothing over suggestions goes there, as without the tool.
          if (editor.state().tool === "reveal" && !now.moved) session.seek(now.frame);
          else drawRange(session, spanBetween(now.frame, frame, frames));
          return;
        }
        if (now.moved && now.does === "drag" && now.id && now.shape && now.hit && session.clock) {
          const shape = dragLane(now.shape, now.hit, session.clock, now.frame, frame);
          editor.stretch(now.id, dragTitle(now.hit), shape);
          return;
        }
        if (now.moved) return;
        if (now.id) {
          if (event.ctrlKey || event.metaKey || event.shiftKey) editor.toggleSelected(now.id);
          else editor.select(now.id);
        } else editor.select(null);
        session.seek(now.hit?.kind === "key" ? now.hit.frame : now.frame);
      },
      onPointerCancel() {
        press.current = null;
        setPreview(null);
        setBand(null);
      },
      onPointerLeave: () => setCursor("default"),
    },
    lanes,
  };
}

/** With Shift a range is added to the selected region of the timeline; without one there is nothing to add to. */
function mayAdd(session: VideoSession, shift: boolean): boolean {
  const { editable, rights } = session.editor.state();
  if (!shift) return true;
  const region = session.editor.selected();
  return editable && rights.extend && region?.object === session.name && region.shape.kind === "timeline";
}
