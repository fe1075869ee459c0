import { describe, expect, it } from "vitest";
import { firstFocus, type Measured } from "../../src/queue/compare/entries";

function other(id: string, score: number | null, isPrediction = false): Measured {
  const entry = { id, title: id, note: "", result: [], isTruth: false, isPrediction };
  return { entry, comparison: score === null ? null : { score } };
}

describe("who is shown beside the base at first", () => {
  const cases: readonly [string, Measured[], string | undefined][] = [
    ["nobody where nobody is", [], undefined],
    ["who differs, not who is equal", [other("equal", 1), other("near", 0.9)], "near"],
    ["who differs most", [other("near", 0.9), other("far", 0.2), other("half", 0.5)], "far"],
    ["the first of two who differ as much", [other("one", 0.4), other("two", 0.4)], "one"],
    ["somebody before a model that differs more", [other("model", 0.1, true), other("ann", 0.8)], "ann"],
    ["a model that differs before somebody equal", [other("ann", 1), other("model", 0.7, true)], "model"],
    ["the first where all are equal", [other("one", 1), other("two", 1)], "one"],
  ];
  it.each(cases)("%s", (_, others, expected) => {
    expect(firstFocus(others)?.entry.id).toBe(expected);
  });
});
