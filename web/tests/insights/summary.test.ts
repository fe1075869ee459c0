import { describe, expect, test } from "vitest";
import type { Project, SummaryFigures } from "../../src/api/contract";
import { doneAbout, perDay, scaleFor } from "../../src/insights/chart";
import { nextStep } from "../../src/insights/nextStep";

describe("the chart", () => {
  test.each([
    [262, 300, 4],
    [3, 3, 4],
    [0, 1, 2],
    [1, 1, 2],
    [45, 60, 4],
    [1000, 1000, 3],
  ])("up to %i it reaches to %i in %i lines", (largest, top, lines) => {
    const scale = scaleFor(largest);
    expect(scale.top).toBe(top);
    expect(scale.ticks).toHaveLength(lines);
  });

  test("the pace leaves out today and days without work", () => {
    expect(perDay([0, 10, 0, 20, 3])).toBe(15);
    expect(perDay([0, 0, 7])).toBe(7);
  });

  test("the end is told only where there is a pace and a rest", () => {
    const today = new Date("2026-11-20T12:00:00");
    expect(doneAbout(100, 30, today)?.getDate()).toBe(24);
    expect(doneAbout(0, 30, today)).toBeNull();
    expect(doneAbout(100, 0, today)).toBeNull();
  });
});

describe("the next step", () => {
  const EVERYTHING = ["project.change", "project.publish", "tasks.create", "export.run"];

  function project(change: Partial<Project> = {}, my: Partial<Project["my"]> = {}): Project {
    return {
      config_has_control_tags: true,
      is_published: true,
      ...change,
      my: {
        permissions: EVERYTHING,
        can_label: true,
        can_review: true,
        waiting_for_me: { label: 5, review: 0 },
        ...my,
      },
    } as Project;
  }

  function figures(tasks: Partial<SummaryFigures["tasks"]>): SummaryFigures {
    const none = {
      total: 0,
      queued: 0,
      assigned: 0,
      in_review: 0,
      returned: 0,
      completed: 0,
      labeled: 0,
      reviewed: 0,
    };
    return { tasks: { ...none, ...tasks } } as SummaryFigures;
  }

  test("goes through set-up, data and publishing first", () => {
    expect(nextStep(project({ config_has_control_tags: false }), figures({}))).toEqual({ kind: "setup" });
    expect(nextStep(project(), figures({}))).toEqual({ kind: "import" });
    expect(nextStep(project({ is_published: false }), figures({ total: 3, queued: 3 }))).toEqual({
      kind: "publish",
    });
  });

  test("is review where work waits, then labeling, then export", () => {
    const waiting = project({}, { waiting_for_me: { label: 5, review: 2 } });
    expect(nextStep(waiting, figures({ total: 9, queued: 5, in_review: 2 }))).toEqual({
      kind: "review",
      count: 2,
    });
    expect(nextStep(project(), figures({ total: 9, queued: 5 }))).toEqual({ kind: "label", count: 5 });
    expect(nextStep(project(), figures({ total: 9, completed: 9 }))).toEqual({ kind: "export" });
  });

  test("offers nobody what they may not do", () => {
    const looker = project({}, { permissions: [], can_label: false, can_review: false });
    expect(nextStep(looker, figures({ total: 9, queued: 9 }))).toEqual({ kind: "none" });
    expect(nextStep(looker, figures({}))).toEqual({ kind: "none" });
  });
});
