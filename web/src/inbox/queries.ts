/** What the person was told, how much of it is unread, and marking it. */
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { components } from "../api/schema.gen";
import { body, server } from "../api/server";

export type Told = components["schemas"]["NotificationShape"];

const PAGE_SIZE = 50;
/** A look now and then, should the live channel be cut off on its way. */
const LOOK_MS = 60_000;

export const unreadQuery = queryOptions({
  queryKey: ["inbox", "unread"],
  queryFn: ({ signal }) => body(server.GET("/api/notifications/unread/", { signal })),
  refetchInterval: LOOK_MS,
});

export function inboxQuery(unread: boolean) {
  return infiniteQueryOptions({
    queryKey: ["inbox", "list", unread],
    queryFn: ({ pageParam, signal }) =>
      body(
        server.GET("/api/notifications/", {
          params: { query: { page: pageParam, page_size: PAGE_SIZE, unread } },
          signal,
        }),
      ),
    initialPageParam: 1,
    getNextPageParam: (last, all) => (last.next === null ? undefined : all.length + 1),
  });
}

export function useMarking() {
  const client = useQueryClient();
  const settled = () => client.invalidateQueries({ queryKey: ["inbox"] });
  const one = useMutation({
    mutationFn: ({ id, is_read }: { id: number; is_read: boolean }) =>
      body(server.PATCH("/api/notifications/{id}/", { params: { path: { id } }, body: { is_read } })),
    onSettled: settled,
  });
  const all = useMutation({
    mutationFn: (is_read: boolean) =>
      body(server.POST("/api/notifications/mark-all/", { body: { is_read } })),
    onSettled: settled,
  });
  return { one, all };
}
