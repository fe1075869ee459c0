import { useParams, useSearch } from "@tanstack/react-router";
import { useProject } from "../projects/queries";
import { ConfiguredProject } from "./frame/ConfiguredProject";
import { InstanceScreen } from "./instances/InstanceScreen";
import { ReviewScreen } from "./review/ReviewScreen";

/** `/projects/$projectId/review`: the review stream, of whole annotations or of single instances. */
export function ReviewPage() {
  const { projectId } = useParams({ from: "/app/projects/$projectId/review" });
  const { annotation } = useSearch({ from: "/app/projects/$projectId/review" });
  const project = useProject(projectId);
  return (
    <ConfiguredProject project={project} page="Review">
      {(schema) =>
        project.review_unit === "instance" ? (
          <InstanceScreen key={projectId} project={project} schema={schema} first={annotation ?? null} />
        ) : (
          <ReviewScreen key={projectId} project={project} schema={schema} />
        )
      }
    </ConfiguredProject>
  );
}
