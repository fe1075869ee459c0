import { useParams } from "@tanstack/react-router";
import { useProject } from "../projects/queries";
import { ConfiguredProject } from "./frame/ConfiguredProject";
import { LabelScreen } from "./label/LabelScreen";

/** `/projects/$projectId/label`: the label stream. */
export function LabelPage() {
  const { projectId } = useParams({ from: "/app/projects/$projectId/label" });
  const project = useProject(projectId);
  return (
    <ConfiguredProject project={project} page="Label">
      {(schema) => <LabelScreen key={projectId} project={project} schema={schema} />}
    </ConfiguredProject>
  );
}
