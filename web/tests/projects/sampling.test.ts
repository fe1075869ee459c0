import { describe, expect, it } from "vitest";
import { type Expected, partOf, sentenceOf } from "../../src/projects/settings/review/forecast";
import { ratesOf, STANDARD, withRate } from "../../src/projects/settings/review/routing";
import { summaryOf } from "../../src/projects/settings/review/summary";

const SOME: Expected = { considered: 1000, expected: 100.4, low: 82, high: 119, now_reviewed: 1000 };

describe("what other rates would have made of the last work", () => {
  it.each<[string, Expected, string]>([
    [
      "a range",
      SOME,
      "At these rates about 100 (82–119) of the last 1,000 instances would have been reviewed; 1,000 were.",
    ],
    [
      "what is certain",
      { ...SOME, expected: 1000, low: 1000, high: 1000 },
      "At these rates 1,000 of the last 1,000 instances would have been reviewed; 1,000 were.",
    ],
    [
      "a single one",
      { considered: 1, expected: 0.5, low: 0, high: 1, now_reviewed: 1 },
      "At these rates about 1 (0–1) of the only instance would have been reviewed; 1 was.",
    ],
  ])("is said for %s", (_, found, sentence) => {
    expect(sentenceOf(found, "instance")).toBe(sentence);
  });

  it("says that nothing is there to tell from", () => {
    const nothing = { considered: 0, expected: 0, low: 0, high: 0, now_reviewed: 0 };
    expect(sentenceOf(nothing, "annotation")).toMatch(/^No annotation was handed in yet\./);
  });

  it("is said for a class or a person in a row", () => {
    expect(partOf(SOME)).toBe("About 100 (82–119) of 1,000; 1,000 were.");
    expect(partOf({ ...SOME, expected: 0, low: 0, high: 0, now_reviewed: 1 })).toBe("0 of 1,000; 1 was.");
    expect(partOf(undefined)).toBe("None among the last.");
  });
});

describe("shares of classes and of annotators", () => {
  it("are shares of one for the server", () => {
    const drawing = { ...STANDARD, share: 12.5, classRates: { Car: 0.5 }, annotatorRates: { 7: 1 } };
    expect(ratesOf(drawing)).toEqual({
      sampling_rate: 0.125,
      class_sampling_rates: { Car: 0.5 },
      annotator_sampling_rates: { 7: 1 },
    });
  });

  it("come and go by their keys, and zero is a share", () => {
    const one = withRate({}, "Car", 0);
    expect(one).toEqual({ Car: 0 });
    expect(withRate(one, "Van", 80)).toEqual({ Car: 0, Van: 0.8 });
    expect(withRate(one, "Car", undefined)).toEqual({});
    expect(one).toEqual({ Car: 0 });
  });

  it("are counted beside the button", () => {
    expect(summaryOf(0, 0)).toBe("None");
    expect(summaryOf(1, 2)).toBe("1 class, 2 annotators");
    expect(summaryOf(1200, 0)).toBe("1,200 classes");
  });
});
