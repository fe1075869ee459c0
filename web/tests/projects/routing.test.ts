import { describe, expect, it } from "vitest";
import type { RoutingRule } from "../../src/api/contract";
import { inWords, routingOf, rulesOf, STANDARD } from "../../src/projects/settings/review/routing";

function rule(id: number, more: Partial<RoutingRule> = {}): RoutingRule {
  return {
    id,
    order: id,
    operator: null,
    agreement_threshold: null,
    dimension: null,
    sample_rate: 1,
    created_at: "",
    updated_at: "",
    ...more,
  };
}

describe("which tasks are reviewed", () => {
  it("is one share while there are no rules", () => {
    expect(routingOf([], 0.25)).toEqual({ ...STANDARD, by: "share", share: 25 });
    expect(rulesOf({ ...STANDARD, by: "share" })).toEqual([]);
  });

  it("says the same after it was saved and loaded again", () => {
    const wanted = {
      ...STANDARD,
      by: "agreement" as const,
      threshold: 66.5,
      dimension: 4,
      below: 90,
      above: 5,
      unknown: 0,
    };
    const stored = rulesOf(wanted).map((each, at) => rule(at, { ...each, id: at } as Partial<RoutingRule>));
    expect(routingOf(stored, 1)).toEqual(wanted);
  });

  it.each([
    ["other operators", [rule(1, { operator: "gt", agreement_threshold: 0.5 })]],
    [
      "two lines",
      [
        rule(1, { operator: "lt", agreement_threshold: 0.4 }),
        rule(2, { operator: "gte", agreement_threshold: 0.6 }),
      ],
    ],
    [
      "two controls",
      [
        rule(1, { operator: "lt", agreement_threshold: 0.5, dimension: 1 }),
        rule(2, { operator: "gte", agreement_threshold: 0.5, dimension: 2 }),
      ],
    ],
  ])("does not pretend to show %s", (_, rules) => {
    expect(routingOf(rules, 1)).toBeNull();
  });

  it("reads a rule aloud", () => {
    const named = () => "label";
    const low = rule(1, { operator: "lt", agreement_threshold: 0.5, dimension: 3, sample_rate: 0.75 });
    expect(inWords(low, named)).toBe("Tasks with agreement on label below 50 %: 75 % are reviewed.");
    expect(inWords(rule(2, { sample_rate: 0.1 }), named)).toBe("All others: 10 % are reviewed.");
  });
});
