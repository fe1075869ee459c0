import { queryOptions } from "@tanstack/react-query";
import { body, server } from "../../api/server";
import { momentsOf, type PerformanceSearch } from "./search";

/** How people work in a project, over a span of days. */
export function performanceQuery(project: number, span: PerformanceSearch) {
  return queryOptions({
    queryKey: ["project", project, "performance", span],
    queryFn: ({ signal }) =>
      body(
        server.GET("/api/projects/{id}/performance/", {
          params: { path: { id: project }, query: momentsOf(span) },
          signal,
        }),
      ),
    placeholderData: (before) => before,
  });
}
