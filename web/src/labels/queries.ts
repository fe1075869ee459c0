/** Everything the tables of work read and write. */
import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import type { ActivityRow, DataRow, InstanceRow, QueueRow } from "../api/contract";
import { body, server } from "../api/server";
import type { LabelsSearch } from "./search";

const ROWS_PER_FETCH = 100;

interface Page<Row> {
  rows: Row[];
  next: string | null;
}

function pages<Row>(
  project: number,
  table: string,
  asked: object,
  fetch: (after: string | undefined, signal: AbortSignal) => Promise<Page<Row>>,
) {
  return infiniteQueryOptions({
    queryKey: ["project", project, "labels", table, asked],
    queryFn: ({ pageParam, signal }) => fetch(pageParam || undefined, signal),
    initialPageParam: "",
    getNextPageParam: (last: Page<Row>) => last.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

function narrowing(search: LabelsSearch) {
  return {
    search: search.search,
    status: search.status,
    class: search.class,
    dataset: search.dataset,
    type: search.type,
  };
}

export function queueQuery(project: number, search: LabelsSearch, me: number) {
  const asked = {
    ...narrowing(search),
    kind: search.kind,
    reserved_by: search.hands === "mine" ? me : undefined,
    free: search.hands === "free" ? true : search.hands === "held" ? false : undefined,
  };
  return pages<QueueRow>(project, "queue", asked, (after, signal) =>
    body(
      server.GET("/api/projects/{id}/queue/", {
        params: { path: { id: project }, query: { ...asked, after, limit: ROWS_PER_FETCH } },
        signal,
      }),
    ),
  );
}

export function activityQuery(project: number, search: LabelsSearch) {
  const asked = narrowing(search);
  return pages<ActivityRow>(project, "activity", asked, (after, signal) =>
    body(
      server.GET("/api/projects/{id}/activity/", {
        params: { path: { id: project }, query: { ...asked, after, limit: ROWS_PER_FETCH } },
        signal,
      }),
    ),
  );
}

export function dataQuery(project: number, search: LabelsSearch) {
  const asked = narrowing(search);
  return pages<DataRow>(project, "data", asked, (after, signal) =>
    body(
      server.GET("/api/projects/{id}/data/", {
        params: { path: { id: project }, query: { ...asked, after, limit: ROWS_PER_FETCH } },
        signal,
      }),
    ),
  );
}

export function instancesQuery(project: number, search: LabelsSearch) {
  const asked = { search: search.search, class: search.class, state: search.state };
  return pages<InstanceRow>(project, "instances", asked, (after, signal) =>
    body(
      server.GET("/api/projects/{id}/instances/", {
        params: { path: { id: project }, query: { ...asked, after, limit: ROWS_PER_FETCH } },
        signal,
      }),
    ),
  );
}

/** How many rows a table has under a filter. Asked only where somebody chose all of them. */
export function matchingQuery(project: number, table: "queue" | "activity", filter: Record<string, unknown>) {
  const params = { path: { id: project }, query: { filter: JSON.stringify(filter) } };
  return queryOptions({
    queryKey: ["project", project, "labels", table, "count", filter],
    queryFn: async ({ signal }) => {
      const found = await (table === "queue"
        ? body(server.GET("/api/projects/{id}/queue/count/", { params, signal }))
        : body(server.GET("/api/projects/{id}/activity/count/", { params, signal })));
      return found.rows;
    },
    staleTime: 0,
  });
}

export function countsQuery(project: number) {
  return queryOptions({
    queryKey: ["project", project, "labels", "counts"],
    queryFn: ({ signal }) =>
      body(server.GET("/api/projects/{id}/work-counts/", { params: { path: { id: project } }, signal })),
  });
}

export function taskInstancesQuery(task: number) {
  return queryOptions({
    queryKey: ["task", task, "instances"],
    queryFn: ({ signal }) =>
      body(server.GET("/api/tasks/{id}/instances/", { params: { path: { id: task } }, signal })),
  });
}

export function taskLogQuery(task: number) {
  return queryOptions({
    queryKey: ["task", task, "log"],
    queryFn: ({ signal }) =>
      body(server.GET("/api/tasks/{id}/log/", { params: { path: { id: task } }, signal })),
  });
}

/** Rows of the queue, by the numbers that stand for them: a review's is negative. */
export interface Rows {
  tasks: number[];
  items: number[];
}

export const numberOf = (row: QueueRow) => (row.kind === "annotate" ? row.task : -(row.work_item ?? 0));

export function partedOf(ids: Iterable<number>): Rows {
  const all = [...ids];
  return { tasks: all.filter((id) => id > 0), items: all.filter((id) => id < 0).map((id) => -id) };
}

interface Assigning {
  user: number;
  rows?: Rows;
  filter?: Record<string, unknown>;
  without?: Rows;
}

/** Handing work over, opening and releasing it; every table is read again. */
export function useHanding(project: number) {
  const client = useQueryClient();
  const onSettled = () => client.invalidateQueries({ queryKey: ["project", project, "labels"] });
  const path = { id: project };
  return {
    assign: useMutation({
      mutationFn: ({ filter, rows, user, without }: Assigning) =>
        body(
          server.POST("/api/projects/{id}/queue/assign/", {
            params: { path },
            body: rows
              ? { user, tasks: rows.tasks, work_items: rows.items }
              : {
                  user,
                  filter: filter ?? {},
                  exclude_tasks: without?.tasks ?? [],
                  exclude_work_items: without?.items ?? [],
                },
          }),
        ),
      onSettled,
    }),
    release: useMutation({
      mutationFn: ({ items, tasks }: Rows) =>
        body(
          server.POST("/api/projects/{id}/queue/release/", {
            params: { path },
            body: { tasks, work_items: items },
          }),
        ),
      onSettled,
    }),
    initiate: useMutation({
      mutationFn: (row: QueueRow) =>
        row.kind === "annotate"
          ? body(server.POST("/api/tasks/{id}/initiate/", { params: { path: { id: row.task } } }))
          : body(
              server.POST("/api/work-items/{id}/initiate/", {
                params: { path: { id: row.work_item ?? 0 } },
              }),
            ),
      onSettled,
    }),
  };
}
