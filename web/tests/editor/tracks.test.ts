import { describe, expect, it } from "vitest";
import CASES from "../../../tests/fixtures/tracks/lifespans.json";
import type { KeyFrame, TrackShape } from "../../src/editor/core/shapes";
import { boxAt, isOccludedAt, isTrackAt, lifespans } from "../../src/editor/core/tracks";
import { trackCodec } from "../../src/editor/ls/codecs/times";
import { evenClock } from "../../src/editor/surfaces/video/frameClock";
import * as edits from "../../src/editor/surfaces/video/trackEdits";

const CLOCK = evenClock(25, 100, 4);
const CONTEXT = { tag: "Video", value: null, text: null } as never;

function key(frame: number, x: number, more: Partial<KeyFrame> = {}): KeyFrame {
  return { frame, time: frame / 25, x, y: 10, width: 20, height: 30, rotation: 0, enabled: true, ...more };
}

function track(...sequence: readonly KeyFrame[]): TrackShape {
  return { kind: "track", frames: 100, duration: 4, sequence };
}

const frames = Array.from({ length: 100 }, (_, at) => at + 1);

/** What is seen on every frame: nothing, or where the box is. */
function seen({ sequence }: TrackShape, from = 1, to = 100): (string | null)[] {
  return frames.slice(from - 1, to).map((frame) => {
    if (!isTrackAt(sequence, frame)) return null;
    const { x = Number.NaN, rotation = 0 } = boxAt(sequence, frame) ?? {};
    return `${x.toFixed(6)} ${rotation.toFixed(6)} ${isOccludedAt(sequence, frame)}`;
  });
}

const OFF = { enabled: false };
const HIDDEN = { more: { occluded: true } };
/** Moves, is covered, leaves at 40, comes back at 60 and leaves at 80. */
const WALK = track(key(10, 0), key(20, 10, HIDDEN), key(40, 50, OFF), key(60, 70), key(80, 30, OFF));

describe("a track between its key frames", () => {
  it("moves evenly and stands still after the last one", () => {
    const { sequence } = track(key(10, 0), key(20, 50));
    expect([9, 10, 15, 20, 90].map((frame) => boxAt(sequence, frame)?.x)).toEqual([undefined, 0, 25, 50, 50]);
  });

  it.each([
    [0, 90, 45],
    [-170, 170, 180],
    [170, -170, 180],
    [350, 10, 0],
    [10, 350, 0],
  ])("turns from %d to %d degrees the shorter way", (from, to, middle) => {
    const { sequence } = track(key(1, 0, { rotation: from }), key(3, 0, { rotation: to }));
    expect(Math.abs(boxAt(sequence, 2)?.rotation ?? Number.NaN) % 360).toBeCloseTo(middle);
  });

  it("keeps the very numbers of a key frame", () => {
    const own = key(10, 1 / 3, { rotation: 359.9 });
    expect(boxAt(track(own, key(20, 5)).sequence, 10)).toEqual({
      x: 1 / 3,
      y: 10,
      width: 20,
      height: 30,
      rotation: 359.9,
    });
  });
});

describe("how long a track is there", () => {
  it.each(CASES)("$promise", ({ framesCount, sequence, spans }) => {
    const box = { x: 0, y: 0, width: 1, height: 1 };
    const item = { value: { framesCount, sequence: sequence.map((each) => ({ ...box, ...each })) } };
    const shape = trackCodec.read(item, CONTEXT);
    if (shape?.kind !== "track") throw new Error("not read");
    expect(lifespans(shape.sequence, framesCount).map(({ end, start }) => [start, end])).toEqual(spans);
    for (let frame = 1; frame <= framesCount; frame += 1) {
      const inside = spans.some(([start = 0, end = 0]) => frame >= start && frame <= end);
      expect(isTrackAt(shape.sequence, frame)).toBe(inside);
    }
  });
});

describe("key frames", () => {
  it("appear where a box is moved, and change where there is one", () => {
    const moved = edits.moveBox(WALK, CLOCK, 30, { x: 99, y: 10, width: 20, height: 30, rotation: 5 });
    expect(moved.sequence.map(({ frame }) => frame)).toEqual([10, 20, 30, 40, 60, 80]);
    expect(boxAt(moved.sequence, 30)).toMatchObject({ x: 99, rotation: 5 });
    const again = edits.moveBox(moved, CLOCK, 30, { x: 1, y: 2, width: 3, height: 4, rotation: 0 });
    expect(again.sequence).toHaveLength(6);
    expect(boxAt(again.sequence, 30)).toEqual({ x: 1, y: 2, width: 3, height: 4, rotation: 0 });
  });

  it("that are only pinned change nothing that is seen", () => {
    for (const frame of [10, 15, 25, 40, 70]) {
      const pinned = edits.addKey(WALK, CLOCK, frame);
      expect(pinned.sequence.some((each) => each.frame === frame)).toBe(true);
      expect(seen(pinned)).toEqual(seen(WALK));
    }
  });

  it("moved at the end of a track leave it ended there", () => {
    const moved = edits.moveBox(WALK, CLOCK, 40, { x: 1, y: 2, width: 3, height: 4, rotation: 0 });
    expect(lifespans(moved.sequence, 100)).toEqual(lifespans(WALK.sequence, 100));
  });

  it("can be taken out, but not the last one", () => {
    expect(edits.removeKey(track(key(5, 0)), CLOCK, 5)).toBeNull();
    expect(edits.removeKey(WALK, CLOCK, 11)).toBeNull();
    expect(edits.removeKey(WALK, CLOCK, 20)?.sequence.map(({ frame }) => frame)).toEqual([10, 40, 60, 80]);
  });

  it("are moved along the time up to their neighbours", () => {
    expect(edits.moveKey(WALK, CLOCK, 20, 30).sequence[1]?.frame).toBe(30);
    expect(edits.moveKey(WALK, CLOCK, 20, 99).sequence[1]?.frame).toBe(39);
    expect(edits.moveKey(WALK, CLOCK, 80, 500).sequence[4]).toMatchObject({ frame: 100, time: 4 });
    expect(edits.moveKey(WALK, CLOCK, 21, 30)).toBe(WALK);
  });

  it("say the time until which they are shown, as Label Studio does", () => {
    expect(edits.trackFrom({ x: 0, y: 0, width: 1, height: 1, rotation: 0 }, 1, CLOCK)).toEqual({
      kind: "track",
      frames: 100,
      duration: 4,
      sequence: [{ frame: 1, time: 0.04, x: 0, y: 0, width: 1, height: 1, rotation: 0, enabled: true }],
    });
  });
});

describe("the life of a track", () => {
  it("is ended after a frame, and goes on again", () => {
    const ended = edits.toggleEnd(WALK, CLOCK, 30);
    expect(lifespans(ended.sequence, 100)).toEqual([
      { start: 10, end: 30 },
      { start: 40, end: 40 },
      { start: 60, end: 80 },
    ]);
    expect(seen(edits.toggleEnd(ended, CLOCK, 30))).toEqual(seen(WALK));
  });

  it("comes back where it was away", () => {
    const back = edits.toggleEnd(WALK, CLOCK, 50);
    expect(lifespans(back.sequence, 100)).toEqual([
      { start: 10, end: 40 },
      { start: 50, end: 80 },
    ]);
  });

  it.each([
    ["start", 5, { start: 5, end: 40 }],
    ["start", 25, { start: 25, end: 40 }],
    ["start", 90, { start: 40, end: 40 }],
    ["start", -3, { start: 1, end: 40 }],
    ["end", 25, { start: 10, end: 25 }],
    ["end", 50, { start: 10, end: 50 }],
    ["end", 99, { start: 10, end: 59 }],
    ["end", 2, { start: 10, end: 10 }],
  ] as const)("is pulled at its %s to %d", (edge, to, span) => {
    const moved = edits.moveEnd(WALK, CLOCK, { start: 10, end: 40 }, edge, to);
    const spans = lifespans(moved.sequence, 100);
    const after = edge === "end" && to > 59 ? { start: 10, end: 80 } : span;
    expect(spans[0]).toEqual(after);
    expect(seen(moved, 60)).toEqual(seen(WALK, 60));
    const [from, until] = [Math.max(span.start, 10), Math.min(span.end, 40)];
    expect(seen(moved, from, until)).toEqual(seen(WALK, from, until));
  });

  it("can be pulled to the last frame of the video, and back", () => {
    const longer = edits.moveEnd(WALK, CLOCK, { start: 60, end: 80 }, "end", 100);
    expect(lifespans(longer.sequence, 100)[1]).toEqual({ start: 60, end: 100 });
    const back = edits.moveEnd(longer, CLOCK, { start: 60, end: 100 }, "end", 80);
    expect(seen(back)).toEqual(seen(WALK));
  });

  it("keeps a box still over the next frames", () => {
    const held = edits.hold(WALK, CLOCK, 15, 10);
    expect(held.sequence.map(({ frame }) => frame)).toEqual([10, 15, 25, 40, 60, 80]);
    expect([15, 20, 25].map((frame) => boxAt(held.sequence, frame)?.x)).toEqual([5, 5, 5]);
    expect(seen(held, 40)).toEqual(seen(WALK, 40));
  });

  it("is covered from one key frame to the next", () => {
    const covered = edits.toggleOccluded(track(key(10, 0), key(30, 0)), CLOCK, 20);
    expect([19, 20, 29, 30].map((frame) => isOccludedAt(covered.sequence, frame))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    const open = edits.toggleOccluded(covered, CLOCK, 20);
    expect(open.sequence[1]).not.toHaveProperty("more");
  });
});

describe("two tracks", () => {
  it("made of one show together what the one showed", () => {
    for (const frame of [11, 20, 21, 40, 61, 80]) {
      const parts = edits.split(WALK, CLOCK, frame);
      if (!parts) throw new Error(`${frame} is not split`);
      const [before, after] = parts;
      const together = seen(before).map((each, at) => each ?? seen(after)[at]);
      expect(together).toEqual(seen(WALK));
      expect(isTrackAt(before.sequence, frame)).toBe(false);
      expect(isTrackAt(after.sequence, frame - 1)).toBe(false);
      expect(seen(edits.merge(after, before, CLOCK))).toEqual(seen(WALK));
    }
  });

  it("are not made where the track begins or is not there", () => {
    expect([1, 10, 50, 99].map((frame) => edits.split(WALK, CLOCK, frame))).toEqual([null, null, null, null]);
  });

  it("merged are switched off between them; from where the later begins it decides", () => {
    const a = track(key(1, 0), key(20, 10, OFF));
    const b = track(key(50, 90), key(60, 80));
    const merged = edits.merge(b, a, CLOCK);
    expect(lifespans(merged.sequence, 100)).toEqual([
      { start: 1, end: 20 },
      { start: 50, end: 100 },
    ]);
    const endless = edits.merge(track(key(1, 0), key(20, 10)), b, CLOCK);
    expect(boxAt(endless.sequence, 49)?.x).toBe(10);
    expect(boxAt(endless.sequence, 50)?.x).toBe(90);
    const over = edits.merge(track(key(1, 0), key(55, 10)), b, CLOCK);
    expect(over.sequence.map(({ frame }) => frame)).toEqual([1, 49, 50, 60]);
  });
});

describe("results", () => {
  const key1 = { frame: 3, time: 0.12, x: 1, y: 2, width: 3, height: 4, rotation: 5, enabled: false };
  const value = {
    framesCount: 100,
    duration: 4,
    sequence: [{ ...key1, occluded: true, source: "tracker" }],
  };

  it("keep what others wrote into key frames", () => {
    const shape = trackCodec.read({ value }, CONTEXT);
    expect(shape && trackCodec.write(shape, CONTEXT)).toEqual({ value });
    const open = shape?.kind === "track" ? edits.toggleOccluded(shape, CLOCK, 3) : null;
    expect(open?.sequence[0]?.more).toEqual({ source: "tracker" });
  });

  it.each([
    ["no key frames", { sequence: [] }],
    ["a key frame without a place", { sequence: [{ frame: 1, x: 1 }] }],
    ["a number that is none", { sequence: [{ ...key1, x: Number.NaN }] }],
    ["no list", { sequence: "all" }],
  ])("with %s are not tracks", (_, broken) => {
    expect(trackCodec.read({ value: broken }, CONTEXT)).toBeNull();
  });
});
