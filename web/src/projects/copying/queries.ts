/** Copies of a project: what can be chosen for one, and how far they are. */
import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import type { CopyWish, ProjectCopy } from "../../api/contract";
import { body, server } from "../../api/server";

const WATCHED_MS = 1500;
const TASKS_PER_FETCH = 100;

export function isUnderWay(copy: Pick<ProjectCopy, "status"> | null | undefined): boolean {
  return copy?.status === "waiting" || copy?.status === "running";
}

/** The newest copies of a project, asked again while one of them is under way. */
export function copiesQuery(project: number) {
  return queryOptions({
    queryKey: ["project", project, "copies"],
    queryFn: ({ signal }) =>
      body(server.GET("/api/projects/{id}/copies/", { params: { path: { id: project } }, signal })),
    refetchInterval: ({ state }) => (state.data?.some(isUnderWay) ? WATCHED_MS : false),
  });
}

/** The copy that made a project, asked again while it is under way; null for every other project. */
export function copyThatMadeQuery(project: number) {
  return queryOptions({
    queryKey: ["project", project, "copy"],
    queryFn: ({ signal }) =>
      body(server.GET("/api/projects/{id}/copy/", { params: { path: { id: project } }, signal })),
    refetchInterval: ({ state }) => (isUnderWay(state.data) ? WATCHED_MS : false),
  });
}

export interface TaskFilter {
  search: string;
  statuses: NonNullable<NonNullable<CopyWish["labels"]>["statuses"]>;
  datasets: number[];
}

/** The tasks that have labels to copy, and how many they are. */
export function labeledTasksQuery(project: number, { datasets, search, statuses }: TaskFilter) {
  return infiniteQueryOptions({
    queryKey: ["project", project, "labeled-tasks", search, statuses, datasets],
    queryFn: ({ pageParam, signal }) =>
      body(
        server.GET("/api/projects/{id}/labeled-tasks/", {
          params: {
            path: { id: project },
            query: { search, statuses, datasets, after: pageParam, limit: TASKS_PER_FETCH },
          },
          signal,
        }),
      ),
    initialPageParam: 0,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}

export function useCopyProject(project: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (wish: CopyWish) =>
      body(server.POST("/api/projects/{id}/copy/", { params: { path: { id: project } }, body: wish })),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ["projects"] });
      return client.invalidateQueries({ queryKey: ["project", project, "copies"] });
    },
  });
}
