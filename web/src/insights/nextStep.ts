/** What this person should do next in a project, as one value that the button and the sentence read. */
import type { Project, SummaryFigures } from "../api/contract";
import { holds } from "../api/permissions";

type NextStep =
  | { kind: "setup" }
  | { kind: "import" }
  | { kind: "publish" }
  | { kind: "review"; count: number }
  | { kind: "label"; count: number | null }
  | { kind: "export" }
  | { kind: "none" };

export function nextStep(project: Project, figures: SummaryFigures): NextStep {
  const may = (permission: Parameters<typeof holds>[1]) => holds(project.my.permissions, permission);
  const { tasks } = figures;
  if (!project.config_has_control_tags && may("project.change")) return { kind: "setup" };
  if (tasks.total === 0) return may("tasks.create") ? { kind: "import" } : { kind: "none" };
  if (!project.is_published && may("project.publish")) return { kind: "publish" };
  const { label, review } = project.my.waiting_for_me;
  if (project.my.can_review && review !== 0 && tasks.in_review > 0) {
    return { kind: "review", count: review ?? tasks.in_review };
  }
  if (project.my.can_label && label !== 0 && tasks.completed + tasks.in_review < tasks.total) {
    return { kind: "label", count: label };
  }
  if (tasks.completed > 0 && may("export.run")) return { kind: "export" };
  return { kind: "none" };
}
