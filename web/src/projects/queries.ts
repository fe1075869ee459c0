/** Everything the page reads and writes about projects. */
import {
  keepPreviousData,
  type QueryClient,
  queryOptions,
  useMutation,
  useQueryClient,
  useSuspenseQuery,
} from "@tanstack/react-query";
import { projectTagsQuery, tagsOf } from "../access/projectTags";
import type { Permission, Project, ProjectChange, ProjectRole } from "../api/contract";
import { holds } from "../api/permissions";
import { body, server } from "../api/server";

export const PROJECTS_PER_PAGE = 50;
const MOST_MEMBERS = 500;

interface ProjectListFilter {
  search?: string;
  page?: number;
  /** Tags that a project shall have: all of them, or any. */
  tags?: readonly number[];
  any?: boolean;
}

export function projectsQuery({ search = "", page = 1, tags = [], any = false }: ProjectListFilter = {}) {
  return queryOptions({
    queryKey: ["projects", "list", search, page, tags.join(","), any],
    queryFn: ({ signal }) =>
      body(
        server.GET("/api/projects/", {
          params: {
            query: {
              search: search || undefined,
              page,
              page_size: PROJECTS_PER_PAGE,
              tags: tags.length > 0 ? tags.join(",") : undefined,
              tags_match: any ? "any" : undefined,
            },
          },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });
}

/** The projects with these ids, for lists such as the pinned ones. */
export function projectsByIdQuery(ids: readonly number[]) {
  return queryOptions({
    queryKey: ["projects", "ids", ...ids],
    queryFn: ({ signal }) =>
      body(
        server.GET("/api/projects/", {
          params: { query: { ids: ids.join(","), page_size: ids.length } },
          signal,
        }),
      ),
    enabled: ids.length > 0,
    staleTime: 60_000,
  });
}

export function projectQuery(id: number) {
  return queryOptions({
    queryKey: ["project", id],
    queryFn: ({ signal }): Promise<Project> =>
      body(server.GET("/api/projects/{id}/", { params: { path: { id } }, signal })),
  });
}

/** The project of the page. Its route has loaded it before the page is shown. */
export function useProject(id: number): Project {
  return useSuspenseQuery(projectQuery(id)).data;
}

export function mayIn(project: Project, permission: Permission): boolean {
  return holds(project.my.permissions, permission);
}

/** Tags are named by their titles, because some of them may be new. */
type Tagged<Change> = Change & { tagTitles?: readonly string[] };

async function tagged(client: QueryClient, titles: readonly string[] | undefined) {
  return titles === undefined ? {} : { tags: await tagsOf(client, titles) };
}

export function useCreateProject() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ tagTitles, ...wanted }: Tagged<ProjectChange & { title: string }>) =>
      body(server.POST("/api/projects/", { body: { ...wanted, ...(await tagged(client, tagTitles)) } })),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: projectTagsQuery.queryKey });
      return client.invalidateQueries({ queryKey: ["projects"] });
    },
  });
}

export function useChangeProject(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ tagTitles, ...change }: Tagged<ProjectChange>) =>
      body(
        server.PATCH("/api/projects/{id}/", {
          params: { path: { id } },
          body: { ...change, ...(await tagged(client, tagTitles)) },
        }),
      ),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ["projects"] });
      return client.invalidateQueries({ queryKey: ["project", id] });
    },
  });
}

export function useDeleteProject(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => body(server.DELETE("/api/projects/{id}/", { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ["projects"] }),
  });
}

interface DuplicateWish {
  mode: "settings" | "settings,data";
  title: string;
  workspace: number | null;
  include_members: boolean;
}

export function useDuplicateProject(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (wanted: DuplicateWish) =>
      body(server.POST("/api/projects/{id}/duplicate/", { params: { path: { id } }, body: wanted })),
    onSuccess: () => client.invalidateQueries({ queryKey: ["projects"] }),
  });
}

const COPY_WATCHED_MS = 1500;

/** A copy whose data comes in the background; null for every other project. */
export function duplicationQuery(id: number) {
  return queryOptions({
    queryKey: ["project", id, "duplication"],
    queryFn: ({ signal }) =>
      body(server.GET("/api/projects/{id}/duplication/", { params: { path: { id } }, signal })),
    refetchInterval: ({ state }) =>
      state.data?.status === "created" || state.data?.status === "in_progress" ? COPY_WATCHED_MS : false,
  });
}

/** Deletes all shared tabs of the list of tasks. */
export function useDropTabs(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => body(server.DELETE("/api/dm/views/reset/", { params: { query: { project: id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ["project", id] }),
  });
}

export function useDeleteTasks(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => body(server.DELETE("/api/projects/{id}/tasks/", { params: { path: { id } } })),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ["projects"] });
      return client.invalidateQueries({ queryKey: ["project", id] });
    },
  });
}

export const templatesQuery = queryOptions({
  queryKey: ["templates"],
  queryFn: ({ signal }) => body(server.GET("/api/templates/", { signal })),
  staleTime: Number.POSITIVE_INFINITY,
});

/** By control and answer, how often it was given: what of a configuration has to stay. */
export function usedLabelsQuery(projectId: number) {
  return queryOptions({
    queryKey: ["project", projectId, "used-labels"],
    queryFn: async ({ signal }) => {
      const summary = await body(
        server.GET("/api/projects/{id}/summary/", { params: { path: { id: projectId } }, signal }),
      );
      return summary.created_labels as Record<string, Record<string, number>>;
    },
  });
}

/** Whether the project could be labelled with a configuration, after what was labelled with it already. */
export function configCheckQuery(projectId: number, config: string) {
  return queryOptions({
    queryKey: ["project", projectId, "config-check", config],
    queryFn: ({ signal }) =>
      body(
        server.POST("/api/projects/{id}/validate/", {
          params: { path: { id: projectId } },
          body: { label_config: config },
          signal,
        }),
      ),
    retry: false,
    gcTime: 60_000,
  });
}

/** Everybody in the project, with their part in it. */
export function membersQuery(projectId: number) {
  return queryOptions({
    queryKey: ["project", projectId, "members"],
    queryFn: ({ signal }) =>
      body(
        server.GET("/api/projects/{id}/members/paginated/", {
          params: { path: { id: projectId }, query: { page_size: MOST_MEMBERS } },
          signal,
        }),
      ),
  });
}

/** How everybody does by the project's measure. */
export function evaluationQuery(projectId: number) {
  return queryOptions({
    queryKey: ["project", projectId, "evaluation"],
    queryFn: ({ signal }) =>
      body(server.GET("/api/projects/{id}/evaluation/", { params: { path: { id: projectId } }, signal })),
  });
}

/** The models that said something about tasks of the project, by name. */
export function modelVersionsQuery(projectId: number) {
  return queryOptions({
    queryKey: ["project", projectId, "model-versions"],
    queryFn: async ({ signal }) => {
      const found = await body(
        server.GET("/api/projects/{id}/model-versions", { params: { path: { id: projectId } }, signal }),
      );
      return Object.keys(found).filter((version) => version !== "");
    },
  });
}

/** The data of the first task: what a labeling interface is tried on. Null while there is none. */
export function firstItemQuery(projectId: number) {
  return queryOptions({
    queryKey: ["project", projectId, "first-item"],
    queryFn: async ({ signal }) => {
      const found = await body(
        server.GET("/api/tasks/", { params: { query: { project: projectId, page_size: 1 } }, signal }),
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
    mutationFn: (user: number) =>
      body(
        server.POST("/api/projects/{id}/members/", { params: { path: { id: projectId } }, body: { user } }),
      ),
    onSuccess,
  });
  const remove = useMutation({
    mutationFn: (user: number) =>
      body(
        server.DELETE("/api/projects/{id}/members/", {
          params: { path: { id: projectId }, query: { user } },
        }),
      ),
    onSuccess,
  });
  const giveRole = useMutation({
    mutationFn: (given: { user: number; role: ProjectRole }) =>
      body(server.POST("/api/projects/roles/", { body: { ...given, project: projectId } })),
    onSuccess,
  });
  const pause = useMutation({
    mutationFn: (wanted: { user: number; words: string }) =>
      body(
        server.POST("/api/projects/{id}/members/{user_id}/pauses/", {
          params: { path: { id: projectId, user_id: wanted.user } },
          body: { reason: "MANUAL", verbose_reason: wanted.words },
        }),
      ),
    onSuccess,
  });
  const resume = useMutation({
    mutationFn: async ({ pauses, user }: { user: number; pauses: readonly number[] }) => {
      for (const pause of pauses) {
        await body(
          server.DELETE("/api/projects/{id}/members/{user_id}/pauses/{pause_id}/", {
            params: { path: { id: projectId, user_id: user, pause_id: pause } },
          }),
        );
      }
    },
    onSuccess,
  });
  return { add, remove, giveRole, pause, resume };
}
