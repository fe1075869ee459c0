import { describe, expect, test } from "vitest";
import type { DataColumn } from "../../src/api/contract";
import { progressOf, withThoseBeside } from "../../src/tasks/cells";
import {
  ITEM,
  queryOf,
  sameTab,
  shownColumns,
  sortOf,
  type TabData,
  widthOf,
  withColumnMoved,
  withColumnToggled,
  withSortToggled,
  withWidth,
} from "../../src/tasks/tab";
import { sentenceOf } from "../../src/tasks/words";

function column(name: string, more: Partial<DataColumn> = {}): DataColumn {
  return {
    id: name,
    name,
    title: name,
    sentence: name,
    type: "Number",
    target: "tasks",
    parent: null,
    help: "",
    holds: "",
    choices: [],
    operators: [],
    rows: "",
    indexed: false,
    can_order: true,
    can_show: true,
    visibility_defaults: { explore: true, labeling: false },
    project_defined: false,
    ...more,
  };
}

const COLUMNS = [
  column("id"),
  column("status", { type: "String" }),
  column("overlap", { visibility_defaults: { explore: false, labeling: false } }),
  column("skipped_by", { can_show: false }),
];

describe("the columns of a tab", () => {
  test("are the usual ones with the item behind the number", () => {
    expect(shownColumns({}, COLUMNS)).toEqual(["id", ITEM, "status"]);
  });

  test("are those that Label Studio's client did not hide", () => {
    const data: TabData = { hiddenColumns: { explore: ["tasks:status"] } };
    expect(shownColumns(data, COLUMNS)).toEqual(["id", ITEM, "overlap"]);
  });

  test("never hold one that the person may not see, and always the item", () => {
    expect(shownColumns({ columns: ["agreement", "status", "skipped_by"] }, COLUMNS)).toEqual([
      ITEM,
      "status",
    ]);
  });

  test("are shown, hidden and moved; Label Studio's list of hidden ones follows", () => {
    const more = withColumnToggled({}, "overlap", COLUMNS);
    expect(more.columns).toEqual(["id", ITEM, "status", "overlap"]);
    expect(more.hiddenColumns?.explore).toEqual([]);
    expect(withColumnMoved(more, "overlap", 0, COLUMNS).columns).toEqual(["overlap", "id", ITEM, "status"]);
    const less = withColumnToggled(more, "status", COLUMNS);
    expect(less.columns).toEqual(["id", ITEM, "overlap"]);
    expect(less.hiddenColumns?.explore).toEqual(["tasks:status"]);
  });

  test("keep widths within reason", () => {
    expect(widthOf(withWidth({}, "id", 90.4), "id")).toBe(90);
    expect(widthOf(withWidth({}, "id", 1), "id")).toBe(48);
    expect(widthOf(withWidth({}, "id", 9999), "id")).toBe(800);
  });
});

describe("the order of a tab", () => {
  test("begins with the largest number, the first word, and turns round with the next click", () => {
    const [id, status] = COLUMNS;
    if (!id || !status) throw new Error("no columns");
    const words = withSortToggled({}, status);
    expect(words.ordering).toEqual(["tasks:status"]);
    expect(withSortToggled(words, status).ordering).toEqual(["-tasks:status"]);
    expect(withSortToggled({}, column("overlap")).ordering).toEqual(["-tasks:overlap"]);
    expect(withSortToggled({}, column("agreement")).ordering).toEqual(["tasks:agreement"]);
    expect(withSortToggled({}, id).ordering).toEqual(["-tasks:id"]);
    expect(sortOf({ ordering: ["-tasks:data.size"] })).toEqual({ name: "data.size", descending: true });
  });
});

describe("what is asked of the server", () => {
  test("leaves unfinished conditions out", () => {
    const items = [
      { filter: "filter:tasks:id", operator: "equal", type: "Number", value: null },
      { filter: "filter:tasks:id", operator: "less", type: "Number", value: 7 },
    ];
    const asked = JSON.parse(queryOf({ filters: { conjunction: "or", items }, ordering: ["tasks:id"] }));
    expect(asked).toEqual({ filters: { conjunction: "or", items: [items[1]] }, ordering: ["tasks:id"] });
    expect(JSON.parse(queryOf({}))).toEqual({});
  });

  test("two tabs are the same whatever the order of their keys", () => {
    expect(sameTab({ type: "grid", gridWidth: 4 }, { gridWidth: 4, type: "grid" })).toBe(true);
    expect(sameTab({ columns: ["a", "b"] }, { columns: ["b", "a"] })).toBe(false);
  });

  test("a tab whose last condition was taken away is the one without a filter", () => {
    const condition = { filter: "filter:tasks:id", operator: "equal", type: "Number", value: 1 };
    expect(sameTab({ filters: { conjunction: "or", items: [] } }, {})).toBe(true);
    expect(sameTab({ filters: { conjunction: "or", items: [condition] } }, {})).toBe(false);
  });
});

describe("a condition as a sentence", () => {
  const operators = [
    { id: "in_list", title: "any of", says: "is any of", takes: "several" },
    { id: "contains", title: "contains", says: "contains", takes: "one" },
    { id: "in", title: "between", says: "is between", takes: "range" },
    { id: "empty", title: "is empty", says: "is empty", takes: "yes_no" },
    { id: "equal", title: "is", says: "is", takes: "one" },
  ];
  const people = [{ id: 4, name: "Mira", initials: "MI" }];
  const said = (operator: string, value: unknown, more: Partial<DataColumn> = {}) => {
    const {
      column: name,
      says,
      value: words,
    } = sentenceOf(
      { filter: `filter:tasks:${more.name ?? "x"}`, operator, type: "", value },
      column(more.name ?? "x", { operators, ...more }),
      people,
    );
    return `${name} ${says} ${words}`;
  };

  test.each([
    [
      said("in_list", ["queued", "in_review"], { name: "status", type: "String" }),
      "status is any of Queued, In review",
    ],
    [said("in_list", ["a", "b", "c"], { type: "String" }), "x is any of 3 values"],
    [said("contains", [4], { type: "List", holds: "people" }), "x contains Mira"],
    [said("in", { min: 1, max: 3 }), "x is between 1 and 3"],
    [said("in", { min: 0.5, max: null }, { name: "agreement" }), "agreement is between 50% and …"],
    [said("empty", false), "x is not empty"],
    [said("equal", false, { type: "Boolean" }), "x is no"],
    [said("equal", null), "x is …"],
  ])("%s", (found, expected) => {
    expect(found).toBe(expected);
  });
});

test.each([
  ["assigned", 2, 3, "2 of 3 annotations"],
  ["queued", 1, 3, "1 of 3 annotations"],
  ["in_review", 2, 3, "2 of 3 annotations"],
  ["queued", 0, 3, undefined],
  ["assigned", 0, 1, undefined],
  ["completed", 2, 3, undefined],
] as const)(
  "a task that is %s with %i of %i annotations says so while it waits",
  (status, done, wanted, words) => {
    expect(progressOf({ status, cells: { total_annotations: done, overlap: wanted } })).toBe(words);
  },
);

test("what stands beside a column is asked for once, and only where the person may see it", () => {
  const known = [column("status"), column("total_annotations")];
  expect(withThoseBeside(["status", "total_annotations"], known)).toEqual(["status", "total_annotations"]);
});
