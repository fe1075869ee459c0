/** Sending submitted work back, or to a further review: which tasks, what is wanted, and what it comes to. */
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { body, server } from "../api/server";

/** Some tasks by number, or what a filter finds without some. */
export type Chosen = { tasks: number[] } | { filter: Record<string, unknown>; exclude: number[] };

interface Reopening {
  holder: "submitter" | "nobody" | number;
  comment: string;
}

export interface Further {
  scope: "all" | "approved" | "not_selected";
  sample_size: number | null;
  exclude_earlier_reviewers: boolean;
}

export interface Done {
  detail: string;
  run: number | null;
}

export function useReopen(project: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ chosen, wish }: { chosen: Chosen; wish: Reopening }): Promise<Done> => {
      const done = await body(
        server.POST("/api/projects/{id}/reopen/", {
          params: { path: { id: project } },
          body: { ...sent(chosen), ...wish, preview: false },
        }),
      );
      return "detail" in done ? done : { detail: "", run: null };
    },
    onSettled: () => client.invalidateQueries({ queryKey: ["project", project] }),
  });
}

/** What reopening would come to; nothing is changed. */
export function reopenedQuery(project: number, chosen: Chosen, holder: Reopening["holder"]) {
  return queryOptions({
    queryKey: ["project", project, "reopen", chosen, holder],
    queryFn: async ({ signal }) => {
      const found = await body(
        server.POST("/api/projects/{id}/reopen/", {
          params: { path: { id: project } },
          body: { ...sent(chosen), holder, comment: "", preview: true },
          signal,
        }),
      );
      return "reopened" in found ? found : null;
    },
    staleTime: 0,
  });
}

export function useAddReviews(project: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ chosen, wish }: { chosen: Chosen; wish: Further }): Promise<Done> => {
      const done = await body(
        server.POST("/api/projects/{id}/add-reviews/", {
          params: { path: { id: project } },
          body: { ...sent(chosen), ...wish, preview: false },
        }),
      );
      return "detail" in done ? done : { detail: "", run: null };
    },
    onSettled: () => client.invalidateQueries({ queryKey: ["project", project] }),
  });
}

/** What a further review would be about; nothing is changed. */
export function furtherQuery(project: number, chosen: Chosen, wish: Further) {
  return queryOptions({
    queryKey: ["project", project, "add-reviews", chosen, wish],
    queryFn: async ({ signal }) => {
      const found = await body(
        server.POST("/api/projects/{id}/add-reviews/", {
          params: { path: { id: project } },
          body: { ...sent(chosen), ...wish, preview: true },
          signal,
        }),
      );
      return "eligible" in found ? found : null;
    },
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}

function sent(chosen: Chosen) {
  return "tasks" in chosen ? { tasks: chosen.tasks, exclude: [] } : chosen;
}
