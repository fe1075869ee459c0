import { useMemo } from "react";
import { useMe } from "../../access/me";
import type { Project } from "../../api/contract";
import type { LabelSchema } from "../../editor";
import { ALL, type Among } from "../among";
import type { ReviewDesk } from "./reviewWork";

/** What reviewing here needs to know; the same as long as the project's review settings are. */
export function useReviewDesk(project: Project, schema: LabelSchema, among: Among = ALL): ReviewDesk {
  const { id } = useMe();
  const { id: projectId, review_settings: settings } = project;
  return useMemo(
    () => ({ schema, person: id, project: projectId, settings, among }),
    [schema, id, projectId, settings, among],
  );
}
