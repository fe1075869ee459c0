/** Who works in a project and as what: people, groups, and where each role comes from. */
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { PROJECT_ROLES } from "../access/roles";
import type { ProjectRole, RoleSource } from "../api/contract";
import { body, server } from "../api/server";

/** Below the key of the members: whatever changes them changes this too. */
const under = (id: number, ...rest: unknown[]) => ["project", id, "members", ...rest];

export function teamQuery(id: number) {
  return queryOptions({
    queryKey: under(id, "team"),
    queryFn: ({ signal }) =>
      body(server.GET("/api/projects/{id}/team/", { params: { path: { id } }, signal })),
  });
}

/** People of the organization who could be added; the first few who match. */
export function offeredPeopleQuery(id: number, search: string) {
  return queryOptions({
    queryKey: under(id, "offered", search),
    queryFn: ({ signal }) =>
      body(
        server.GET("/api/projects/{id}/team/offered", {
          params: { path: { id }, query: { search } },
          signal,
        }),
      ),
  });
}

export function projectGroupsQuery(id: number) {
  return queryOptions({
    queryKey: under(id, "groups"),
    queryFn: ({ signal }) =>
      body(server.GET("/api/projects/{id}/groups/", { params: { path: { id } }, signal })),
  });
}

export function offeredGroupsQuery(id: number) {
  return queryOptions({
    queryKey: under(id, "groups", "offered"),
    queryFn: ({ signal }) =>
      body(server.GET("/api/projects/{id}/groups/offered", { params: { path: { id } }, signal })),
  });
}

/** Adding somebody by their address, and groups: all end in the same fresh lists. */
export function useTeamActions(id: number) {
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries({ queryKey: under(id) });
  const path = { id };
  const invite = useMutation({
    mutationFn: (wanted: { email: string; role: ProjectRole }) =>
      body(server.POST("/api/projects/{id}/team/", { params: { path }, body: wanted })),
    onSuccess,
  });
  const addGroup = useMutation({
    mutationFn: (wanted: { group: number; role: ProjectRole }) =>
      body(server.POST("/api/projects/{id}/groups/", { params: { path }, body: wanted })),
    onSuccess,
  });
  const changeGroup = useMutation({
    mutationFn: ({ group, role }: { group: number; role: ProjectRole }) =>
      body(
        server.PATCH("/api/projects/{id}/groups/{group_pk}/", {
          params: { path: { id, group_pk: group } },
          body: { role },
        }),
      ),
    onSuccess,
  });
  const removeGroup = useMutation({
    mutationFn: (group: number) =>
      body(
        server.DELETE("/api/projects/{id}/groups/{group_pk}/", { params: { path: { id, group_pk: group } } }),
      ),
    onSuccess,
  });
  return { invite, addGroup, changeGroup, removeGroup };
}

/** Where a role comes from, as people read it. */
export function sourceWords({ group, kind, role }: RoleSource): string {
  const name = role ? PROJECT_ROLES[role].name : "Viewer";
  if (kind === "group") return `${name} by the group ${group?.title ?? ""}`;
  if (kind === "person") return `${name}, given here`;
  if (kind === "creator") return `${name}, made the project`;
  return kind === "workspace" ? `${name} by the workspace` : `${name} by the organization`;
}
