import { describe, expect, test } from "vitest";
import { readAmong } from "../../src/queue/among";
import { MOST_NAMED, streamOf } from "../../src/tasks/displayed";
import { EVERY, NONE, type Selection, withSelected } from "../../src/tasks/selection";
import type { TabData } from "../../src/tasks/tab";

const line = { filter: "filter:tasks:id", operator: "greater", type: "Number", value: 3 };
const data: TabData = { filters: { conjunction: "and", items: [line] }, ordering: ["-tasks:id"] };
const some = (...ids: number[]): Selection => withSelected(NONE, ids, true);

describe("a stream of the list that is displayed", () => {
  test("follows a saved tab as it was saved, and else says its conditions", () => {
    expect(streamOf({ data, view: 7, search: undefined }, NONE, [])).toEqual({ view: 7 });
    expect(streamOf({ data, view: 7, search: undefined }, EVERY, [])).toEqual({ view: 7 });
    const { query } = streamOf({ data, view: 7, search: "cat" }, NONE, []);
    expect(JSON.parse(query ?? "")).toEqual({ ...data, search: "cat" });
  });

  test("leaves out what was taken out of everything", () => {
    const but = withSelected(EVERY, [5], false);
    const { query } = streamOf({ data, view: 7, search: undefined }, but, [4, 5]);
    expect(JSON.parse(query ?? "")).toEqual({ ...data, selectedItems: { all: true, excluded: [5] } });
  });

  test("names what is selected in the order of the list, no more than an address can hold", () => {
    expect(streamOf({ data, view: 7, search: undefined }, some(2, 9, 4), [9, 4])).toEqual({ tasks: "9,4,2" });
    const many = Array.from({ length: MOST_NAMED + 5 }, (_, index) => index + 1);
    const { tasks } = streamOf({ data, view: undefined, search: undefined }, some(...many), many);
    expect(tasks?.split(",")).toHaveLength(MOST_NAMED);
  });

  test("is read back from its address", () => {
    const among = streamOf({ data, view: undefined, search: undefined }, NONE, []);
    expect(readAmong({ ...among })).toEqual({ tasks: undefined, view: undefined, query: among.query });
    expect(readAmong({ query: JSON.parse(among.query ?? "") }).query).toBe(among.query);
    expect(readAmong({ tasks: 12, view: "x" })).toEqual({ tasks: "12", view: undefined, query: undefined });
  });
});
