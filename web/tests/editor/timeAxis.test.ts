import { describe, expect, it } from "vitest";
import { clock } from "../../src/editor/core/kinds/time";
import { areaAt, areasFor, rowAt, rowBand } from "../../src/editor/surfaces/time/areas";
import { brightness } from "../../src/editor/surfaces/time/colours";
import { dragGesture, type Gesture, type Scene, startGesture } from "../../src/editor/surfaces/time/gesture";
import { between, covering, cut, moved, resized, snapped } from "../../src/editor/surfaces/time/place";
import { rowCount, stacked } from "../../src/editor/surfaces/time/stack";
import { clockTicks, dateTicks, numberTicks } from "../../src/editor/surfaces/time/ticks";
import {
  framing,
  kept,
  panned,
  revealed,
  spanAtShare,
  valueAt,
  xOf,
  zoomed,
  zoomShare,
} from "../../src/editor/surfaces/time/window";

const ALL = { start: 0, end: 100 };

/** Numbers that look random and are the same every time. */
function* chances(seed = 7): Generator<number> {
  let state = seed;
  for (;;) {
    state = (state * 1103515245 + 12345) % 2147483648;
    yield state / 2147483648;
  }
}

describe("the window on an axis", () => {
  it("maps values to pixels and back", () => {
    const window = { start: 20, end: 60 };
    expect(xOf(window, 400, 30)).toBe(100);
    expect(valueAt(window, 400, 100)).toBe(30);
  });

  it("keeps what is under the pointer when it zooms, and never shows less than the least", () => {
    const window = zoomed(ALL, 4, 40, ALL, 1);
    expect(window).toEqual({ start: 30, end: 55 });
    expect(xOf(window, 400, 40)).toBeCloseTo(xOf(ALL, 400, 40));
    expect(zoomed(ALL, 1e9, 50, ALL, 2)).toEqual({ start: 49, end: 51 });
    expect(zoomed(window, 1e-9, 40, ALL, 2)).toEqual(ALL);
  });

  it("stays inside of what there is", () => {
    expect(panned({ start: 20, end: 40 }, -1000, ALL)).toEqual({ start: 0, end: 20 });
    expect(panned({ start: 20, end: 40 }, 1000, ALL)).toEqual({ start: 80, end: 100 });
    expect(kept({ start: -50, end: 500 }, ALL, 1)).toEqual(ALL);
  });

  it("moves as little as needed to show a stretch", () => {
    const window = { start: 20, end: 40 };
    expect(revealed(window, { start: 25, end: 30 }, ALL)).toEqual(window);
    const right = revealed(window, { start: 50, end: 55 }, ALL);
    expect(right.end).toBeGreaterThan(55);
    expect(right.end - right.start).toBe(20);
    expect(revealed(window, { start: 60, end: 99 }, ALL).start).toBeLessThan(60);
    // One that fills more than the window and is seen already needs no moving.
    expect(revealed(window, { start: 10, end: 60 }, ALL)).toEqual(window);
  });

  it("frames a stretch with some room", () => {
    expect(framing({ start: 40, end: 60 }, ALL, 1)).toEqual({ start: 35, end: 65 });
  });

  it.each([0, 0.25, 0.5, 1])("knows its zoom from the slider's share of %d", (share) => {
    const span = spanAtShare(share, ALL, 0.1);
    expect(zoomShare({ start: 0, end: span }, ALL, 0.1)).toBeCloseTo(share);
  });
});

describe("ticks", () => {
  const labels = (ticks: readonly { label: string }[]) => ticks.map(({ label }) => label).filter(Boolean);

  it.each([
    [{ start: 0, end: 14 }, 1000, ["0:00", "0:02", "0:04", "0:06", "0:08", "0:10", "0:12", "0:14"]],
    [
      { start: 8, end: 8.3 },
      600,
      ["0:08.00", "0:08.05", "0:08.10", "0:08.15", "0:08.20", "0:08.25", "0:08.30"],
    ],
    [{ start: 0, end: 7200 }, 500, ["0:00", "30:00", "1:00:00", "1:30:00", "2:00:00"]],
    [{ start: 59, end: 63 }, 400, ["0:59", "1:00", "1:01", "1:02", "1:03"]],
  ])("of a clock from %o on %d pixels", (window, width, expected) => {
    expect(labels(clockTicks(window, width))).toEqual(expected);
  });

  it.each([
    [{ start: -1, end: 1 }, 500, ["-1", "-0.5", "0", "0.5", "1"]],
    [{ start: 0, end: 250_000 }, 500, ["0", "50,000", "100,000", "150,000", "200,000", "250,000"]],
    [{ start: 0, end: 0.0004 }, 400, ["0", "0.0001", "0.0002", "0.0003", "0.0004"]],
  ])("of numbers from %o", (window, width, expected) => {
    expect(labels(numberTicks(window, width))).toEqual(expected);
  });

  it.each([
    [
      "2026-03-02T00:00:00Z",
      "2026-03-02T06:00:00Z",
      ["2 Mar", "01:00", "02:00", "03:00", "04:00", "05:00", "06:00"],
    ],
    ["2026-02-27T12:00:00Z", "2026-03-02T12:00:00Z", ["28 Feb", "1 Mar", "2 Mar"]],
    [
      "2026-03-02T10:00:00Z",
      "2026-03-02T10:00:04Z",
      ["10:00:00", "10:00:01", "10:00:02", "10:00:03", "10:00:04"],
    ],
    [
      "2025-10-15T00:00:00Z",
      "2026-03-15T00:00:00Z",
      ["Nov 2025", "Dec 2025", "2026", "Feb 2026", "Mar 2026"],
    ],
  ])("of dates from %s to %s", (from, to, expected) => {
    const window = { start: Date.parse(from), end: Date.parse(to) };
    expect(labels(dateTicks(window, expected.length * 95))).toEqual(expected);
  });

  it("stand apart at every zoom, and never run away", () => {
    for (let span = 1e-4; span < 1e6; span *= 3.7) {
      const window = { start: 3.3, end: 3.3 + span };
      const named = clockTicks(window, 900).filter(({ label }) => label);
      expect(named.length).toBeLessThanOrEqual(11);
      expect(named.length).toBeGreaterThan(0);
    }
    expect(clockTicks({ start: 0, end: 0 }, 900)).toEqual([]);
    expect(numberTicks({ start: 0, end: 1 }, 0)).toEqual([]);
  });

  it.each([
    [62.5, 2, "1:02.50"],
    [3725, 0, "1:02:05"],
    [59.999, 2, "1:00.00"],
    [-1.5, 1, "-0:01.5"],
    [-0.0001, 2, "0:00.00"],
  ])("%d seconds with %d digits read %s", (seconds, digits, words) => {
    expect(clock(seconds, digits)).toBe(words);
  });
});

describe("rows of overlapping stretches", () => {
  it("puts what overlaps below each other, what contains others above them, what only touches side by side", () => {
    const rows = stacked([
      { id: "inner", start: 2, end: 4 },
      { id: "outer", start: 0, end: 10 },
      { id: "next", start: 4, end: 6 },
      { id: "instant", start: 4, end: 4 },
    ]);
    expect(Object.fromEntries(rows)).toEqual({ outer: 0, inner: 1, next: 1, instant: 2 });
    expect(rowCount(rows)).toBe(3);
  });

  it("never lets two of a row overlap, and needs no more rows than lie over one point", () => {
    const chance = chances();
    const next = () => chance.next().value as number;
    for (let round = 0; round < 40; round += 1) {
      const all = Array.from({ length: 60 }, (_, n) => {
        const start = Math.round(next() * 50);
        return { id: `${n}`, start, end: start + 1 + Math.round(next() * 9) };
      });
      const rows = stacked(all);
      for (const a of all) {
        for (const b of all) {
          if (a === b || rows.get(a.id) !== rows.get(b.id)) continue;
          expect(a.end <= b.start || b.end <= a.start).toBe(true);
        }
      }
      const deepest = Math.max(
        ...all.map((a) => all.filter((b) => b.start <= a.start && a.start < b.end).length),
      );
      expect(rowCount(rows)).toBe(deepest);
    }
  });

  it("find their place on the stage and are found there", () => {
    const areas = areasFor([100, 100], 3);
    for (const row of [0, 1, 2]) expect(rowAt(areas, rowBand(areas, row).top + 3)).toBe(row);
    expect(areaAt(areas, 5)).toEqual({ area: "ruler", lane: null });
    expect(areaAt(areas, 30)).toEqual({ area: "lanes", lane: 0 });
    expect(areaAt(areas, 130)).toEqual({ area: "lanes", lane: 1 });
    expect(areaAt(areas, areas.track.top + 2).area).toBe("track");
    expect(areaAt(areas, areas.height - 2).area).toBe("overview");
    // Hundreds of rows do not push the recording off the screen.
    expect(areasFor([100], 200).track.height).toBeLessThan(1100);
  });
});

describe("places", () => {
  const place = { start: 20, end: 30, lane: null };

  it.each([
    ["drawn backwards", between(30, 20, null, ALL), place],
    ["drawn over the edge", between(-5, 20, 1, ALL), { start: 0, end: 20, lane: 1 }],
    ["moved", moved(place, 5, ALL), { ...place, start: 25, end: 35 }],
    ["moved too far", moved(place, 500, ALL), { ...place, start: 90, end: 100 }],
    ["pulled at its end", resized(place, "end", 50, ALL), { ...place, end: 50 }],
    ["pulled over the other border", resized(place, "end", 10, ALL), { ...place, start: 10, end: 20 }],
    ["pulled at its start", resized(place, "start", -3, ALL), { ...place, start: 0 }],
  ])("%s", (_, found, expected) => {
    expect(found).toEqual(expected);
  });

  it("are cut in two that together are the same, or not at all", () => {
    expect(cut(place, 24, 0.1)).toEqual([
      { ...place, end: 24 },
      { ...place, start: 24 },
    ]);
    expect(cut(place, 20, 0.1)).toBeNull();
    expect(cut(place, 35, 0.1)).toBeNull();
    expect(covering(cut(place, 24, 0.1) ?? [])).toEqual(place);
    expect(covering([])).toBeNull();
  });

  it("are drawn to the nearest border within reach", () => {
    expect(snapped(10.4, [10, 11, 50], 0.5)).toBe(10);
    expect(snapped(10.5, [9, 12], 0.5)).toBe(10.5);
  });
});

describe("gestures", () => {
  const region = { id: "a", place: { start: 20, end: 30, lane: null }, locked: false, instant: false };
  const scene: Scene = {
    window: ALL,
    bounds: ALL,
    width: 1000,
    tool: "select",
    mayDraw: true,
    mayReshape: true,
    under: [],
    selected: [],
    snap: (value) => value,
  };
  const spot = (x: number, area: "lanes" | "track" | "ruler" | "overview" = "lanes") => ({
    area,
    lane: 0,
    x,
    y: 50,
  });
  const drag = (
    from: number,
    to: number,
    with_: Partial<Scene>,
    area?: "lanes" | "track" | "overview",
  ): Gesture => {
    const seen = { ...scene, ...with_ };
    return dragGesture(startGesture(spot(from, area), false, seen), spot(to, area), seen);
  };

  it("draw where nothing is, and over what is there while a label is in the hand", () => {
    expect(drag(100, 250, {})).toMatchObject({ kind: "draw", place: { start: 10, end: 25, lane: 0 } });
    expect(drag(250, 100, { tool: "draw", under: [region] })).toMatchObject({ kind: "draw" });
  });

  it("move what they begin on, but never what is locked", () => {
    expect(drag(250, 350, { under: [region] })).toMatchObject({
      kind: "move",
      place: { start: 30, end: 40 },
    });
    expect(drag(250, 350, { under: [{ ...region, locked: true }] })).toMatchObject({ kind: "draw" });
    expect(drag(250, 350, { tool: "draw", under: [region] }, "track")).toMatchObject({ kind: "move" });
  });

  it("pull the border that they begin on", () => {
    const scenery = { under: [region], selected: [region], tool: "draw" as const };
    expect(drag(302, 400, scenery)).toMatchObject({
      kind: "resize",
      border: "end",
      place: { start: 20, end: 40 },
    });
    expect(drag(199, 100, scenery)).toMatchObject({ kind: "resize", border: "start", place: { start: 10 } });
    expect(drag(302, 400, { ...scenery, mayReshape: false, mayDraw: false })).toMatchObject({ kind: "pan" });
    const instant = { ...region, place: { start: 30, end: 30, lane: null }, instant: true };
    expect(drag(300, 400, { under: [instant], selected: [instant] })).toMatchObject({ kind: "move" });
  });

  it("that hardly move stay a press", () => {
    expect(drag(100, 101, {}).kind).toBe("press");
  });

  it("pan by hand, and scroll in the overview", () => {
    const window = { start: 40, end: 60 };
    const pan = drag(500, 250, { window, tool: "pan" });
    expect(pan).toMatchObject({ kind: "pan", window: { start: 45, end: 65 } });
    // From inside of the frame it keeps its hold; beside of it the frame jumps there.
    expect(drag(500, 600, { window }, "overview")).toMatchObject({ window: { start: 50, end: 70 } });
    expect(drag(900, 905, { window }, "overview")).toMatchObject({ window: { start: 80, end: 100 } });
  });
});

describe("ink", () => {
  it.each([
    ["rgb(255, 255, 255)", 1],
    ["rgb(0, 0, 0)", 0],
    ["color(srgb 1 1 1)", 1],
  ])("knows how bright %s is", (colour, expected) => {
    expect(brightness(colour)).toBeCloseTo(expected);
  });
});
