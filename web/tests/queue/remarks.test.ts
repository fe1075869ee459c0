import { expect, test } from "vitest";
import { newestOn, remarksOf } from "../../src/queue/panes/useRemarks";
import type { Comment } from "../../src/queue/shapes";

function comment(id: number, region: string | null, more: Partial<Comment> = {}): Comment {
  const region_ref = region === null ? null : { region_id: region };
  return { id, text: `words ${id}`, region_ref, is_resolved: false, mentions: [], ...more } as Comment;
}

test("a region is marked once, with what was said last and how much is open", () => {
  const talk = [comment(4, "a", { text: "Look, <@7>" }), comment(3, null), comment(2, "b"), comment(1, "a")];
  expect(remarksOf(talk, [{ id: 7, name: "Ada" }])).toEqual([
    { region: "a", count: 2, words: "Look, @Ada" },
    { region: "b", count: 1, words: "words 2" },
  ]);
});

test("what was said of several regions marks each of them, and opens from each", () => {
  const shared = comment(3, null, { region_ref: { region_id: "a", region_ids: ["a", "b", "c"] } });
  const talk = [shared, comment(2, "b")];
  expect(remarksOf(talk, [])).toEqual([
    { region: "a", count: 1, words: "words 3" },
    { region: "b", count: 2, words: "words 3" },
    { region: "c", count: 1, words: "words 3" },
  ]);
  expect(["a", "b", "c", "d"].map((region) => newestOn(talk, region)?.id)).toEqual([3, 3, 3, undefined]);
});

test("what is settled is not marked, and not opened", () => {
  const talk = [
    comment(2, "a", { is_resolved: true }),
    comment(1, "a"),
    comment(0, "b", { is_resolved: true }),
  ];
  expect(remarksOf(talk, [])).toEqual([{ region: "a", count: 1, words: "words 1" }]);
  expect(newestOn(talk, "a")?.id).toBe(1);
  expect(newestOn(talk, "b")).toBeUndefined();
});
