import { useParams, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import { useProject } from "../projects/queries";
import { ConfiguredProject } from "./frame/ConfiguredProject";
import { InstanceScreen } from "./instances/InstanceScreen";
import { ReviewScreen } from "./review/ReviewScreen";

/** `/projects/$projectId/review`: the review stream, of whole annotations or of single instances; the address may name some tasks, or a list. */
export function ReviewPage() {
  const { projectId } = useParams({ from: "/app/projects/$projectId/review" });
  const { annotation, filter, query, tasks, view } = useSearch({ from: "/app/projects/$projectId/review" });
  const project = useProject(projectId);
  const among = useMemo(() => ({ tasks, view, query, filter }), [tasks, view, query, filter]);
  const place = [projectId, tasks, view, query, filter].join(" ");
  return (
    <ConfiguredProject project={project} page="Review">
      {(schema) =>
        project.review_unit === "instance" ? (
          <InstanceScreen
            key={place}
            project={project}
            schema={schema}
            first={annotation ?? null}
            among={among}
          />
        ) : (
          <ReviewScreen key={place} project={project} schema={schema} among={among} />
        )
      }
    </ConfiguredProject>
  );
}
