import { useParams, useSearch } from "@tanstack/react-router";
import { useProject } from "../projects/queries";
import { ConfiguredProject } from "./frame/ConfiguredProject";
import { InstanceScreen } from "./instances/InstanceScreen";
import { ReviewScreen } from "./review/ReviewScreen";

/** `/projects/$projectId/review`: the review stream, of whole annotations or of single instances; `tasks` names some. */
export function ReviewPage() {
  const { projectId } = useParams({ from: "/app/projects/$projectId/review" });
  const { annotation, tasks } = useSearch({ from: "/app/projects/$projectId/review" });
  const project = useProject(projectId);
  const chosen = tasks ?? null;
  const place = `${projectId} ${chosen ?? ""}`;
  return (
    <ConfiguredProject project={project} page="Review">
      {(schema) =>
        project.review_unit === "instance" ? (
          <InstanceScreen
            key={place}
            project={project}
            schema={schema}
            first={annotation ?? null}
            tasks={chosen}
          />
        ) : (
          <ReviewScreen key={place} project={project} schema={schema} tasks={chosen} />
        )
      }
    </ConfiguredProject>
  );
}
