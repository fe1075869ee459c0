import { describe, expect, it } from "vitest";
import { chosenWords, selectedWords } from "../../src/labels/chosen";
import { EVERY, NONE, type Selection } from "../../src/tasks/selection";

const some = (...ids: number[]): Selection => ({ all: false, ids: new Set(ids) });
const allBut = (...ids: number[]): Selection => ({ all: true, ids: new Set(ids) });

describe("what is chosen, in words", () => {
  it.each([
    [some(1, 2, 3), undefined, "3 selected", "3 tasks"],
    [some(7), 1204, "1 selected", "1 task"],
    [NONE, 5, "0 selected", "0 tasks"],
    [EVERY, undefined, "All that match", "all that match"],
    [allBut(4), undefined, "All that match but 1", "all that match but 1"],
    [EVERY, 1204, "All 1,204 that match", "all 1,204 tasks that match"],
    [EVERY, 1, "All 1 that match", "1 task"],
    [allBut(4, 5), 1204, "1,202 of 1,204 that match", "1,202 of the 1,204 tasks that match"],
    [allBut(4, 5), 1, "0 of 1 that match", "0 tasks"],
  ])("%o of %s", (selection, matching, bar, dialog) => {
    expect(selectedWords(selection, matching)).toBe(bar);
    expect(chosenWords(selection, matching, "task")).toBe(dialog);
  });
});
