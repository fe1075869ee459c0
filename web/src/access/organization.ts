/** What the page reads and writes about the organization itself: name, entry, permissions, workspaces, tags. */
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { OrganizationRole } from "../api/contract";
import { body, server } from "../api/server";
import { meQuery } from "./me";

export function organizationQuery(id: number) {
  return queryOptions({
    queryKey: ["organization", id],
    queryFn: ({ signal }) =>
      body(server.GET("/api/organizations/{id}", { params: { path: { id } }, signal })),
  });
}

interface OrganizationChange {
  title?: string;
  open_sign_up?: boolean;
  default_role?: OrganizationRole;
}

export function useChangeOrganization(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: OrganizationChange) =>
      body(server.PATCH("/api/organizations/{id}", { params: { path: { id } }, body: change })),
    onSuccess: (found) => {
      client.setQueryData(organizationQuery(id).queryKey, found);
      return client.invalidateQueries({ queryKey: meQuery.queryKey });
    },
  });
}

/** Another link for everybody; the present one stops working. */
export function useRenewLink(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => body(server.POST("/api/invite/reset-token")),
    onSuccess: () => client.invalidateQueries({ queryKey: organizationQuery(id).queryKey }),
  });
}

const MOST_TAGS = 500;

export function tagsQuery(id: number) {
  return queryOptions({
    queryKey: ["organization", id, "tags"],
    queryFn: ({ signal }) =>
      body(
        server.GET("/api/organizations/{id}/member-tags", {
          params: { path: { id }, query: { page_size: MOST_TAGS } },
          signal,
        }),
      ),
  });
}

/** Leaves a member with exactly these tags; labels that are new become tags. */
export function useTagMember(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ member, labels }: { member: number; labels: string[] }) => {
      const path = { params: { path: { id } } };
      if (labels.length > 0) {
        await body(server.POST("/api/organizations/{id}/member-tags/bulk", { ...path, body: { labels } }));
      }
      const known = await client.fetchQuery({ ...tagsQuery(id), staleTime: 0 });
      const wanted = new Set(labels.map((label) => label.toLowerCase()));
      const tags = known.results.filter((tag) => wanted.has(tag.label.toLowerCase())).map((tag) => tag.id);
      return body(
        server.POST("/api/organizations/{id}/member-tags/assignments", {
          ...path,
          body: { all: false, included: [member], excluded: [], tags, overwrite: true },
        }),
      );
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ["memberships"] }),
  });
}

export function permissionsQuery(id: number) {
  return queryOptions({
    queryKey: ["organization", id, "permissions"],
    queryFn: ({ signal }) =>
      body(server.GET("/api/organizations/{id}/permissions", { params: { path: { id } }, signal })),
  });
}

export function usePermissionActions(id: number) {
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries({ queryKey: permissionsQuery(id).queryKey });
  const give = useMutation({
    mutationFn: ({ key, roles }: { key: string; roles: OrganizationRole[] }) =>
      body(
        server.PUT("/api/organizations/{id}/permissions/{permission_key}", {
          params: { path: { id, permission_key: key } },
          body: { roles },
        }),
      ),
    onSuccess,
  });
  const reset = useMutation({
    mutationFn: () =>
      body(server.DELETE("/api/organizations/{id}/permissions", { params: { path: { id } } })),
    onSuccess,
  });
  return { give, reset };
}

export const workspacesQuery = queryOptions({
  queryKey: ["workspaces"],
  queryFn: ({ signal }) => body(server.GET("/api/workspaces/", { signal })),
});

export function workspaceMembersQuery(id: number) {
  return queryOptions({
    queryKey: ["workspaces", id, "members"],
    queryFn: ({ signal }) =>
      body(server.GET("/api/workspaces/{id}/memberships/", { params: { path: { id } }, signal })),
  });
}

export function workspaceProjectsQuery(id: number) {
  return queryOptions({
    queryKey: ["workspaces", id, "projects"],
    queryFn: ({ signal }) =>
      body(server.GET("/api/workspaces/{id}/projects/", { params: { path: { id } }, signal })),
  });
}

interface WorkspaceChange {
  title?: string;
  description?: string;
  color?: string;
  is_archived?: boolean;
}

export function useWorkspaceActions() {
  const client = useQueryClient();
  const onSuccess = () => {
    void client.invalidateQueries({ queryKey: ["projects"] });
    void client.invalidateQueries({ queryKey: ["project"] });
    return client.invalidateQueries({ queryKey: workspacesQuery.queryKey });
  };
  const create = useMutation({
    mutationFn: (wanted: { title: string; color: string; description: string; is_personal: boolean }) =>
      body(server.POST("/api/workspaces/", { body: { is_archived: false, ...wanted } })),
    onSuccess,
  });
  const change = useMutation({
    mutationFn: ({ id, ...wanted }: WorkspaceChange & { id: number }) =>
      body(server.PATCH("/api/workspaces/{id}/", { params: { path: { id } }, body: wanted })),
    onSuccess,
  });
  const remove = useMutation({
    mutationFn: (id: number) => body(server.DELETE("/api/workspaces/{id}/", { params: { path: { id } } })),
    onSuccess,
  });
  const addMember = useMutation({
    mutationFn: ({ id, user }: { id: number; user: number }) =>
      body(server.POST("/api/workspaces/{id}/memberships/", { params: { path: { id } }, body: { user } })),
    onSuccess,
  });
  const removeMember = useMutation({
    mutationFn: ({ id, user }: { id: number; user: number }) =>
      body(
        server.DELETE("/api/workspaces/{id}/memberships/", {
          params: { path: { id }, query: { user_id: user } },
        }),
      ),
    onSuccess,
  });
  const addProject = useMutation({
    mutationFn: ({ id, project }: { id: number; project: number }) =>
      body(server.POST("/api/workspaces/{id}/projects/", { params: { path: { id } }, body: { project } })),
    onSuccess,
  });
  const removeProject = useMutation({
    mutationFn: ({ id, project }: { id: number; project: number }) =>
      body(
        server.DELETE("/api/workspaces/{id}/projects/", {
          params: { path: { id }, query: { project } },
        }),
      ),
    onSuccess,
  });
  return { create, change, remove, addMember, removeMember, addProject, removeProject };
}
