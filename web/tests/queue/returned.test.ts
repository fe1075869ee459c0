import { describe, expect, test } from "vitest";
import { sentWords } from "../../src/queue/instances/rows";
import { returnedBy } from "../../src/queue/label/returnedBy";
import type { ReviewItem } from "../../src/queue/shapes";

const by = (name: string) => ({ reviewer: { id: name.length, name, initials: name.slice(0, 2) } });
const nobody = { reviewer: null };

describe("who returned work", () => {
  test.each([
    [[by("Ada"), by("Ada")], "Ada"],
    [[by("Ada"), by("Bea"), by("Cleo")], "Ada, Bea and Cleo"],
    [[by("Ada"), nobody], "Ada and a reviewer"],
    [[nobody], "a reviewer"],
  ])("is named once, %#", (issues, words) => {
    expect(returnedBy(issues)).toBe(words);
  });
});

describe("what sent an instance to an expert", () => {
  const said = {
    accepted: false,
    reason: "",
    comment: "",
    by: 1,
    at: "",
    stage: "normal",
    round: 1,
  } as const;
  const words = (more: Partial<NonNullable<ReviewItem["said"]>> | null) =>
    sentWords({
      id: "a",
      region: null,
      isOpen: true,
      isElsewhere: false,
      item: { said: more && { ...said, ...more } } as ReviewItem,
    });

  test("is its verdict with reason and comment", () => {
    expect(words({ reason: "Too loose", comment: "Left side." })).toBe("Rejected: Too loose “Left side.”");
    expect(words({})).toBe("Rejected");
    expect(words({ accepted: true })).toBe("Approved by a reviewer");
    expect(words(null)).toBe("Waits for your expert verdict");
  });
});
