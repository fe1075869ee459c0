/** What is compared in a project, and how far it is computed. */
import { queryOptions } from "@tanstack/react-query";
import { body, server } from "../../../api/server";

/** While numbers are computed anew the page asks for the progress this often. */
const WATCHED_MS = 2000;

export function dimensionsQuery(projectId: number) {
  return queryOptions({
    queryKey: ["project", projectId, "dimensions"],
    queryFn: ({ signal }) =>
      body(server.GET("/api/projects/{id}/dimensions/", { params: { path: { id: projectId } }, signal })),
  });
}

export function agreementQuery(projectId: number) {
  return queryOptions({
    queryKey: ["project", projectId, "agreement"],
    queryFn: ({ signal }) =>
      body(server.GET("/api/projects/{id}/agreement/", { params: { path: { id: projectId } }, signal })),
    refetchInterval: (query) =>
      query.state.data?.computing || query.state.data?.waiting ? WATCHED_MS : false,
  });
}
