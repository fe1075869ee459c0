import { describe, expect, test } from "vitest";
import type { Told } from "../../src/inbox/queries";
import { badge, deed, leadsTo, placeOf, sectionOf } from "../../src/inbox/words";

const COMMENT: Told = {
  id: 1,
  kind: "comment",
  created_at: "2026-01-01T00:00:00Z",
  is_read: false,
  actor: null,
  project: { id: 3, title: "Harbour" },
  workspace: null,
  task: { id: 17, title: "crane.png" },
  annotation: 5,
  comment: 9,
  text: "Too loose",
  tasks: null,
  webhook: null,
};
const of = (kind: Told["kind"], more: Partial<Told> = {}): Told => ({
  ...COMMENT,
  task: null,
  kind,
  ...more,
});

describe("notifications", () => {
  test.each<[Told, string | null]>([
    [COMMENT, "/projects/3/tasks/17"],
    [of("assigned", { tasks: 12 }), "/projects/3/label"],
    [of("review_assigned", { tasks: 12 }), "/projects/3/review"],
    [of("assigned", { tasks: 1, task: COMMENT.task }), "/projects/3/tasks/17"],
    [of("published"), "/projects/3"],
    [of("workspace_invited", { project: null, workspace: { id: 2, title: "Ports" } }), "/projects"],
    [of("published", { project: null }), null],
    [of("webhook_off"), "/projects/3/settings"],
    [of("webhook_off", { project: null }), "/organization"],
    [of("reviewer_missing"), "/projects/3/settings"],
    [of("expert_missing"), "/projects/3/settings"],
  ])("lead to what they are about", (entry, path) => {
    expect(leadsTo(entry)).toBe(path);
  });

  test("lead to the part of a page that mends it", () => {
    const kinds = ["webhook_off", "reviewer_missing", "expert_missing", "published"] as const;
    expect(kinds.map((kind) => sectionOf(of(kind)).section)).toEqual([
      "webhooks",
      "review",
      "review",
      undefined,
    ]);
  });

  test("say how much was assigned", () => {
    expect(deed(of("assigned", { tasks: 1 }))).toBe("assigned you 1 task to label");
    expect(deed(of("review_assigned", { tasks: 1200 }))).toBe("assigned you 1,200 tasks to review");
  });

  test("name the place from the outside in", () => {
    expect(placeOf(COMMENT)).toBe("Harbour / crane.png");
    expect(placeOf({ ...COMMENT, task: { id: 17, title: "" } })).toBe("Harbour / Task 17");
  });

  test("are counted up to a hundred", () => {
    expect([badge(3), badge(99), badge(100)]).toEqual(["3", "99", "99+"]);
  });
});
