import { describe, expect, it } from "vitest";
import type { ObjectTag } from "../../src/editor/ls/schema";
import { clockOf, clockOfTimes, rateOf } from "../../src/editor/surfaces/video/clockOf";
import { evenClock, type FrameClock, listedClock } from "../../src/editor/surfaces/video/frameClock";
import * as ranges from "../../src/editor/surfaces/video/rangeEdits";
import { nearestFrame } from "../../src/editor/surfaces/video/rows";
import { diamonds, dragLane, hitLane } from "../../src/editor/surfaces/video/timeline/lane";
import * as scales from "../../src/editor/surfaces/video/timeline/scale";

const UNEVEN = [0, 1 / 30, 2 / 30, 4 / 30, 5 / 30, 0.5];
const VIDEO = { address: "/film.mp4", duration: 4 };

function object(attributes: Record<string, string> = {}): ObjectTag {
  return { name: "film", tag: "Video", field: "video", isList: false, line: 1, attributes, parts: [] };
}

/** Times as browsers report them: microseconds, cut off. */
const reported = (seconds: number) => Math.floor(seconds * 1e6) / 1e6;

function everyFrame(clock: FrameClock): number[] {
  return Array.from({ length: clock.frames }, (_, at) => at + 1);
}

describe("frames and times", () => {
  it.each([
    ["30", evenClock(30, 240, 8), (frame: number) => (frame - 1) / 30],
    ["29.97", evenClock(29.97003, 900, 30), (frame: number) => ((frame - 1) * 1001) / 30000],
    ["25, beginning late", evenClock(25, 100, 4, 0.08), (frame: number) => 0.08 + (frame - 1) / 25],
    ["uneven", listedClock(UNEVEN, 0.6), (frame: number) => UNEVEN[frame - 1] ?? Number.NaN],
  ])(
    "at %s frames a second every frame is found by the time it is shown, and gone to",
    (_, clock, timeOf) => {
      for (const frame of everyFrame(clock)) {
        expect(clock.frameAt(reported(timeOf(frame)))).toBe(frame);
        expect(clock.frameAt(clock.seekTime(frame))).toBe(frame);
        expect(clock.seekTime(frame)).toBeGreaterThan(timeOf(frame));
      }
    },
  );

  it("outside of the video it is the first or the last frame", () => {
    for (const clock of [evenClock(30, 240, 8), listedClock(UNEVEN, 0.6)]) {
      expect(clock.frameAt(-1)).toBe(1);
      expect(clock.frameAt(99)).toBe(clock.frames);
      expect(clock.seekTime(0)).toBe(clock.seekTime(1));
      expect(clock.seekTime(9999)).toBe(clock.seekTime(clock.frames));
      expect(clock.seekTime(clock.frames)).toBeLessThan(clock.duration);
    }
  });

  it("a video that says nothing has one frame", () => {
    expect(evenClock(25, 0, 0).frames).toBe(1);
    expect(listedClock([], 0).frameAt(3)).toBe(1);
  });

  it("listed times that follow evenly are an even video", () => {
    const even = clockOfTimes(
      Array.from({ length: 90 }, (_, at) => reported((at * 1001) / 30000)),
      3.003,
    );
    expect(even.fps).toBeCloseTo(29.97, 3);
    expect(even.endOf(30)).toBeCloseTo(1.001, 4);
    expect(clockOfTimes(UNEVEN, 0.6).endOf(3)).toBeCloseTo(4 / 30);
  });
});

describe("the rate of a video", () => {
  it.each([
    [{}, {}, null],
    [{ frameRate: "29.97" }, {}, 29.97],
    [{ frameRate: "$fps" }, { fps: 12 }, 12],
    [{ frameRate: "$fps" }, { fps: "12.5" }, 12.5],
    [{ frameRate: "$fps" }, {}, null],
    [{ frameRate: "0.04" }, {}, 25],
    [{ frameRate: "fast" }, {}, null],
  ])("in %o with %o is %s", (attributes, data, rate) => {
    expect(rateOf(object(attributes as Record<string, string>), data)).toBe(rate);
  });

  it("of the configuration comes first, and it is said where the file has another", async () => {
    const facts = { fps: 30, frames: 120, variable: false };
    const asked = await clockOf(object({ frameRate: "24" }), {}, facts, VIDEO);
    expect(asked.clock).toMatchObject({ fps: 24, frames: 96 });
    expect(asked.note).toContain("24 frames a second, the video has 30");
    const same = await clockOf(object({ frameRate: "29.99" }), {}, facts, VIDEO);
    expect(same).toMatchObject({ note: null, clock: { fps: 30, frames: 120 } });
  });

  it("is what the server measured", async () => {
    const { clock, note } = await clockOf(object(), {}, { fps: 30, frames: 119, variable: false }, VIDEO);
    expect(clock).toMatchObject({ fps: 30, frames: 119, duration: 4 });
    expect(note).toBeNull();
  });

  it("is guessed aloud where nobody knows", async () => {
    const { clock, note } = await clockOf(object(), {}, {}, { address: "data:,", duration: 4 });
    expect(clock).toMatchObject({ fps: 25, frames: 100 });
    expect(note).toContain("frameRate");
  });
});

describe("stretches of the timeline", () => {
  const shape = {
    kind: "timeline" as const,
    ranges: [
      { start: 10, end: 20 },
      { start: 40, end: 50 },
    ],
  };

  it("are drawn in both directions, inside of the video", () => {
    expect(ranges.spanBetween(30, 5, 100)).toEqual({ start: 5, end: 30 });
    expect(ranges.spanBetween(-4, 500, 100)).toEqual({ start: 1, end: 100 });
  });

  it("become one where they overlap, and stay apart where they touch", () => {
    expect(ranges.addRange(shape, { start: 15, end: 45 }).ranges).toEqual([{ start: 10, end: 50 }]);
    expect(ranges.addRange(shape, { start: 21, end: 30 }).ranges).toHaveLength(3);
    expect(ranges.addRange(shape, { start: 1, end: 2 }).ranges[0]).toEqual({ start: 1, end: 2 });
  });

  it.each([
    [0, "end", 30, { start: 10, end: 30 }],
    [0, "end", 60, { start: 10, end: 39 }],
    [0, "end", 2, { start: 10, end: 10 }],
    [0, "start", -5, { start: 1, end: 20 }],
    [1, "start", 2, { start: 21, end: 50 }],
    [1, "end", 900, { start: 40, end: 100 }],
  ] as const)("number %d is pulled at its %s to %d", (at, edge, to, result) => {
    expect(ranges.moveRangeEnd(shape, at, edge, to, 100).ranges[at]).toEqual(result);
  });

  it("are moved as far as there is room, and taken out but for the last", () => {
    expect(ranges.shiftRange(shape, 0, 99, 100).ranges[0]).toEqual({ start: 29, end: 39 });
    expect(ranges.shiftRange(shape, 1, 99, 100).ranges[1]).toEqual({ start: 90, end: 100 });
    expect(ranges.removeRange(shape, ranges.rangeNear(shape, 33))?.ranges).toEqual([{ start: 10, end: 20 }]);
    expect(ranges.removeRange({ ...shape, ranges: [{ start: 1, end: 2 }] }, 0)).toBeNull();
  });

  it("are gone to by the nearest frame", () => {
    expect([1, 15, 28, 32, 99].map((frame) => nearestFrame(shape, frame, 100))).toEqual([10, 15, 20, 40, 50]);
  });
});

describe("the timeline", () => {
  const whole = scales.fitScale(240, 960);

  it("shows every frame at first, and finds the frame under the pointer", () => {
    expect(scales.xOf(whole, 1)).toBe(0);
    expect(scales.xOf(whole, 241)).toBe(960);
    expect([0, 3.9, 4, 959, 5000, -3].map((x) => scales.frameAtX(whole, x, 240))).toEqual([
      1, 1, 2, 240, 240, 1,
    ]);
  });

  it("zooms about the pointer, not farther out than all frames nor past either end", () => {
    const near = scales.zoomScale(whole, 4, 480, 240, 960);
    expect(scales.xOf(near, 121)).toBeCloseTo(480);
    expect(scales.zoomScale(near, 0.01, 10, 240, 960)).toEqual(whole);
    expect(scales.panScale(near, -1e6, 240, 960).from).toBe(1);
    const last = scales.panScale(near, 1e6, 240, 960);
    expect(scales.xOf(last, 241)).toBeCloseTo(960);
  });

  it("follows the frame out of sight, and else stays", () => {
    const near = scales.zoomScale(whole, 10, 0, 240, 960);
    expect(scales.followScale(near, 20, 240, 960)).toBe(near);
    for (const frame of [25, 100, 240]) {
      const x = scales.xOf(scales.followScale(near, frame, 240, 960), frame);
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThan(960);
    }
  });

  it("names round frames, far enough apart", () => {
    expect(scales.ticks(whole, 240, 960)).toEqual([
      1, 20, 40, 60, 80, 100, 120, 140, 160, 180, 200, 220, 240,
    ]);
    const far = scales.fitScale(100_000, 500);
    expect(scales.ticks(far, 100_000, 500)).toEqual([1, 20_000, 40_000, 60_000, 80_000, 100_000]);
    expect(scales.ticks({ from: 7, perFrame: 48 }, 240, 200)).toEqual([8, 10]);
  });

  const clock = evenClock(30, 240, 8);
  const key = { time: 0, x: 0, y: 0, width: 1, height: 1, rotation: 0, enabled: true };
  const track = {
    kind: "track" as const,
    frames: 240,
    duration: 8,
    sequence: [
      { ...key, frame: 11 },
      { ...key, frame: 50 },
      { ...key, frame: 100, enabled: false },
    ],
  };

  it.each([
    [40, false, "start"],
    [398, false, "end"],
    [200, false, "bar"],
    [200, true, "key"],
    [30, true, null],
    [20, false, null],
  ])("at %d pixels (selected: %s) there is %s", (x, selected, kind) => {
    expect(hitLane(track, whole, x, 240, selected)?.kind ?? null).toBe(kind);
  });

  it("pulls at what is there", () => {
    const end = hitLane(track, whole, 398, 240, true);
    const longer = end && dragLane(track, end, clock, 100, 120);
    expect(longer?.kind === "track" && longer.sequence.at(-1)).toMatchObject({ frame: 120, enabled: false });
    const bar = hitLane(track, whole, 300, 240, true);
    expect(bar && dragLane(track, bar, clock, 75, 90)).toBe(track);
  });

  it("draws what cannot be told apart once", () => {
    const many = Array.from({ length: 240 }, (_, at) => at + 1);
    expect(diamonds(many, scales.fitScale(240, 100), 100, 14).match(/z/g)?.length).toBeLessThanOrEqual(50);
    expect(diamonds([1, 500], whole, 960, 14).match(/z/g)).toHaveLength(1);
  });
});
