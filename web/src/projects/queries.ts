/** Everything the page reads and writes about projects. */
import {
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
  useSuspenseQuery,
} from "@tanstack/react-query";
import { api } from "../api/client";
import type { Page, Project, ProjectChange, ProjectMember, ProjectRole, Template } from "../api/contract";
import { holds, type ProjectPermission } from "../api/permissions";

export const PROJECTS_PER_PAGE = 50;
const MOST_MEMBERS = 500;

export interface ProjectListFilter {
  search?: string;
  page?: number;
}

export function projectsQuery({ search = "", page = 1 }: ProjectListFilter = {}) {
  return queryOptions({
    queryKey: ["projects", "list", search, page],
    queryFn: ({ signal }) =>
      api.get<Page<Project>>("/api/projects/", { search, page, page_size: PROJECTS_PER_PAGE }, signal),
    placeholderData: keepPreviousData,
  });
}

/** The projects with these ids, for lists such as the pinned ones. */
export function projectsByIdQuery(ids: readonly number[]) {
  return queryOptions({
    queryKey: ["projects", "ids", ...ids],
    queryFn: ({ signal }) =>
      api.get<Page<Pick<Project, "id" | "title" | "color">>>(
        "/api/projects/",
        { ids: ids.join(","), include: "id,title,color", page_size: ids.length },
        signal,
      ),
    enabled: ids.length > 0,
    staleTime: 60_000,
  });
}

export function projectQuery(id: number) {
  return queryOptions({
    queryKey: ["project", id],
    queryFn: ({ signal }) => api.get<Project>(`/api/projects/${id}/`, {}, signal),
  });
}

/** The project of the page. Its route has loaded it before the page is shown. */
export function useProject(id: number): Project {
  return useSuspenseQuery(projectQuery(id)).data;
}

export function mayIn(project: Project, permission: ProjectPermission): boolean {
  return holds(project.my.permissions, permission);
}

export function useCreateProject() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: ProjectChange & { title: string; preset?: Project["preset"] }) =>
      api.post<Project>("/api/projects/", body),
    onSuccess: () => client.invalidateQueries({ queryKey: ["projects"] }),
  });
}

export function useChangeProject(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: ProjectChange) => api.patch<Project>(`/api/projects/${id}/`, change),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ["projects"] });
      return client.invalidateQueries({ queryKey: ["project", id] });
    },
  });
}

export function useDeleteProject(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.delete(`/api/projects/${id}/`),
    onSuccess: () => client.invalidateQueries({ queryKey: ["projects"] }),
  });
}

export const templatesQuery = queryOptions({
  queryKey: ["templates"],
  queryFn: ({ signal }) => api.get<Template[]>("/api/templates/", {}, signal),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Asks the server whether a labeling configuration holds; refused with `problems` when it does not. */
export function validateConfig(config: string, projectId?: number): Promise<unknown> {
  const path = projectId === undefined ? "/api/projects/validate/" : `/api/projects/${projectId}/validate/`;
  return api.post(path, { label_config: config });
}

/** Everybody in the project, with their part in it. */
export function membersQuery(projectId: number) {
  return queryOptions({
    queryKey: ["project", projectId, "members"],
    queryFn: ({ signal }) =>
      api.get<Page<ProjectMember>>(
        `/api/projects/${projectId}/members/paginated/`,
        { page_size: MOST_MEMBERS },
        signal,
      ),
  });
}

/** The data of the first task: what a labeling interface is tried on. Null while there is none. */
export function firstItemQuery(projectId: number) {
  return queryOptions({
    queryKey: ["project", projectId, "first-item"],
    queryFn: async ({ signal }) => {
      const found = await api.get<{ tasks: { data: Record<string, unknown> }[] }>(
        "/api/tasks/",
        { project: projectId, page_size: 1 },
        signal,
      );
      return found.tasks[0]?.data ?? null;
    },
  });
}

/** Adding, removing and giving a part: all end in the same fresh list. */
export function useMemberActions(projectId: number) {
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries({ queryKey: ["project", projectId, "members"] });
  const add = useMutation({
    mutationFn: (user: number) => api.post(`/api/projects/${projectId}/members/`, { user }),
    onSuccess,
  });
  const remove = useMutation({
    mutationFn: (user: number) => api.delete(`/api/projects/${projectId}/members/`, { user }),
    onSuccess,
  });
  const giveRole = useMutation({
    mutationFn: (given: { user: number; role: ProjectRole }) =>
      api.post("/api/projects/roles/", { ...given, project: projectId }),
    onSuccess,
  });
  return { add, remove, giveRole };
}
