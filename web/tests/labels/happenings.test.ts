import { expect, test } from "vitest";
import { folded, wordsOf } from "../../src/labels/happenings";

const happened = (action: string, at: string, person: number | null = 1) => ({
  action,
  details: {},
  at: `2026-05-01T${at}:00Z`,
  person: person === null ? null : { id: person },
});

test("what one person did again and again in one sitting is one line, at its newest", () => {
  const lines = folded([
    happened("task.reopened", "12:00"),
    happened("review.created", "11:50"),
    happened("review.created", "11:30"),
    happened("review.created", "11:10"),
    happened("review.created", "11:09", 2),
    happened("review.created", "09:00", 2),
    happened("annotation.submitted", "08:00", 3),
  ]);
  expect(lines.map(({ one, times, words }) => [words, times, one.at.slice(11, 16)])).toEqual([
    ["Reopened", 1, "12:00"],
    ["Reviewed", 3, "11:50"],
    ["Reviewed", 1, "11:09"],
    ["Reviewed", 1, "09:00"],
    ["Labels handed in", 1, "08:00"],
  ]);
});

test("what nobody did is folded as well, and what has no word of its own is said by its name", () => {
  expect(
    folded([happened("task.routed", "10:01", null), happened("task.routed", "10:00", null)]),
  ).toHaveLength(1);
  expect(wordsOf("task.lost_track", {})).toBe("Task lost track");
});
