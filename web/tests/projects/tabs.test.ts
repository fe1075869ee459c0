import { describe, expect, it } from "vitest";
import type { Permission, Project } from "../../src/api/contract";
import { homeOf, isTab, tabsOf } from "../../src/projects/tabs";

function project(preset: Project["preset"], permissions: Permission[]): Project {
  return {
    preset,
    my: { permissions },
    review_settings: { show_data_manager_to_reviewers: true },
    show_annotation_history: false,
  } as unknown as Project;
}

const LEADS: Permission[] = [
  "project.dashboard",
  "explore.view",
  "activity.view",
  "tasks.change",
  "tasks.view_all",
];

describe("the tabs of a project", () => {
  it("are those of its kind", () => {
    const labels = "/projects/$projectId/labels";
    expect(tabsOf(project("manual_qa", LEADS)).map((tab) => tab.to)).toContain(labels);
    expect(tabsOf(project("annotation_review", LEADS)).map((tab) => tab.to)).not.toContain(labels);
    expect(isTab(labels)).toBe(true);
  });

  it("begin with one that the role has, else with work", () => {
    expect(homeOf(project("manual_qa", ["explore.view"]))).toBe("/projects/$projectId/explore");
    expect(homeOf(project("annotation_review", []))).toBe("/projects/$projectId/label");
    // Everybody sees the summary there; who does not lead the work begins where the work is.
    const works = project("manual_qa", ["summary.view", "activity.view"]);
    expect(tabsOf(works).map((tab) => tab.label)).toEqual(["Summary", "Labels"]);
    expect(homeOf(works)).toBe("/projects/$projectId/labels");
  });

  it("show the list of tasks in manual QA to those who lead the work, whatever the settings say", () => {
    const reviewer: Permission[] = ["summary.view", "activity.view", "tasks.view_all"];
    const tabs = (preset: Project["preset"], more: Permission[] = []) =>
      tabsOf(project(preset, [...reviewer, ...more])).map((tab) => tab.label);
    expect(tabs("annotation_review")).toContain("Tasks");
    expect(tabs("manual_qa")).not.toContain("Tasks");
    expect(tabs("manual_qa", ["data.view"])).toContain("Tasks");
  });

  it("are no pages of work", () => {
    expect(isTab("/projects/$projectId/label")).toBe(false);
    expect(isTab(undefined)).toBe(false);
  });
});
