import { describe, expect, it } from "vitest";
import type { ProjectChange, TeamMember } from "../../src/api/contract";
import { mayLabel, mayReview, offered } from "../../src/projects/settings/review/people";
import { finished, fitting, type Stage, stagesProblem } from "../../src/projects/settings/review/unfinished";

const stage = (iteration: number, action: Stage["action"] = "all"): Stage => ({
  iteration,
  rate: 0.1,
  action,
});

describe("what a change would do is asked without what is still being written", () => {
  const asked = (review: NonNullable<ProjectChange["review_settings"]>) =>
    finished({ title: "Harbour", review_settings: review });

  it("leaves what is whole as it is", () => {
    const review = {
      only_finished_tasks: true,
      reject_reasons: [{ text: "Too loose", key: "1" }],
      expert: { threshold: 2, reviewers: [7], stages: [stage(1)] },
    };
    expect(asked(review)).toEqual({ title: "Harbour", review_settings: review });
    expect(finished({ title: "Harbour" })).toEqual({ title: "Harbour" });
  });

  it.each([
    ["nobody is the expert", { threshold: 2, reviewers: [], stages: [] }],
    ["nobody sees a stage", { threshold: null, reviewers: [], stages: [stage(1)] }],
    ["a round has two stages", { threshold: 2, reviewers: [7], stages: [stage(1), stage(1, "approved")] }],
    ["a stage never comes", { threshold: 2, reviewers: [7], stages: [stage(3)] }],
  ])("leaves experts out while %s", (_, expert) => {
    expect(asked({ expert, allow_self_review: true }).review_settings).toEqual({ allow_self_review: true });
  });

  it("asks about experts that are switched off", () => {
    const expert = { threshold: null, reviewers: [], stages: [] };
    expect(asked({ expert }).review_settings).toEqual({ expert });
  });

  it("leaves out reasons without words, and all while two are the same", () => {
    const loose = { text: "Too loose", key: "1" };
    expect(asked({ reject_reasons: [loose, { text: " ", key: "2" }] }).review_settings).toEqual({
      reject_reasons: [loose],
    });
    const twice = [loose, { text: "too loose ", key: "2" }];
    expect(asked({ reject_reasons: twice, allow_self_review: true }).review_settings).toEqual({
      allow_self_review: true,
    });
  });
});

describe("stages of expert review", () => {
  it("say what does not fit", () => {
    expect(stagesProblem([stage(1), stage(2, "approved")], 2)).toBeNull();
    expect(stagesProblem([stage(4)], null)).toBeNull();
    expect(stagesProblem([stage(2), stage(2)], 3)).toMatch(/^Round 2 has two stages/);
    expect(stagesProblem([stage(3)], 2)).toMatch(/^Round 3 never comes/);
  });

  it("are about approvals where every rejection is an expert's already", () => {
    expect(fitting(stage(2), 2)).toEqual(stage(2, "approved"));
    expect(fitting(stage(1), 2)).toEqual(stage(1));
    expect(fitting(stage(1), null)).toEqual(stage(1));
  });
});

describe("people", () => {
  const person = (id: number, first_name: string, role: TeamMember["role"]) =>
    ({ id, first_name, last_name: "", email: "", role }) as TeamMember;
  const team = [
    person(1, "Ann", "AN"),
    person(2, "Rev", "RE"),
    person(3, "Lead", "TM"),
    person(4, "View", null),
  ];

  it("are offered as reviewers when they may review, and kept when they no longer may", () => {
    expect(team.filter(mayReview).map(({ id }) => id)).toEqual([2, 3]);
    expect(offered(team, [2, 1, 9]).map(({ label }) => label)).toEqual([
      "Rev",
      "Lead",
      "Ann, who may not review",
      "Person 9, who left",
    ]);
  });

  it("are annotators when they may label, which reviewers of manual QA may not", () => {
    const labels = (preset: "manual_qa" | "annotation_review") =>
      team.filter((member) => mayLabel(member, { preset })).map(({ id }) => id);
    expect(labels("manual_qa")).toEqual([1, 3]);
    expect(labels("annotation_review")).toEqual([1, 2, 3]);
  });
});
