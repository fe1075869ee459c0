import { describe, expect, it } from "vitest";
import { atFields, type CopyForm, missingIn, wishOf } from "../../src/projects/copying/wish";

const FORM: CopyForm = {
  title: "Again",
  workspace: "",
  collaborators: true,
  data: "attach",
  labels: true,
  states: ["approved"],
  of: "all",
  search: " north ",
  statuses: ["completed"],
  datasets: [4],
  tasks: [7, 9],
};

describe("the wish for a copy", () => {
  it.each<[string, Partial<CopyForm>, unknown]>([
    ["all tasks", {}, { states: ["approved"], search: "" }],
    [
      "those that match a filter",
      { of: "filter" },
      { states: ["approved"], search: "north", statuses: ["completed"], datasets: [4] },
    ],
    [
      "a filter that narrows nothing",
      { of: "filter", search: "", statuses: [], datasets: [] },
      { states: ["approved"], search: "", statuses: null, datasets: null },
    ],
    ["some by hand", { of: "hand" }, { states: ["approved"], search: "", tasks: [7, 9] }],
    ["no labels", { labels: false }, null],
    ["no data, so no labels", { data: "none" }, null],
  ])("labels of %s", (_, changed, labels) => {
    expect(wishOf({ ...FORM, ...changed }).labels).toEqual(labels);
  });

  it("names the workspace by its number", () => {
    expect(wishOf(FORM).workspace).toBeNull();
    expect(wishOf({ ...FORM, workspace: "12" }).workspace).toBe(12);
  });

  it.each<[Partial<CopyForm>, string[]]>([
    [{}, []],
    [{ states: [] }, ["states"]],
    [{ of: "hand", tasks: [] }, ["tasks"]],
    [{ of: "hand", tasks: [], labels: false }, []],
    [{ of: "all", tasks: [] }, []],
    [{ states: [], data: "none" }, []],
  ])("says what is missing in %o", (changed, fields) => {
    expect(Object.keys(missingIn({ ...FORM, ...changed }))).toEqual(fields);
  });

  it("says the server's errors at the fields of the form", () => {
    const errors = {
      title: "is short",
      "labels.tasks": "no task",
      "labels.states.0": "no state",
      datasets: "no",
    };
    expect(atFields(errors)).toEqual({ title: "is short", tasks: "no task", states: "no state", data: "no" });
  });
});
