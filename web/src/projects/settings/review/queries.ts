/** The rules that say which tasks are reviewed. */
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { body, server } from "../../../api/server";
import { projectQuery } from "../../queries";
import { type Routing, rulesOf } from "./routing";

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

/** Saves which tasks are reviewed: the rules, and the share that decides without any. */
export function useChangeRouting(projectId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (routing: Routing) => {
      const params = { path: { id: projectId } };
      await body(
        server.POST("/api/projects/{id}/review-routing-rules/bulk/", {
          params,
          body: { rules: rulesOf(routing) },
        }),
      );
      if (routing.by === "agreement") return;
      const review_settings = { sampling_rate: routing.share / 100 };
      await body(server.PATCH("/api/projects/{id}/", { params, body: { review_settings } }));
    },
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: routingQuery(projectId).queryKey }),
        client.invalidateQueries({ queryKey: projectQuery(projectId).queryKey }),
      ]),
  });
}
