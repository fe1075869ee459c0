import { describe, expect, test } from "vitest";
import { wordsOf } from "../../src/labels/happenings";
import { numberOf, partedOf } from "../../src/labels/queries";
import { filterOf, isNarrowed, listOf, readLabelsSearch } from "../../src/labels/search";

describe("the address of the tables of work", () => {
  test("what is not known is left out", () => {
    expect(
      readLabelsSearch({ table: "chairs", status: ["queued", "sold"], kind: "review", hands: 1, search: 12 }),
    ).toEqual({
      table: undefined,
      search: "12",
      status: ["queued"],
      kind: "review",
      hands: undefined,
      class: undefined,
      dataset: undefined,
      type: undefined,
      state: undefined,
    });
  });

  test("one status alone is a list of one", () => {
    expect(readLabelsSearch({ status: "returned" }).status).toEqual(["returned"]);
  });

  test.each([
    [{ hands: "mine" as const }, { reserved_by: 7 }],
    [{ hands: "free" as const }, { free: true }],
    [{ hands: "held" as const }, { free: false }],
    [
      { search: "fly", status: ["queued" as const], kind: "annotate" as const },
      { search: "fly", status: ["queued"], kind: "annotate" },
    ],
    [
      { dataset: 3, class: "Car" },
      { dataset: 3, class: "Car" },
    ],
    [{ table: "queue" as const }, undefined],
  ])("%o is asked for as %o", (search, filter) => {
    expect(filterOf(search, 7)).toEqual(filter);
  });

  test("one works through names, classes, datasets and types, whatever the table shows of hands", () => {
    expect(listOf({ search: "fly", hands: "held", kind: "review", type: "video", dataset: 3 })).toBe(
      '{"search":"fly","dataset":3,"type":"video"}',
    );
    expect(listOf({ table: "queue", status: ["returned"] })).toBe('{"status":["returned"]}');
    expect(listOf({ table: "activity", status: ["completed"] })).toBeUndefined();
  });

  test("the table alone narrows nothing", () => {
    expect(isNarrowed({ table: "data" })).toBe(false);
    expect(isNarrowed({ table: "data", search: "fly" })).toBe(true);
  });
});

describe("rows of the queue", () => {
  test("tasks and reviews have numbers of their own", () => {
    const task = { kind: "annotate", task: 4, work_item: 9 } as Parameters<typeof numberOf>[0];
    const review = { kind: "review", task: 4, work_item: 9 } as Parameters<typeof numberOf>[0];
    expect(partedOf([numberOf(task), numberOf(review)])).toEqual({ tasks: [4], items: [9] });
  });
});

describe("what happened, in words", () => {
  test.each([
    ["task.state", { status: "in_review" }, "Now in review"],
    ["annotation.skipped", {}, "Skipped"],
    ["round.opened_again", {}, "Round opened again"],
  ])("%s %o", (action, details, words) => {
    expect(wordsOf(action, details)).toBe(words);
  });
});
