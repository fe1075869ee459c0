/** Everything the task list reads. */
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { TaskPerson, TaskRow } from "../api/contract";
import { body, server } from "../api/server";
import { DEFAULT_ORDER, type TaskSearch } from "./search";

const ROWS_PER_FETCH = 100;

/** A row with the values of its columns. */
export interface ListedTask extends Omit<TaskRow, "cells"> {
  annotators: TaskPerson[];
  reviewers: TaskPerson[];
  total_annotations: number;
  cancelled_annotations: number;
  total_predictions: number;
  reviewed: boolean;
  ground_truth: boolean;
  comment_count: number;
  unresolved_comment_count: number;
  created_at: string;
  updated_at: string;
}

const COLUMNS =
  "annotators,reviewers,total_annotations,cancelled_annotations,total_predictions,reviewed,ground_truth,comment_count,unresolved_comment_count,created_at,updated_at";

function filtersOf(status: string | undefined) {
  const value = (status ?? "").split(",").filter(Boolean);
  return value.length > 0
    ? {
        conjunction: "and",
        items: [{ filter: "filter:tasks:status", operator: "in_list", type: "String", value }],
      }
    : undefined;
}

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
              search,
              columns: COLUMNS,
              query: JSON.stringify({ filters: filtersOf(status), ordering: [order ?? DEFAULT_ORDER] }),
            },
          },
          signal,
        }),
      ).then((page) => ({
        ...page,
        rows: page.rows.map(({ cells, ...row }) => ({ ...row, ...cells }) as ListedTask),
      })),
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
