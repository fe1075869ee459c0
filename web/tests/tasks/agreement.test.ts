import { describe, expect, test } from "vitest";
import {
  EVERYBODY,
  missingIn,
  modeOf,
  selectedOf,
  startOf,
  withAgreement,
  withAll,
  withOne,
  withToggled,
  wordsOf,
} from "../../src/tasks/agreement";
import { queryOf } from "../../src/tasks/tab";

const PEOPLE = [
  { id: 3, name: "Mira Lang", initials: "ML" },
  { id: 5, name: "Tomas Berg", initials: "TB" },
];
const nobody = withAll(EVERYBODY, "annotators", false);
const two = withToggled(withToggled(nobody, "annotators", "3"), "annotators", "5");

describe("whose agreement", () => {
  test("is named by first names, models and the ground truth", () => {
    expect(wordsOf(undefined, PEOPLE)).toBeUndefined();
    expect(wordsOf(two, PEOPLE)).toBe("Mira, Tomas");
    expect(wordsOf(withAll(EVERYBODY, "models", true), PEOPLE)).toBe("all annotators, all models");
    expect(wordsOf(withOne("models", "v2"), PEOPLE)).toBe("v2, ground truth");
    expect(wordsOf(withOne("annotators", "9"), PEOPLE)).toBe("person 9, ground truth");
  });

  test.each([
    [undefined, undefined],
    [EVERYBODY, undefined],
    [two, undefined],
    [withToggled(nobody, "annotators", "3"), "Choose at least two."],
    [withAll(nobody, "models", true), "Choose annotators: models are compared with them."],
    [withToggled(withToggled(nobody, "annotators", "3"), "models", "v2"), undefined],
    [startOf("truth"), "Choose one annotator or one model."],
    [withOne("annotators", "3"), undefined],
  ])("%j lacks %s", (selected, missing) => {
    expect(missingIn(selected)).toBe(missing);
  });

  test("may be written by scripts without the parts in which nobody is", () => {
    expect(selectedOf({ agreement_selected: { annotators: { all: true, ids: [] } } })).toEqual(EVERYBODY);
    expect(selectedOf({ agreement_selected: {} })).toBeUndefined();
    expect(selectedOf({ agreement_selected: null })).toBeUndefined();
  });

  test("a mode begins with what it says", () => {
    for (const mode of ["task", "pairs", "truth"] as const) expect(modeOf(startOf(mode))).toBe(mode);
  });

  test("goes with the question, and away again so that a saved tab forgets it", () => {
    const chosen = withAgreement({ title: "Two" }, two);
    expect(JSON.parse(queryOf(chosen))).toEqual({ agreement_selected: two });
    const taken = withAgreement(chosen, undefined);
    expect(taken).toEqual({ title: "Two", agreement_selected: null });
    expect(queryOf(taken)).toBe("{}");
    expect(withAgreement({ title: "Two" }, undefined)).toEqual({ title: "Two" });
  });
});
