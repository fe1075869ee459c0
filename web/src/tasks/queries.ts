/** Everything the task list reads and writes. */
import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import { body, server } from "../api/server";
import { queryOf, type TabData } from "./tab";

const ROWS_PER_FETCH = 100;
const POLL_MS = 700;

/** A list as the server is asked for it. */
export interface Listed {
  data: TabData;
  search?: string;
  columns: readonly string[];
}

const USUAL: Listed = { data: {}, columns: [] };

/** Rows in the wanted order, fetched as far as the person scrolls. */
export function taskRowsQuery(project: number, { data, search, columns }: Listed = USUAL) {
  const query = queryOf(data);
  return infiniteQueryOptions({
    queryKey: ["project", project, "task-rows", { query, search, columns }],
    queryFn: ({ pageParam, signal }) =>
      body(
        server.GET("/api/projects/{id}/task-rows/", {
          params: {
            path: { id: project },
            query: {
              limit: ROWS_PER_FETCH,
              after: pageParam || undefined,
              search,
              query,
              columns: columns.join(","),
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

/** How many tasks match, exactly; asked beside the rows, which do not wait for it. */
export function taskCountQuery(project: number, { data, search }: Listed) {
  const query = queryOf({ filters: data.filters, agreement_selected: data.agreement_selected });
  return queryOptions({
    queryKey: ["project", project, "task-count", { query, search }],
    queryFn: ({ signal }) =>
      body(
        server.GET("/api/projects/{id}/task-count/", {
          params: { path: { id: project }, query: { query, search } },
          signal,
        }),
      ).then(({ count }) => count),
  });
}

/** The columns that the person may see, and the people that filters can name. */
export function columnsQuery(project: number) {
  return queryOptions({
    queryKey: ["project", project, "dm-columns"],
    queryFn: ({ signal }) => body(server.GET("/api/dm/columns", { params: { query: { project } }, signal })),
    staleTime: 60_000,
  });
}

export function viewsQuery(project: number) {
  return queryOptions({
    queryKey: ["project", project, "dm-views"],
    queryFn: ({ signal }) => body(server.GET("/api/dm/views/", { params: { query: { project } }, signal })),
  });
}

export function actionsQuery(project: number) {
  return queryOptions({
    queryKey: ["project", project, "dm-actions"],
    queryFn: ({ signal }) => body(server.GET("/api/dm/actions/", { params: { query: { project } }, signal })),
    staleTime: 60_000,
  });
}

/** An action that a job does, asked for again until it has ended. */
export function runQuery(run: number) {
  return queryOptions({
    queryKey: ["dm-run", run],
    queryFn: ({ signal }) =>
      body(server.GET("/api/dm/runs/{id}/", { params: { path: { id: run } }, signal })),
    refetchInterval: ({ state }) =>
      state.data?.status === "completed" || state.data?.status === "failed" ? false : POLL_MS,
  });
}

interface ViewChange {
  data?: TabData;
  is_shared?: boolean;
  is_locked?: boolean;
}

/** Making, changing and deleting tabs: all end in the same fresh list. */
export function useViews(project: number) {
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries({ queryKey: viewsQuery(project).queryKey });
  const create = useMutation({
    mutationFn: ({ data, ...more }: ViewChange) =>
      body(server.POST("/api/dm/views/", { body: { project, data: { ...data }, ...more } })),
    onSuccess,
  });
  const change = useMutation({
    mutationFn: ({ id, data, ...more }: ViewChange & { id: number }) =>
      body(
        server.PATCH("/api/dm/views/{id}/", {
          params: { path: { id } },
          body: { ...(data && { data: { ...data } }), ...more },
        }),
      ),
    onSuccess,
  });
  const remove = useMutation({
    mutationFn: (id: number) => body(server.DELETE("/api/dm/views/{id}/", { params: { path: { id } } })),
    onSuccess,
  });
  const order = useMutation({
    mutationFn: (ids: number[]) => body(server.POST("/api/dm/views/order/", { body: { project, ids } })),
    onSuccess,
  });
  const reset = useMutation({
    mutationFn: () => body(server.DELETE("/api/dm/views/reset/", { params: { query: { project } } })),
    onSuccess,
  });
  return { create, change, remove, order, reset };
}

export interface ActionCall {
  id: string;
  data: TabData;
  search?: string;
  selectedItems: Record<string, unknown>;
  params: Record<string, unknown>;
}

/** Does an action to many tasks; what the page knows of the project is asked for again. */
export function useAction(project: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, data, search, selectedItems, params }: ActionCall) => {
      const { agreement_selected, filters } = JSON.parse(queryOf(data)) as Record<
        string,
        Record<string, unknown> | undefined
      >;
      return body(
        server.POST("/api/dm/actions/", {
          params: { query: { id, project } },
          body: { ...params, filters, search, selectedItems, agreement_selected },
        }),
      );
    },
    onSuccess: ({ run }) => {
      if (run === null) void client.invalidateQueries({ queryKey: ["project", project] });
    },
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
