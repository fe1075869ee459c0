import { describe, expect, test } from "vitest";
import { readTaskSearch, sortOf, withSortToggled, withStatusToggled } from "../../src/tasks/search";

describe("the address of the task list", () => {
  test("keeps what it knows and drops the rest", () => {
    expect(
      readTaskSearch({ search: "bridge", status: "queued,nonsense,returned", order: "-updated_at", x: 1 }),
    ).toEqual({
      search: "bridge",
      status: "queued,returned",
      order: "-updated_at",
    });
    expect(readTaskSearch({ search: "", status: 5, order: "title; drop table" })).toEqual({});
  });
});

describe("the status filter", () => {
  test("adds and takes out, in the order of the work", () => {
    const two = withStatusToggled("returned", "queued");
    expect(two).toBe("queued,returned");
    expect(withStatusToggled(two, "returned")).toBe("queued");
    expect(withStatusToggled("queued", "queued")).toBeUndefined();
  });

  test("all is the same as none", () => {
    expect(withStatusToggled("queued,assigned,in_review,returned", "completed")).toBeUndefined();
  });
});

describe("a click on a head", () => {
  test("sorts times newest first, then oldest first", () => {
    expect(withSortToggled(undefined, "updated_at")).toBe("-updated_at");
    expect(withSortToggled("-updated_at", "updated_at")).toBe("updated_at");
  });

  test("turns the standing order round and back", () => {
    expect(withSortToggled(undefined, "id")).toBe("-id");
    expect(withSortToggled("-id", "id")).toBeUndefined();
    expect(sortOf(undefined)).toEqual({ key: "id", descending: false });
  });
});
