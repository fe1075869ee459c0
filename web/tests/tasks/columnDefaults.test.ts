import { expect, test } from "vitest";
import { hasDefaults, withDefaults } from "../../src/tasks/columnDefaults";

test("the columns of a tab become those of some roles, in an order that all share", () => {
  const first = withDefaults({}, ["id", "item", "status"], "reviewers");
  expect(first).toEqual({
    explore: { order: ["tasks:id", "tasks:status"], visible: { RE: ["tasks:id", "tasks:status"] } },
  });
  const second = withDefaults(first, ["item", "status", "agreement"], "managers");
  const managers = ["tasks:status", "tasks:agreement"];
  expect(second.explore?.order).toEqual(["tasks:status", "tasks:agreement", "tasks:id"]);
  expect(second.explore?.visible).toEqual({
    RE: ["tasks:id", "tasks:status"],
    OW: managers,
    AD: managers,
    MA: managers,
  });
});

test("a project without the setting has nothing to reset", () => {
  expect(hasDefaults({})).toBe(false);
  expect(hasDefaults(withDefaults({}, ["id"], "everybody"))).toBe(true);
});
