import { useParams, useSearch } from "@tanstack/react-router";
import { useProject } from "../projects/queries";
import { ConfiguredProject } from "./frame/ConfiguredProject";
import { TaskScreen } from "./task/TaskScreen";

/** `/projects/$projectId/tasks/$taskId`: one task. */
export function TaskPage() {
  const { projectId, taskId } = useParams({ from: "/app/projects/$projectId/tasks/$taskId" });
  const place = useSearch({ from: "/app/projects/$projectId/tasks/$taskId" });
  const project = useProject(projectId);
  return (
    <ConfiguredProject project={project} page={`Task ${taskId}`}>
      {(schema) => (
        <TaskScreen key={taskId} project={project} schema={schema} taskId={taskId} place={place} />
      )}
    </ConfiguredProject>
  );
}
