import { describe, expect, test } from "vitest";
import { bytes, counted, percent } from "../../src/kit/numbers";
import { ago, duration, lasting } from "../../src/kit/times";

const NOW = new Date("2026-11-20T12:00:00Z");

describe("numbers", () => {
  test.each([
    [0, 10, "0%"],
    [1, 1000, "<1%"],
    [999, 1000, "99%"],
    [1000, 1000, "100%"],
    [1, 3, "33%"],
    [0, 0, "–"],
  ])("%i of %i is %s", (part, total, words) => {
    expect(percent(part, total)).toBe(words);
  });

  test("are counted in words", () => {
    expect(counted(1, "task")).toBe("1 task");
    expect(counted(1204, "task")).toBe("1,204 tasks");
    expect(counted(2, "person", "people")).toBe("2 people");
  });

  test.each([
    [999, "999 B"],
    [1500, "1.5 KB"],
    [4_831_022, "4.8 MB"],
    [12_000_000_000, "12 GB"],
  ])("%i bytes are %s", (size, words) => {
    expect(bytes(size)).toBe(words);
  });
});

describe("times", () => {
  test.each([
    ["2026-11-20T11:59:30Z", "now"],
    ["2026-11-20T12:00:05Z", "now"],
    ["2026-11-20T11:46:00Z", "14 min ago"],
    ["2026-11-20T09:00:00Z", "3 h ago"],
    ["2026-11-19T10:00:00Z", "yesterday"],
    ["2026-11-16T10:00:00Z", "4 days ago"],
    ["2026-11-02T10:00:00Z", "2 Nov"],
    ["2025-11-02T10:00:00Z", "2 Nov 2025"],
  ])("%s is %s", (moment, words) => {
    expect(ago(moment, NOW)).toBe(words);
  });

  test.each([
    ["2026-11-20T11:59:30Z", "just now"],
    ["2026-11-20T11:52:00Z", "8 min"],
    ["2026-11-19T11:00:00Z", "1 day"],
  ])("since %s is %s", (moment, words) => {
    expect(lasting(moment, NOW)).toBe(words);
  });

  test.each([
    [38.4, "38 s"],
    [60, "1 m"],
    [112, "1 m 52 s"],
    [7500, "2 h 5 m"],
  ])("%d seconds are %s", (seconds, words) => {
    expect(duration(seconds)).toBe(words);
  });
});
