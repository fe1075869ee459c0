import { expect, test } from "vitest";
import { toggled } from "../../src/projects/pins";
import { progressWords, sharesOf } from "../../src/projects/progress";

const COUNTS = { queued: 10, assigned: 0, in_review: 30, returned: 0, completed: 60 };

test("the bar grows from the left with what is completed", () => {
  expect(sharesOf(COUNTS).map((share) => [share.name, share.value])).toEqual([
    ["Completed", 60],
    ["Returned", 0],
    ["In review", 30],
    ["Assigned", 0],
    ["Queued", 10],
  ]);
});

test("the words say only what is there", () => {
  expect(progressWords(COUNTS)).toBe("60% completed, 30% in review");
});

test("a pin comes, goes, and pushes the oldest out", () => {
  expect(toggled([1, 2], 3)).toEqual([1, 2, 3]);
  expect(toggled([1, 2], 1)).toEqual([2]);
  const many = Array.from({ length: 12 }, (_, at) => at);
  expect(toggled(many, 99)).toEqual([...many.slice(1), 99]);
});
