/** Everything the task list reads. */
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "../api/client";
import type { SummaryFigures, TaskRows } from "../api/contract";
import { DEFAULT_ORDER, type TaskSearch } from "./search";

const ROWS_PER_FETCH = 100;

/** Rows in the wanted order, fetched as far as the person scrolls. */
export function taskRowsQuery(project: number, { search, status, order }: TaskSearch) {
  return infiniteQueryOptions({
    queryKey: ["project", project, "task-rows", { search, status, order }],
    queryFn: ({ pageParam, signal }) =>
      api.get<TaskRows>(
        `/api/projects/${project}/task-rows/`,
        { limit: ROWS_PER_FETCH, after: pageParam, order: order ?? DEFAULT_ORDER, search, status },
        signal,
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
    queryFn: ({ signal }) => api.get<SummaryFigures>(`/api/projects/${project}/summary-figures/`, {}, signal),
    refetchInterval: 60_000,
  });
}
