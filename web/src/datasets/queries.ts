/** Everything the page reads and writes about named datasets, and about where they are attached. */
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { UnitKind } from "../api/contract";
import { body, server } from "../api/server";

export const DATASETS_PER_PAGE = 50;
export const UNITS_PER_PAGE = 60;
const POLL_MS = 700;

export function datasetsQuery(search = "", page = 1) {
  return queryOptions({
    queryKey: ["datasets", "list", search, page],
    queryFn: ({ signal }) =>
      body(
        server.GET("/api/datasets/", {
          params: { query: { search: search || undefined, page, page_size: DATASETS_PER_PAGE } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });
}

export function datasetQuery(id: number) {
  return queryOptions({
    queryKey: ["datasets", id],
    queryFn: ({ signal }) => body(server.GET("/api/datasets/{id}/", { params: { path: { id } }, signal })),
  });
}

interface UnitFilter {
  search: string;
  kind: UnitKind | null;
  page: number;
}

export function unitsQuery(id: number, { kind, page, search }: UnitFilter) {
  return queryOptions({
    queryKey: ["datasets", id, "units", search, kind, page],
    queryFn: ({ signal }) =>
      body(
        server.GET("/api/datasets/{id}/data-units/", {
          params: {
            path: { id },
            query: {
              search: search || undefined,
              kind: kind ?? undefined,
              page,
              page_size: UNITS_PER_PAGE,
            },
          },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });
}

interface DatasetWords {
  title: string;
  description: string;
}

export function useDatasetActions() {
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries({ queryKey: ["datasets"] });
  const create = useMutation({
    mutationFn: (wanted: DatasetWords) => body(server.POST("/api/datasets/", { body: wanted })),
    onSuccess,
  });
  const change = useMutation({
    mutationFn: ({ id, ...words }: DatasetWords & { id: number }) =>
      body(server.PATCH("/api/datasets/{id}/", { params: { path: { id } }, body: words })),
    onSuccess,
  });
  const remove = useMutation({
    mutationFn: (id: number) => body(server.DELETE("/api/datasets/{id}/", { params: { path: { id } } })),
    onSuccess: (_, id) => {
      client.removeQueries({ queryKey: ["datasets", id] });
      return client.invalidateQueries({ queryKey: ["datasets", "list"] });
    },
  });
  return { create, change, remove };
}

export function useUnitActions(dataset: number) {
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: (unit: number) =>
      body(
        server.DELETE("/api/datasets/{id}/data-units/{unit_id}/", {
          params: { path: { id: dataset, unit_id: unit }, query: { with_tasks: true } },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ["datasets"] }),
  });
  const rename = useMutation({
    mutationFn: ({ title, unit }: { unit: number; title: string }) =>
      body(
        server.PATCH("/api/datasets/{id}/data-units/{unit_id}/", {
          params: { path: { id: dataset, unit_id: unit } },
          body: { title },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ["datasets", dataset] }),
  });
  return { remove, rename };
}

/** The datasets of a project, asked again while one is being attached or detached. */
export function attachedQuery(project: number) {
  return queryOptions({
    queryKey: ["project", project, "datasets"],
    queryFn: ({ signal }) =>
      body(server.GET("/api/projects/{id}/datasets/", { params: { path: { id: project } }, signal })),
    refetchInterval: ({ state }) =>
      state.data?.some((dataset) => dataset.status !== "attached") ? POLL_MS : false,
  });
}

/** The datasets that a project could attach, also for those who see no list of the organization's datasets. */
export function offeredDatasetsQuery(project: number, search: string) {
  return queryOptions({
    queryKey: ["project", project, "datasets", "offered", search],
    queryFn: ({ signal }) =>
      body(
        server.GET("/api/projects/{id}/datasets/offered/", {
          params: {
            path: { id: project },
            query: { search: search || undefined, page_size: DATASETS_PER_PAGE },
          },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });
}

/** What detaching would take away. */
export function goingQuery(project: number, dataset: number) {
  return queryOptions({
    queryKey: ["going", project, dataset],
    queryFn: () =>
      body(
        server.DELETE("/api/projects/{id}/datasets/{dataset_id}/", {
          params: { path: { id: project, dataset_id: dataset }, query: { preview: true } },
        }),
      ),
    gcTime: 0,
  });
}

export function useAttaching(project: number) {
  const client = useQueryClient();
  const onSuccess = () => {
    void client.invalidateQueries({ queryKey: ["projects"] });
    void client.invalidateQueries({ queryKey: ["datasets"] });
    return client.invalidateQueries({ queryKey: ["project", project] });
  };
  const attach = useMutation({
    mutationFn: (datasets: number[]) =>
      body(
        server.POST("/api/projects/{id}/datasets/", {
          params: { path: { id: project } },
          body: { datasets },
        }),
      ),
    onSuccess,
  });
  const detach = useMutation({
    mutationFn: (dataset: number) =>
      body(
        server.DELETE("/api/projects/{id}/datasets/{dataset_id}/", {
          params: { path: { id: project, dataset_id: dataset } },
        }),
      ),
    onSuccess,
  });
  return { attach, detach };
}
