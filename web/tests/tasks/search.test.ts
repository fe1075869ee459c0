import { describe, expect, test } from "vitest";
import { narrowedTo, readTaskSearch } from "../../src/tasks/search";

describe("the address of the task list", () => {
  test("keeps what it knows and drops the rest", () => {
    expect(readTaskSearch({ search: "bridge", status: "queued,nonsense,returned", view: "7", x: 1 })).toEqual(
      {
        search: "bridge",
        status: "queued,returned",
        view: 7,
      },
    );
    expect(readTaskSearch({ search: "", status: 5, view: -1 })).toEqual({});
  });

  test("a link that asks for statuses narrows the list to them, and keeps its columns", () => {
    const before = {
      columns: ["id", "item"],
      filters: {
        conjunction: "or" as const,
        items: [{ filter: "filter:tasks:id", operator: "equal", type: "Number", value: 1 }],
      },
    };
    expect(narrowedTo(before, "returned,queued")).toEqual({
      columns: ["id", "item"],
      filters: {
        conjunction: "and",
        items: [
          {
            filter: "filter:tasks:status",
            operator: "in_list",
            type: "String",
            value: ["queued", "returned"],
          },
        ],
      },
    });
  });
});
