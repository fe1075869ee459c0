/** What somebody was told, in words, and where it leads. */
import { counted } from "../kit/numbers";
import type { Told } from "./queries";

/** What happened, as the rest of a sentence that begins with a name. */
export function deed({ kind, tasks }: Pick<Told, "kind" | "tasks">): string {
  switch (kind) {
    case "comment":
      return "commented";
    case "mention":
      return "mentioned you in a comment";
    case "returned":
      return "returned your work";
    case "assigned":
      return `assigned you ${counted(tasks ?? 1, "task")} to label`;
    case "review_assigned":
      return `assigned you ${counted(tasks ?? 1, "task")} to review`;
    case "published":
      return "published the project";
    case "project_invited":
      return "added you to the project";
    case "workspace_invited":
      return "added you to the workspace";
    case "webhook_off":
      return "switched a webhook off, because its address kept failing";
    case "reviewer_missing":
      return "cannot review what is mapped to them";
    case "expert_missing":
      return "found no named expert for a verdict: those in charge stand in where they can";
  }
}

/** Where it lies, from the outside in. */
export function placeOf({ project, task, webhook, workspace }: Told): string {
  const parts = [project?.title ?? workspace?.title, task && (task.title || `Task ${task.id}`), webhook];
  return parts.filter(Boolean).join(" / ");
}

/** The place in the page that it leads to; null when there is none any more. */
export function leadsTo({ kind, project, task }: Told): string | null {
  if (kind === "webhook_off") return project === null ? "/organization" : `/projects/${project.id}/settings`;
  if (project === null) return kind === "workspace_invited" ? "/projects" : null;
  const base = `/projects/${project.id}`;
  if (task !== null) return `${base}/tasks/${task.id}`;
  if (kind === "assigned") return `${base}/label`;
  if (kind === "review_assigned") return `${base}/review`;
  if (kind === "reviewer_missing" || kind === "expert_missing") return `${base}/settings`;
  return base;
}

/** The part of that page that it is about; none for most. */
export function sectionOf({ kind }: Told): { section?: string } {
  if (kind === "webhook_off") return { section: "webhooks" };
  return kind === "reviewer_missing" || kind === "expert_missing" ? { section: "review" } : {};
}

/** The number at the bell: nobody counts beyond a hundred. */
export function badge(unread: number): string {
  return unread > 99 ? "99+" : String(unread);
}
