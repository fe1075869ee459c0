import { describe, expect, it } from "vitest";
import { EDITOR_COMMANDS } from "../../src/editor/core/commands";
import {
  columnsOf,
  isPeaks,
  outlineOfPeaks,
  outlineOfSamples,
} from "../../src/editor/surfaces/audio/outline";

const RATE = 8000;

function noise(seconds: number): Float32Array {
  let state = 3;
  return Float32Array.from({ length: Math.round(seconds * RATE) }, () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return ((state / 2147483648) * 2 - 1) * 0.5;
  });
}

describe("the outline of a recording", () => {
  it("never loses a peak, however few columns there are", () => {
    const samples = noise(60);
    samples[123_456] = 0.97;
    samples[300_001] = -0.93;
    const outline = outlineOfSamples([samples], RATE, false);
    expect(outline.duration).toBe(60);
    expect(outline.peak).toBeCloseTo(0.97);
    for (const count of [7, 100, 1400, 5000]) {
      const { high, low } = columnsOf(outline.channels, 0, 60, count);
      expect(Math.max(...high)).toBeCloseTo(0.97);
      expect(Math.min(...low)).toBeCloseTo(-0.93);
    }
  });

  it("shows in each column all that lies within it", () => {
    const samples = noise(20);
    const { channels } = outlineOfSamples([samples], RATE, true);
    const [from, to, count] = [3.2, 9.7, 313];
    const { high, low } = columnsOf(channels, from, to, count);
    for (let column = 0; column < count; column += 1) {
      const first = Math.ceil((from + ((to - from) / count) * column) * RATE);
      const last = Math.floor((from + ((to - from) / count) * (column + 1)) * RATE);
      const within = samples.subarray(first, last);
      expect(high[column]).toBeGreaterThanOrEqual(Math.max(...within));
      expect(low[column]).toBeLessThanOrEqual(Math.min(...within));
    }
  });

  it("goes straight from sample to sample when one looks closer than those", () => {
    const { channels } = outlineOfSamples([Float32Array.of(0, 1, 0, -1, 0)], 4, true);
    const { high, low } = columnsOf(channels, 0, 0.25, 5);
    [0, 0.2, 0.4, 0.6, 0.8].forEach((value, column) => {
      expect(low[column]).toBeCloseTo(value);
      expect(high[column]).toBeCloseTo(value + 0.2);
    });
  });

  it("of several channels in one lane spans all of them", () => {
    const outline = outlineOfSamples(
      [new Float32Array(RATE).fill(0.25), new Float32Array(RATE).fill(-0.5)],
      RATE,
      false,
    );
    const { high, low } = columnsOf(outline.channels, 0, 1, 10);
    expect(high[5]).toBeCloseTo(0.25);
    expect(low[5]).toBeCloseTo(-0.5);
    const [, second] = outline.channels;
    expect(columnsOf(second ? [second] : [], 0, 1, 10).high[5]).toBeCloseTo(-0.5);
  });

  it("is read as the server measured it", () => {
    const peaks = { points_per_second: 2, duration: 3, scale: 127, channels: [[0, 127, 64, 0, 0, 32]] };
    expect(isPeaks(peaks)).toBe(true);
    const outline = outlineOfPeaks(peaks);
    const { body, high, low } = columnsOf(outline.channels, 0, 3, 6);
    expect([...high].map((value) => Math.round(value * 127))).toEqual([0, 127, 64, 0, 0, 32]);
    expect(low[1]).toBe(-1);
    expect(body).toBeNull();
  });

  it.each([[null], [{}], [{ points_per_second: 0, duration: 1, scale: 127, channels: [] }], [[1, 2]]])(
    "is not read from %o",
    (value) => {
      expect(isPeaks(value)).toBe(false);
    },
  );

  it("of nothing is nothing", () => {
    const outline = outlineOfSamples([new Float32Array(0)], RATE, true);
    expect(outline.duration).toBe(0);
    expect(columnsOf(outline.channels, 0, 1, 4).high).toEqual(new Float32Array(4));
  });
});

describe("keys of time", () => {
  it("are given once, beside those that need a focus in a text or another kind of region", () => {
    const time = EDITOR_COMMANDS.filter(({ group }) => group === "Time").flatMap(({ keys }) => keys);
    expect(new Set(time).size).toBe(time.length);
  });
});
