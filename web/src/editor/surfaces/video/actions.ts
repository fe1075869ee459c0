import type { Region } from "../../core/model";
import type { DrawnShape } from "../../core/shapes";
import type { SurfaceAction } from "../../core/surface";
import { isTrackAt, type Span } from "../../core/tracks";
import { onRanges } from "./rangeActions";
import { addRange, moveRangeEnd, rangeNear, splitRange } from "./rangeEdits";
import { spansOf, stopsOf } from "./rows";
import type { VideoSession } from "./session";
import { onTracks } from "./trackActions";
import * as tracks from "./trackEdits";

export type Actions = Readonly<Record<string, SurfaceAction>>;

const HOP = 10;

/** What a video can do now, by the names that commands know. */
export function surfaceActions(session: VideoSession): Actions {
  const { editor, name } = session;
  const { editable, locked, rights, tool } = editor.state();
  const region = editor.selected();
  const mine = region?.object === name && !locked.has(region.id) ? region : null;
  const lasts = editable && rights.extend;
  const isTrack = mine?.shape.kind === "track";
  const isRange = mine?.shape.kind === "timeline";
  const showsTrack = mine?.shape.kind === "track" && isTrackAt(mine.shape.sequence, session.aim);
  const nudges = editable && rights.reshape && showsTrack;
  const draws = tool === "reveal" || editor.drawerFor(name, "timeline") !== null;
  const marks = isRange ? lasts : editable && rights.create && draws;
  return {
    ...playing(session),
    // Arrows move the box of a track where there is one.
    ...(!nudges && steps(session)),
    ...(isTrack && onTracks(session)),
    ...(isRange && lasts && onRanges(session)),
    ...((isTrack || isRange) && lasts && ends(session)),
    ...(lasts && (showsTrack || isRange) && { split: () => split(session) }),
    ...(lasts && chosenPair(session) && { merge: () => merge(session) }),
    ...(marks && { "mark-in": () => session.setMark(session.aim), "mark-out": () => markOut(session) }),
    ...(session.showing.mark !== null && { "drop-mark": () => session.setMark(null) }),
  };
}

/** A stretch of frames that was drawn: a part more of the selected region of the timeline, else a region. */
export function drawRange(session: VideoSession, span: Span): void {
  const { editor } = session;
  const region = editor.selected();
  const reveals = editor.state().tool === "reveal";
  if (!reveals && region?.object === session.name && region.shape.kind === "timeline") {
    editor.stretch(region.id, "Add range", addRange(region.shape, span));
  } else editor.draw(session.name, { kind: "timeline", ranges: [span] });
}

function playing(session: VideoSession): Actions {
  return {
    play: () => session.toggle(),
    "next-frame": () => session.step(1),
    "previous-frame": () => session.step(-1),
    "hop-on": () => session.step(HOP),
    "hop-back": () => session.step(-HOP),
    "to-start": () => session.goTo(1),
    "to-end": () => session.goTo(session.clock?.frames ?? 1),
    "next-stop": () => jump(session, 1),
    "previous-stop": () => jump(session, -1),
    forward: () => session.shuttle(1),
    backward: () => session.shuttle(-1),
    halt: () => session.pause(),
    loop: () => session.setLoops(!session.showing.loops),
    slower: () => session.changeRate(-1),
    faster: () => session.changeRate(1),
    mute: () => session.setVolume(session.showing.volume, !session.showing.muted),
    "go-to-frame": () => session.askForFrame(),
  };
}

function steps(session: VideoSession): Actions {
  return {
    "step-ahead": () => session.step(1),
    "step-back": () => session.step(-1),
    "leap-ahead": () => session.step(HOP),
    "leap-back": () => session.step(-HOP),
  };
}

/** The end of the stretch that is nearest, put to this frame. */
function ends(session: VideoSession): Actions {
  const put = (edge: "start" | "end") => () => {
    const region = session.editor.selected();
    const { aim, clock } = session;
    if (!region || !clock) return;
    const { shape } = region;
    if (shape.kind === "timeline") {
      const at = rangeNear(shape, aim);
      session.editor.stretch(region.id, "Move border", moveRangeEnd(shape, at, edge, aim, clock.frames));
    } else if (shape.kind === "track") {
      const spans = spansOf(shape, clock.frames);
      const span = spans[rangeNear({ ranges: spans }, aim)];
      if (!span) return;
      session.editor.stretch(region.id, "Move border", tracks.moveEnd(shape, clock, span, edge, aim));
    }
  };
  return { "start-here": put("start"), "end-here": put("end") };
}

/** Moves to the next thing of the selected region, else of any region. */
function jump(session: VideoSession, step: 1 | -1): void {
  const { aim, editor, name } = session;
  const selected = editor.selected();
  const own = selected?.object === name ? stopsOf(selected.shape) : [];
  const all = [...editor.state().regions.values()].filter(({ object }) => object === name);
  const stops = own.length > 0 ? own : all.flatMap(({ shape }) => stopsOf(shape));
  const beyond = stops.filter((stop) => (step === 1 ? stop > aim : stop < aim));
  if (beyond.length === 0) return;
  session.goTo(step === 1 ? Math.min(...beyond) : Math.max(...beyond));
}

function markOut(session: VideoSession): void {
  const { aim, clock, showing } = session;
  if (!clock) return;
  if (showing.mark === null) {
    session.say("Begin the range first");
    return;
  }
  session.setMark(null);
  drawRange(session, { start: Math.min(showing.mark, aim), end: Math.max(showing.mark, aim) });
}

function split(session: VideoSession): void {
  const { aim, clock, editor } = session;
  const region = editor.selected();
  if (!region || !clock) return;
  const { shape } = region;
  session.pause();
  let parts: readonly [DrawnShape, DrawnShape] | null = null;
  if (shape.kind === "track") parts = tracks.split(shape, clock, aim);
  else if (shape.kind === "timeline") parts = splitRange(shape, aim);
  if (parts) editor.part(region.id, ...parts);
  else session.say("Nothing to split: it begins here, or is not there");
}

/** Two selected regions of one kind that can become one, the earlier one first. */
function chosenPair(session: VideoSession): readonly [Region, Region] | null {
  const { locked, regions, selection } = session.editor.state();
  if (selection.size !== 2) return null;
  const [a, b] = [...selection].map((id) => regions.get(id));
  if (!a || !b || a.shape.kind !== b.shape.kind || locked.has(a.id) || locked.has(b.id)) return null;
  const isHere = a.object === session.name && b.object === session.name;
  if (!isHere || (a.shape.kind !== "track" && a.shape.kind !== "timeline")) return null;
  return (stopsOf(a.shape)[0] ?? 0) <= (stopsOf(b.shape)[0] ?? 0) ? [a, b] : [b, a];
}

function merge(session: VideoSession): void {
  const { clock, editor } = session;
  const [kept, gone] = chosenPair(session) ?? [];
  if (!kept || !gone || !clock) return;
  if (kept.shape.kind === "track" && gone.shape.kind === "track") {
    editor.join(kept.id, gone.id, tracks.merge(kept.shape, gone.shape, clock));
  } else if (kept.shape.kind === "timeline" && gone.shape.kind === "timeline") {
    editor.join(kept.id, gone.id, gone.shape.ranges.reduce(addRange, kept.shape));
  }
}
