/** What can be looked at on a task: annotations, predictions, and work of one's own that is not handed in yet. */
import type { Project } from "../../api/contract";
import { mayIn } from "../../projects/queries";
import { authorId } from "../people";
import type { Annotation, Prediction, TaskDetail } from "../shapes";

export type TaskTab =
  | { id: string; kind: "annotation"; annotation: Annotation }
  | { id: string; kind: "prediction"; prediction: Prediction }
  | { id: "new"; kind: "new"; hasDraft: boolean };

/** The tabs of a task in order: annotations, one's own beginning, predictions. */
export function tabsOf(task: TaskDetail, project: Project, me: number): TaskTab[] {
  const annotations = task.annotations.map(
    (annotation): TaskTab => ({ id: `annotation ${annotation.id}`, kind: "annotation", annotation }),
  );
  const predictions = task.predictions.map(
    (prediction): TaskTab => ({ id: `prediction ${prediction.id}`, kind: "prediction", prediction }),
  );
  const hasOwn = task.annotations.some((each) => authorId(each) === me && !each.was_cancelled);
  const hasDraft = task.drafts.some(({ annotation }) => annotation === null);
  // In manual QA a task has one annotation, which is gone on with.
  const isTaken = project.preset === "manual_qa" && task.annotations.some((each) => !each.was_cancelled);
  const begins = mayIn(project, "annotations.create") && !isTaken && (!hasOwn || hasDraft);
  const own: TaskTab[] = begins ? [{ id: "new", kind: "new", hasDraft }] : [];
  return [...annotations, ...own, ...predictions];
}

/** The tab that is opened first: one's own work, else what waits for a verdict, else the first there is. */
export function firstTab(tabs: readonly TaskTab[], me: number): string | null {
  const annotations = tabs.filter((tab) => tab.kind === "annotation");
  const own = annotations.find(({ annotation }) => authorId(annotation) === me);
  const waiting = annotations.find(
    ({ annotation }) => annotation.verdict === null && !annotation.was_cancelled,
  );
  const draft = tabs.find((tab) => tab.kind === "new" && tab.hasDraft);
  return (draft ?? own ?? waiting ?? tabs[0])?.id ?? null;
}

type Access = "label" | "review" | "read";

/** What the person may do with what a tab shows. */
export function accessTo(tab: TaskTab, project: Project, me: number): Access {
  if (tab.kind === "new") return "label";
  if (tab.kind === "prediction") return "read";
  const { annotation } = tab;
  if (authorId(annotation) === me) {
    const isOver = annotation.verdict === "removed" || annotation.verdict === "passed_on";
    return isOver && !mayIn(project, "annotations.change_any") ? "read" : "label";
  }
  return project.review_unit === "annotation" && mayJudge(project, annotation, me) ? "review" : "read";
}

/** Whether a verdict of the person on somebody else's annotation would be taken. */
export function mayJudge(project: Project, annotation: Annotation, me: number): boolean {
  const isOthers = authorId(annotation) !== me;
  const stands = !annotation.was_cancelled && annotation.verdict !== "passed_on";
  return isOthers && stands && mayIn(project, "review.verdict");
}
