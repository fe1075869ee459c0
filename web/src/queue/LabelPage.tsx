import { useParams, useSearch } from "@tanstack/react-router";
import { useProject } from "../projects/queries";
import { ConfiguredProject } from "./frame/ConfiguredProject";
import { LabelScreen } from "./label/LabelScreen";

/** `/projects/$projectId/label`: the label stream; the address may name some tasks. */
export function LabelPage() {
  const { projectId } = useParams({ from: "/app/projects/$projectId/label" });
  const { tasks } = useSearch({ from: "/app/projects/$projectId/label" });
  const project = useProject(projectId);
  return (
    <ConfiguredProject project={project} page="Label">
      {(schema) => (
        <LabelScreen key={`${projectId} ${tasks ?? ""}`} project={project} schema={schema} tasks={tasks} />
      )}
    </ConfiguredProject>
  );
}
