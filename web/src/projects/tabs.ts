/** The tabs of a project and the permission that opens each. */
import type { Permission, Project } from "../api/contract";
import { holds } from "../api/permissions";

interface ProjectTab {
  to:
    | "/projects/$projectId/summary"
    | "/projects/$projectId/explore"
    | "/projects/$projectId/labels"
    | "/projects/$projectId/tasks"
    | "/projects/$projectId/performance"
    | "/projects/$projectId/import"
    | "/projects/$projectId/export"
    | "/projects/$projectId/settings";
  label: string;
  needs: Permission;
  keys: string;
}

const PROJECT_TABS: readonly ProjectTab[] = [
  { to: "/projects/$projectId/summary", label: "Summary", needs: "project.dashboard", keys: "g s" },
  { to: "/projects/$projectId/explore", label: "Explore", needs: "explore.view", keys: "g x" },
  { to: "/projects/$projectId/labels", label: "Labels", needs: "activity.view", keys: "g w" },
  { to: "/projects/$projectId/tasks", label: "Tasks", needs: "tasks.view_all", keys: "g t" },
  { to: "/projects/$projectId/performance", label: "Performance", needs: "performance.view", keys: "g p" },
  { to: "/projects/$projectId/import", label: "Import", needs: "tasks.create", keys: "g i" },
  { to: "/projects/$projectId/export", label: "Export", needs: "export.run", keys: "g e" },
  { to: "/projects/$projectId/settings", label: "Settings", needs: "project.change", keys: "g ," },
];

export function tabsOf(project: Project): ProjectTab[] {
  return PROJECT_TABS.filter(({ needs, to }) => {
    if (to === "/projects/$projectId/labels" && project.preset !== "manual_qa") return false;
    if (to === "/projects/$projectId/summary" && project.preset === "manual_qa") {
      return holds(project.my.permissions, "summary.view");
    }
    return to === "/projects/$projectId/tasks" ? seesList(project) : holds(project.my.permissions, needs);
  });
}

/** Whether an address is that of a tab, whoever sees it. */
export function isTab(address: string | undefined): boolean {
  return PROJECT_TABS.some((tab) => tab.to === address);
}

/** Whether the project shows its list of tasks to this person; work by itself needs no list. */
export function seesList({ my, preset, review_settings, show_annotation_history }: Project): boolean {
  if (holds(my.permissions, "tasks.change")) return true;
  // There annotators and reviewers see the queue and its outcome, whatever these settings say (MQA A.14).
  if (preset === "manual_qa") return holds(my.permissions, "data.view");
  if (holds(my.permissions, "tasks.view_all")) return review_settings.show_data_manager_to_reviewers;
  return show_annotation_history;
}

/**
 * Where a person goes who opens a project: its first tab, or straight to work. Where work stays reserved until it is
 * given back, nobody gets any by looking.
 */
export function homeOf(project: Project): ProjectTab["to"] | "/projects/$projectId/label" {
  const looksFirst = project.preset === "manual_qa" || holds(project.my.permissions, "tasks.view_all");
  // Who only works here begins where the work is.
  const leads = holds(project.my.permissions, "project.dashboard");
  const [first] = looksFirst ? tabsOf(project).filter((tab) => leads || tab.label !== "Summary") : [];
  return first?.to ?? "/projects/$projectId/label";
}
