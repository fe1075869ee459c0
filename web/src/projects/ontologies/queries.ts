/** Everything the page reads and writes about ontologies, and which one a project uses. */
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { body, server } from "../../api/server";

const MOST = 200;

export function ontologiesQuery(search = "") {
  return queryOptions({
    queryKey: ["ontologies", "list", search],
    queryFn: ({ signal }) =>
      body(
        server.GET("/api/ontologies/", {
          params: { query: { search: search || undefined, page_size: MOST } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });
}

export function ontologyQuery(id: number) {
  return queryOptions({
    queryKey: ["ontologies", id],
    queryFn: ({ signal }) => body(server.GET("/api/ontologies/{id}/", { params: { path: { id } }, signal })),
  });
}

export function versionsQuery(id: number) {
  return queryOptions({
    queryKey: ["ontologies", id, "versions"],
    queryFn: ({ signal }) =>
      body(server.GET("/api/ontologies/{id}/versions/", { params: { path: { id } }, signal })),
  });
}

interface OntologyWish {
  title: string;
  description?: string;
  /** One of the two: a configuration, or a project whose own one gets a name. */
  label_config?: string;
  project?: number;
}

export function useOntologyActions() {
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries({ queryKey: ["ontologies"] });
  const create = useMutation({
    mutationFn: (wanted: OntologyWish) => body(server.POST("/api/ontologies/", { body: wanted })),
    onSuccess: (_, { project }) => {
      if (project !== undefined) void client.invalidateQueries({ queryKey: ["project", project] });
      return onSuccess();
    },
  });
  const change = useMutation({
    mutationFn: ({ id, ...words }: { id: number; title: string; description: string }) =>
      body(server.PATCH("/api/ontologies/{id}/", { params: { path: { id } }, body: words })),
    onSuccess,
  });
  const addVersion = useMutation({
    mutationFn: ({ id, ...version }: { id: number; label_config: string; note: string }) =>
      body(server.POST("/api/ontologies/{id}/versions/", { params: { path: { id } }, body: version })),
    onSuccess,
  });
  const remove = useMutation({
    mutationFn: (id: number) => body(server.DELETE("/api/ontologies/{id}/", { params: { path: { id } } })),
    onSuccess: (_, id) => {
      client.removeQueries({ queryKey: ["ontologies", id] });
      return client.invalidateQueries({ queryKey: ["ontologies", "list"] });
    },
  });
  return { create, change, addVersion, remove };
}

/** Which ontology a project uses; null before it has one. */
export function usedOntologyQuery(project: number) {
  return queryOptions({
    queryKey: ["project", project, "ontology"],
    queryFn: ({ signal }) =>
      body(server.GET("/api/projects/{id}/ontology/", { params: { path: { id: project } }, signal })),
  });
}

export interface SwitchTarget {
  ontology: number;
  version: number | null;
}

/** The ontologies that a project could use, also for those who see no list of the organization's ontologies. */
export function offeredOntologiesQuery(project: number) {
  return queryOptions({
    queryKey: ["project", project, "ontology", "offered"],
    queryFn: ({ signal }) =>
      body(
        server.GET("/api/projects/{id}/ontologies/offered/", {
          params: { path: { id: project }, query: { page_size: MOST } },
          signal,
        }),
      ),
  });
}

/** What a switch would make invalid. */
export function switchPreviewQuery(project: number, { ontology, version }: SwitchTarget) {
  return queryOptions({
    queryKey: ["project", project, "ontology", "preview", ontology, version],
    queryFn: () =>
      body(
        server.POST("/api/projects/{id}/ontology/", {
          params: { path: { id: project } },
          body: { ontology, version, preview: true, confirm: false },
        }),
      ),
    gcTime: 0,
  });
}

export function useSwitchOntology(project: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ ontology, version }: SwitchTarget) =>
      body(
        server.POST("/api/projects/{id}/ontology/", {
          params: { path: { id: project } },
          body: { ontology, version, preview: false, confirm: true },
        }),
      ),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ["ontologies"] });
      void client.invalidateQueries({ queryKey: ["projects"] });
      return client.invalidateQueries({ queryKey: ["project", project] });
    },
  });
}
