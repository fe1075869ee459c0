import { describe, expect, test } from "vitest";
import cases from "../../../tests/fixtures/classes.json";
import { classesOf } from "../../src/projects/classes";

describe("the classes of a project are those of the server", () => {
  test.each(cases)("$name", ({ classes, config }) => {
    expect(classesOf({ label_config: config })).toEqual(classes);
  });

  test("a draft without an interface has none", () => {
    expect(classesOf({ label_config: "<View/>" })).toEqual([]);
  });
});
