/** The way from nothing to a project that people can work in. Every step can be left and come back to. */
import type { Project } from "../api/contract";

export const STEPS = [
  { id: "name", label: "Name" },
  { id: "data", label: "Data" },
  { id: "labeling", label: "Labeling interface" },
  { id: "people", label: "People" },
  { id: "publish", label: "Publish" },
] as const;

export type StepId = (typeof STEPS)[number]["id"];

type StepState = "done" | "open" | "optional";

type Facts = Pick<Project, "task_number" | "config_has_control_tags" | "is_published">;

/** Where a step stands. Without a project there is only the first. */
export function stateOf(step: StepId, project: Facts | null): StepState {
  switch (step) {
    case "name":
      return project ? "done" : "open";
    case "data":
      return project && project.task_number > 0 ? "done" : "open";
    case "labeling":
      return project?.config_has_control_tags ? "done" : "open";
    case "people":
      return "optional";
    case "publish":
      return project?.is_published ? "done" : "open";
  }
}

/** The step to show: the wanted one if it can be, else the first that is open. */
export function stepToShow(wanted: string | undefined, project: Facts | null): StepId {
  if (!project) return "name";
  const named = STEPS.find((step) => step.id === wanted);
  if (named) return named.id;
  return STEPS.find((step) => stateOf(step.id, project) === "open")?.id ?? "publish";
}

export function neighbour(step: StepId, by: 1 | -1): StepId | null {
  return STEPS[STEPS.findIndex((row) => row.id === step) + by]?.id ?? null;
}
