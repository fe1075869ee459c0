import { describe, expect, it } from "vitest";
import { factsOf } from "../../src/editor/core/kinds";
import { codecFor } from "../../src/editor/ls/codecs";
import type { ObjectContext } from "../../src/editor/ls/codecs/codec";
import { numberFormat } from "../../src/editor/ls/numberFormat";
import { offsetMap } from "../../src/editor/ls/offsets";
import { timeFormat } from "../../src/editor/ls/timeFormat";
import { curveOf } from "../../src/editor/surfaces/series/curve";
import { scanDelimited, separatorOf, textOfCell } from "../../src/editor/surfaces/series/delimited";
import { Extremes, indexAt, nearestIndex } from "../../src/editor/surfaces/series/extremes";
import {
  readSeriesText,
  readSeriesValue,
  type SeriesOptions,
  type SeriesProblem,
} from "../../src/editor/surfaces/series/readSeries";

const OPTIONS: SeriesOptions = { timeColumn: "time", timeFormat: null, sep: null, channels: ["x"] };

function noise(count: number): Float64Array {
  let state = 11;
  return Float64Array.from({ length: count }, () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648 - 0.5;
  });
}

describe("comma-separated text", () => {
  const rows = (text: string, separator = ",") => {
    const all: string[][] = [];
    let row: string[] = [];
    scanDelimited(text, separator, {
      cell: (_, from, to, quoted) => {
        row.push(textOfCell(text, { from, to, quoted }));
      },
      row: () => {
        all.push(row);
        row = [];
        return undefined;
      },
    });
    return all;
  };

  it.each([
    [
      "plain",
      "a,b\n1,2\n",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    [
      "with Windows line ends, and none at the end",
      "a,b\r\n1,2",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    [
      "quoted",
      '"a, b","c""d"\n"two\nlines",x',
      [
        ["a, b", 'c"d'],
        ["two\nlines", "x"],
      ],
    ],
    [
      "with blanks and empty cells",
      " a , b \n,\n",
      [
        ["a", "b"],
        ["", ""],
      ],
    ],
    ["with a mark at its beginning", "\ufeffa,b", [["a", "b"]]],
    ["with a quote that never ends", 'a,"b\n1,2', [["a", "b\n1,2"]]],
  ])("%s", (_, text, expected) => {
    expect(rows(text)).toEqual(expected);
  });

  it.each([
    ["a,b;c", undefined, ","],
    ["a;b;c", undefined, ";"],
    ["a\tb", "auto", "\t"],
    ["a,b", "tab", "\t"],
    ["a,b", "\\t", "\t"],
    ["alone", undefined, ","],
    ["a,b", "|", "|"],
  ])("%s with sep %s is parted by %j", (text, sep, expected) => {
    expect(separatorOf(sep, text)).toBe(expected);
  });
});

describe("measurements", () => {
  it("are read by the names of their columns, in whatever case, or by number", () => {
    const text = "Time,X,y\n0,1,2\n1,3,4\n";
    const { channels, dated, problems, times } = readSeriesText(text, { ...OPTIONS, channels: ["x", "2"] });
    expect([...times]).toEqual([0, 1]);
    expect(channels.map((list) => [...list])).toEqual([
      [1, 3],
      [2, 4],
    ]);
    expect([dated, problems.count]).toEqual([false, 0]);
  });

  it("without a column of times count their rows", () => {
    const { times } = readSeriesText("x\n5\n6\n7\n", { ...OPTIONS, timeColumn: null });
    expect([...times]).toEqual([0, 1, 2]);
  });

  it("without names are known by the numbers of their columns", () => {
    const found = readSeriesText("0,5\n1,6\n", { ...OPTIONS, timeColumn: "0", channels: ["1"] });
    expect([...(found.channels[0] ?? [])]).toEqual([5, 6]);
  });

  it("have gaps where nothing was measured, and name by line and column what is no number", () => {
    const found = readSeriesText("time,x\n0,1\n1,\n2,NaN\n\n3,abc\n4,5\n", OPTIONS);
    expect([...(found.channels[0] ?? [])]).toEqual([1, Number.NaN, Number.NaN, Number.NaN, 5]);
    expect(found.problems).toEqual({
      count: 1,
      first: ["Line 6, column “x”: “abc” is no number. Write one, or leave the cell empty for a gap."],
    });
  });

  it("leave out rows without a time, and say so", () => {
    const found = readSeriesText("time,x\n0,1\nsoon,2\n2,3\n", OPTIONS);
    expect([...found.times]).toEqual([0, 2]);
    expect(found.problems.first[0]).toContain("Line 3, column “time”: “soon” is no number.");
  });

  it("are sorted by time", () => {
    const found = readSeriesText("time,x\n2,b\n0,1\n1,2\n", { ...OPTIONS });
    expect([...found.times]).toEqual([0, 1, 2]);
    expect([...(found.channels[0] ?? [])]).toEqual([1, 2, Number.NaN]);
    expect(found.sorted).toBe(true);
  });

  it("have times of any form", () => {
    const options = { ...OPTIONS, timeFormat: "%d.%m.%Y %H:%M" };
    const { dated, times } = readSeriesText("time,x\n02.03.2026 04:05,1\n03.03.2026 00:00,2", options);
    expect([...times]).toEqual([Date.UTC(2026, 2, 2, 4, 5), Date.UTC(2026, 2, 3)]);
    expect(dated).toBe(true);
  });

  it.each([
    ["columns", { time: [0, 1], x: [5, null] }],
    ["rows", [{ time: 0, x: 5 }, { time: 1 }]],
    ["JSON as text", '{"time": [0, 1], "x": ["5", null]}'],
    ["CSV as text", "time,x\n0,5\n1,\n"],
  ])("are read from %s", (_, value) => {
    const { channels, times } = readSeriesValue(value, OPTIONS);
    expect([...times]).toEqual([0, 1]);
    expect([...(channels[0] ?? [])]).toEqual([5, Number.NaN]);
  });

  it.each([
    ["time,y\n0,1", {}, /no column “x”.*“time”, “y”/, /column of <Channel>/],
    ["t,x\n0,1", {}, /no column “time”/, /timeColumn of <TimeSeries>/],
    ["time;x\n0;1", { sep: "," }, /no column “time”/, /sep/],
    ["time,x\n2026-01-01,1", {}, /no numbers.*2026-01-01/, /timeFormat=/],
    ["time,x\n1.1.2026,1", { timeFormat: "%Y-%m-%d" }, /follows timeFormat.*1.1.2026/, /timeFormat/],
    ["", {}, /empty/, /Replace/],
    ["time,x\n", {}, /only names/, /Replace/],
    ['{"time": [', {}, /no valid JSON/, /Correct/],
    ["{}", {}, /no columns/, /lists by column/],
  ])("%j with %j: what is wrong, and what to do", (text, options, problem, fix) => {
    const read = () => readSeriesText(text, { ...OPTIONS, ...options });
    expect(read).toThrow(problem);
    try {
      read();
    } catch (error) {
      expect((error as SeriesProblem).fix).toMatch(fix);
    }
  });

  it("of many rows are all read", () => {
    const text = `time,x\n${Array.from({ length: 200_000 }, (_, n) => `${n},${n % 7}.25`).join("\n")}`;
    const { problems, times } = readSeriesText(text, OPTIONS);
    expect([times.length, problems.count]).toEqual([200_000, 0]);
  });
});

describe("times as text", () => {
  it.each([
    ["%Y-%m-%d %H:%M:%S", "2026-03-02 04:05:06", Date.UTC(2026, 2, 2, 4, 5, 6)],
    ["%Y-%m-%dT%H:%M:%S.%LZ", "2026-03-02T04:05:06.250Z", Date.UTC(2026, 2, 2, 4, 5, 6, 250)],
    ["%m/%d/%Y, %I:%M %p", "12/31/2025, 11:59 PM", Date.UTC(2025, 11, 31, 23, 59)],
    ["%d %b %y", "05 Oct 26", Date.UTC(2026, 9, 5)],
    ["%A, %e %B %Y", "Monday,  2 March 2026", Date.UTC(2026, 2, 2)],
    ["%Q", "1700000000123", 1700000000123],
    ["%s", "1700000000", 1700000000000],
    ["%Y %j", "2026 061", Date.UTC(2026, 2, 2)],
    ["%H:%M:%S.%f", "01:02:03.250000", Date.UTC(1900, 0, 1, 1, 2, 3, 250)],
    ["100%% %Y", "100% 2026", Date.UTC(2026, 0, 1)],
    ["%F %T", "2026-03-02 04:05:06", Date.UTC(2026, 2, 2, 4, 5, 6)],
  ])("%s reads and writes %s", (pattern, text, time) => {
    expect(timeFormat(pattern).parse(text)).toBe(time);
    expect(timeFormat(pattern).format(time)).toBe(text);
  });

  it.each([
    ["%H:%M %Z", "10:00 +0230", Date.UTC(1900, 0, 1, 7, 30)],
    ["%Y-%m-%d %H:%M:%S.%L", "2026-03-02 00:00:00.5", Date.UTC(2026, 2, 2, 0, 0, 0, 500)],
    ["%m/%d/%Y", "3/2/2026", Date.UTC(2026, 2, 2)],
  ])("%s also reads %s", (pattern, text, time) => {
    expect(timeFormat(pattern).parse(text)).toBe(time);
  });

  it.each([
    ["%Y-%m-%d", "2026-13-01"],
    ["%Y-%m-%d", "2026-03-02 04:05"],
    ["%Y-%m-%d", "02.03.2026"],
    ["%Y-%m-%d", "2026-02-30"],
    ["%H:%M", "10:60"],
    ["%Y", ""],
  ])("%s does not read %j", (pattern, text) => {
    expect(timeFormat(pattern).parse(text)).toBeNaN();
  });

  it("are the same after writing and reading, at any time", () => {
    const { format, parse } = timeFormat("%Y-%m-%d %H:%M:%S.%L");
    for (let time = -1e12; time < 4e12; time += 98_765_432_109) expect(parse(format(time))).toBe(time);
  });
});

describe("numbers as text", () => {
  it.each([
    [",", 12345.6, "12,345.6"],
    [",.2f", 12345.6, "12,345.60"],
    [".3f", 12.3456, "12.346"],
    [".3", 12.3456, "12.3"],
    [".3", 12345, "1.23e+4"],
    [".0%", 0.128, "13%"],
    ["%.1", 1.2345, "123.4%"],
    ["f", 12, "12.000000"],
    ["d", 41.7, "42"],
    [".2s", 42_000_000, "42M"],
    ["~f", 1.5, "1.5"],
    [".1f", Number.NaN, "–"],
  ])("%s writes %d as %s", (pattern, value, expected) => {
    expect(numberFormat(pattern)?.(value)).toBe(expected);
  });

  it.each(["", "hello", "1.2.3"])("%j is no pattern", (pattern) => {
    expect(numberFormat(pattern)).toBeNull();
  });
});

describe("extremes", () => {
  it("of any stretch are those that one finds by looking at each value", () => {
    const values = noise(5000);
    for (let at = 100; at < 4000; at += 7) values[at] = Number.NaN;
    const extremes = new Extremes(values);
    for (let round = 0; round < 300; round += 1) {
      const from = (round * 997) % 5000;
      const to = Math.min(from + 1 + ((round * 331) % 900), 5000);
      const seen = [...values.subarray(from, to)].filter((value) => !Number.isNaN(value));
      const found = extremes.between(from, to);
      expect(found).toEqual(seen.length > 0 ? [Math.min(...seen), Math.max(...seen)] : null);
    }
    expect(extremes.between(10, 10)).toBeNull();
    expect(new Extremes(new Float64Array(0)).between(0, 5)).toBeNull();
  });

  it("find a time and its neighbours", () => {
    const times = Float64Array.of(0, 1, 1, 4);
    expect([indexAt(times, 1), indexAt(times, 1.5), indexAt(times, 9)]).toEqual([1, 3, 4]);
    expect([nearestIndex(times, 2), nearestIndex(times, 3), nearestIndex(times, -5)]).toEqual([2, 3, 0]);
    expect(nearestIndex(new Float64Array(0), 2)).toBe(-1);
  });
});

describe("a curve", () => {
  const count = 100_000;
  const times = Float64Array.from({ length: count }, (_, n) => n);

  it("of many points shows every peak, in few points", () => {
    const values = noise(count);
    values[12_345] = 9;
    values[67_890] = -8;
    const { pieces, sparse } = curveOf(times, new Extremes(values), { start: 0, end: count - 1 }, 500);
    const drawn = pieces.flat().filter((_, at) => at % 2 === 1);
    expect([Math.max(...drawn), Math.min(...drawn)]).toEqual([9, -8]);
    expect(drawn.length).toBeLessThanOrEqual(500 * 4);
    expect([pieces.length, sparse]).toEqual([1, false]);
  });

  it("has gaps where nothing was measured, whether many points are seen or few", () => {
    const values = noise(count);
    values.fill(Number.NaN, 40_000, 60_000);
    const extremes = new Extremes(values);
    expect(curveOf(times, extremes, { start: 0, end: count - 1 }, 500).pieces).toHaveLength(2);
    const near = curveOf(times, extremes, { start: 39_990, end: 60_010 }, 30_000);
    expect(near.pieces).toHaveLength(2);
  });

  it("of few points has each of them, and leads out of what is seen", () => {
    const { pieces, sparse } = curveOf(times, new Extremes(noise(count)), { start: 10.5, end: 14.5 }, 400);
    expect(pieces[0]?.filter((_, at) => at % 2 === 0)).toEqual([-50, 50, 150, 250, 350, 450]);
    expect(sparse).toBe(true);
  });
});

describe("results on a series", () => {
  const context = (attributes: Record<string, string>): ObjectContext => ({
    tag: "TimeSeries",
    value: "",
    text: null,
    entries: 1,
    offsets: offsetMap(""),
    attributes,
  });
  const codec = codecFor("timeserieslabels", "TimeSeries");
  if (codec?.kind !== "shape") throw new Error("no codec");
  const dated = context({ timeColumn: "time", timeFormat: "%Y-%m-%d %H:%M" });

  it("are numbers in the units of the time column", () => {
    const value = { start: 1.5, end: 4, instant: false };
    const shape = codec.read({ value }, context({ timeColumn: "time" }));
    expect(shape).toEqual({ kind: "instants", ...value });
    if (shape) expect(codec.write(shape, context({ timeColumn: "time" }))).toEqual({ value });
  });

  it("are text in the form of the time column where it has one", () => {
    const value = { start: "2026-03-02 04:05", end: "2026-03-02 06:00", instant: false };
    const shape = codec.read({ value }, dated);
    expect(shape).toEqual({
      kind: "instants",
      start: Date.UTC(2026, 2, 2, 4, 5),
      end: Date.UTC(2026, 2, 2, 6),
      instant: false,
    });
    if (!shape) return;
    expect(codec.write(shape, dated)).toEqual({ value });
    expect(factsOf(shape, dated)).toEqual([
      { name: "From", value: "2026-03-02 04:05:00" },
      { name: "To", value: "2026-03-02 06:00:00" },
      { name: "Length", value: "1 h 55 min" },
    ]);
  });

  it("may be milliseconds where the column has a form, as scripts write them", () => {
    const shape = codec.read({ value: { start: 0, end: 60_000, instant: false } }, dated);
    expect(shape).toMatchObject({ start: 0, end: 60_000 });
  });

  it.each([
    [{ start: "later", end: "2026-03-02 06:00" }, "Its time “later” does not follow %Y-%m-%d %H:%M."],
    [{ start: 5, end: 4 }, null],
    [{ start: Number.NaN, end: 4 }, null],
  ])("%o is kept and not drawn", (value, why) => {
    expect(codec.read({ value }, dated)).toBeNull();
    expect(codec.whyNot?.({ value }, dated) ?? null).toBe(why);
  });
});
