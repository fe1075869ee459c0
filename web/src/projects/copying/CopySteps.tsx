import type { ProjectCopy } from "../../api/contract";
import { ProgressBar } from "../../kit/ProgressBar";

interface Props {
  copy: Pick<ProjectCopy, "tasks_done" | "tasks_total" | "labels_done" | "labels_total">;
}

/** How far a copy is: first its tasks come, then the labels on them. */
export function CopySteps({ copy }: Props) {
  const { labels_done, labels_total, tasks_done, tasks_total } = copy;
  return tasks_done < tasks_total || labels_total === 0 ? (
    <ProgressBar label="Copying data" done={tasks_done} total={tasks_total} unit="task" />
  ) : (
    <ProgressBar label="Copying labels" done={labels_done} total={labels_total} unit="task" />
  );
}
