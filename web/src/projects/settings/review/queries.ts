/** The rules that say which tasks are reviewed. */
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { body, server } from "../../../api/server";
import { projectQuery } from "../../queries";
import { type Drawing, ratesOf, rulesOf } from "./routing";

const TYPING_PAUSE_MS = 250;

export function routingQuery(projectId: number) {
  return queryOptions({
    queryKey: ["project", projectId, "routing"],
    queryFn: ({ signal }) =>
      body(
        server.GET("/api/projects/{id}/review-routing-rules/", {
          params: { path: { id: projectId } },
          signal,
        }),
      ),
  });
}

/** What these rates would have made of the last work; asked anew a moment after they change. */
export function useForecast(projectId: number, drawing: Drawing) {
  const [asked] = useDebouncedValue(drawing, TYPING_PAUSE_MS);
  const rates = ratesOf(asked);
  return useQuery({
    queryKey: ["project", projectId, "sampling-preview", rates],
    queryFn: ({ signal }) =>
      body(
        server.POST("/api/projects/{id}/sampling-preview/", {
          params: { path: { id: projectId } },
          body: rates,
          signal,
        }),
      ),
    enabled: asked.by === "share",
    placeholderData: keepPreviousData,
    retry: false,
  });
}

/** Saves which tasks are reviewed: the rules, and the shares that decide without any. */
export function useChangeRouting(projectId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (drawing: Drawing) => {
      const params = { path: { id: projectId } };
      await body(
        server.POST("/api/projects/{id}/review-routing-rules/bulk/", {
          params,
          body: { rules: rulesOf(drawing) },
        }),
      );
      if (drawing.by === "agreement") return;
      const review_settings = ratesOf(drawing);
      await body(server.PATCH("/api/projects/{id}/", { params, body: { review_settings } }));
    },
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: routingQuery(projectId).queryKey }),
        client.invalidateQueries({ queryKey: projectQuery(projectId).queryKey }),
      ]),
  });
}
