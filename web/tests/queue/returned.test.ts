import { describe, expect, test } from "vitest";
import type { LabelSchema, Region } from "../../src/editor";
import { sentWords } from "../../src/queue/instances/rows";
import { returnedBy } from "../../src/queue/label/returnedBy";
import { nextOpen, standingsOf } from "../../src/queue/panes/openIssues";
import type { Issue, ReviewItem } from "../../src/queue/shapes";

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

describe("what became of issues", () => {
  const schema = { controls: [{ name: "sort", type: "choices" }] } as unknown as LabelSchema;
  const region = (id: string, more: Partial<Region> = {}) =>
    ({ id, item: null, shape: { kind: "rect" }, ...more }) as Region;
  const regions = new Map(
    [region("a"), region("x1", { control: "sort", shape: { kind: "whole" } as Region["shape"] })].map(
      (each) => [each.id, each],
    ),
  );
  const items = [
    { id: 1, key: "a" },
    { id: 2, key: "gone" },
    { id: 3, key: "choices:sort" },
  ] as ReviewItem[];
  const issue = (id: number, item: number | null, more: Partial<Issue> = {}) =>
    ({ id, item, is_resolved: false, resolution: null, ...more }) as Issue;

  test.each([
    ["a box that is there", issue(9, 1), { region: "a", isDeleted: false, isAnswered: false }],
    ["a box marked as mended", issue(9, 1, { is_resolved: true }), { region: "a", isAnswered: true }],
    ["a box that was deleted", issue(9, 2), { region: null, isDeleted: true, isAnswered: true }],
    ["an answer about the whole item", issue(9, 3), { region: "x1", isAnswered: false }],
    ["something missing", issue(9, null), { region: null, isDeleted: false, isAnswered: false }],
    ["an item that is not known", issue(9, 77), { region: null, isDeleted: false, isAnswered: false }],
  ])("%s", (_, given, expected) => {
    expect(standingsOf(items, regions, schema)(given)).toMatchObject(expected);
  });

  test("nothing is taken for deleted before the items are known", () => {
    expect(standingsOf(undefined, regions, schema)(issue(9, 2)).isDeleted).toBe(false);
  });

  test("one goes on with the next below that is open, then with those above", () => {
    const owed = [issue(1, 1), issue(2, 1, { is_resolved: true }), issue(3, 2), issue(4, 1)];
    const next = (after: number | null) => nextOpen(owed, standingsOf(items, regions, schema), after)?.id;
    expect([null, 1, 2, 3, 4].map(next)).toEqual([1, 4, 4, 4, 1]);
    expect(nextOpen(owed.slice(0, 1), standingsOf(items, regions, schema), 1)).toBeNull();
  });
});
