import { useParams, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import { useProject } from "../projects/queries";
import { ConfiguredProject } from "./frame/ConfiguredProject";
import { LabelScreen } from "./label/LabelScreen";

/** `/projects/$projectId/label`: the label stream; the address may name some tasks, or a list. */
export function LabelPage() {
  const { projectId } = useParams({ from: "/app/projects/$projectId/label" });
  const { filter, query, tasks, view } = useSearch({ from: "/app/projects/$projectId/label" });
  const project = useProject(projectId);
  const among = useMemo(() => ({ tasks, view, query, filter }), [tasks, view, query, filter]);
  const place = [projectId, tasks, view, query, filter].join(" ");
  return (
    <ConfiguredProject project={project} page="Label">
      {(schema) => <LabelScreen key={place} project={project} schema={schema} among={among} />}
    </ConfiguredProject>
  );
}
