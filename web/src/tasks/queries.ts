/** Everything the task list reads. */
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { body, server } from "../api/server";
import { DEFAULT_ORDER, type TaskSearch } from "./search";

const ROWS_PER_FETCH = 100;

/** Rows in the wanted order, fetched as far as the person scrolls. */
export function taskRowsQuery(project: number, { search, status, order }: TaskSearch) {
  return infiniteQueryOptions({
    queryKey: ["project", project, "task-rows", { search, status, order }],
    queryFn: ({ pageParam, signal }) =>
      body(
        server.GET("/api/projects/{id}/task-rows/", {
          params: {
            path: { id: project },
            query: {
              limit: ROWS_PER_FETCH,
              after: pageParam || undefined,
              order: order ?? DEFAULT_ORDER,
              search,
              status,
            },
          },
          signal,
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** How the tasks of a project stand, counted. */
export function figuresQuery(project: number) {
  return queryOptions({
    queryKey: ["project", project, "figures"],
    queryFn: ({ signal }) =>
      body(server.GET("/api/projects/{id}/summary-figures/", { params: { path: { id: project } }, signal })),
    refetchInterval: 60_000,
  });
}
