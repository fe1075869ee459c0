import { expect, test } from "vitest";
import { neighbour, stateOf, stepToShow } from "../../src/onboarding/steps";

const EMPTY = { task_number: 0, config_has_control_tags: false, is_published: false };

test("without a project there is only the name", () => {
  expect(stepToShow("publish", null)).toBe("name");
});

test("coming back leads to the first open step", () => {
  expect(stepToShow(undefined, EMPTY)).toBe("data");
  expect(stepToShow(undefined, { ...EMPTY, task_number: 3 })).toBe("labeling");
  expect(stepToShow(undefined, { ...EMPTY, task_number: 3, config_has_control_tags: true })).toBe("publish");
  expect(stepToShow(undefined, { task_number: 3, config_has_control_tags: true, is_published: true })).toBe(
    "publish",
  );
});

test("any step can be asked for by name, an unknown one cannot", () => {
  expect(stepToShow("people", EMPTY)).toBe("people");
  expect(stepToShow("constructor", EMPTY)).toBe("data");
});

test("steps have neighbours, people are optional", () => {
  expect(neighbour("name", -1)).toBeNull();
  expect(neighbour("people", 1)).toBe("publish");
  expect(stateOf("people", EMPTY)).toBe("optional");
});
