/** Hooks of a project or of the organization, their kinds of messages, and the log of what was sent. */
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { components } from "../../api/schema.gen";
import { body, server } from "../../api/server";

export type Webhook = components["schemas"]["WebhookShape"];
export type WebhookAction = components["schemas"]["WebhookAction"];
export type Delivery = components["schemas"]["WebhookDelivery"];
type WebhookInput = components["schemas"]["WebhookInput"];

/** The log is asked for anew this often while it is open: messages come by themselves. */
const WATCHED_MS = 2000;

/** The hooks of a project, or with null those of the organization itself. */
export function webhooksQuery(projectId: number | null) {
  return queryOptions({
    queryKey: ["webhooks", projectId],
    queryFn: async ({ signal }) => {
      const query = projectId === null ? {} : { project: projectId };
      const found = await body(server.GET("/api/webhooks/", { params: { query }, signal }));
      return found.filter((hook) => hook.project === projectId);
    },
  });
}

export const actionsQuery = queryOptions({
  queryKey: ["webhook-actions"],
  queryFn: ({ signal }) => body(server.GET("/api/webhooks/info/", { signal })),
  staleTime: Number.POSITIVE_INFINITY,
});

export function deliveriesQuery(hookId: number) {
  return queryOptions({
    queryKey: ["webhook-deliveries", hookId],
    queryFn: ({ signal }) =>
      body(server.GET("/api/webhooks/{id}/deliveries/", { params: { path: { id: hookId } }, signal })),
    refetchInterval: WATCHED_MS,
  });
}

/** What can be done to hooks; each action shows the list and the log anew. */
export function useWebhookActions(projectId: number | null) {
  const client = useQueryClient();
  const seen = () => {
    void client.invalidateQueries({ queryKey: ["webhooks", projectId] });
    void client.invalidateQueries({ queryKey: ["webhook-deliveries"] });
  };
  const path = (id: number) => ({ params: { path: { id } } });
  return {
    save: useMutation({
      mutationFn: ({ id, given }: { id: number | null; given: WebhookInput }) =>
        id === null
          ? body(server.POST("/api/webhooks/", { body: { ...given, project: projectId } }))
          : body(server.PATCH("/api/webhooks/{id}/", { ...path(id), body: given })),
      onSuccess: seen,
    }),
    remove: useMutation({
      mutationFn: (id: number) => body(server.DELETE("/api/webhooks/{id}/", path(id))),
      onSuccess: seen,
    }),
    test: useMutation({
      mutationFn: (id: number) => body(server.POST("/api/webhooks/{id}/test/", path(id))),
      onSuccess: seen,
    }),
    renew: useMutation({
      mutationFn: (id: number) => body(server.POST("/api/webhooks/{id}/renew-secret/", path(id))),
      onSuccess: seen,
    }),
    resend: useMutation({
      mutationFn: ({ id, delivery }: { id: number; delivery: number }) =>
        body(
          server.POST("/api/webhooks/{id}/deliveries/{delivery_id}/resend/", {
            params: { path: { id, delivery_id: delivery } },
          }),
        ),
      onSuccess: seen,
    }),
  };
}
