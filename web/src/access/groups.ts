/** Groups of people of the organization. */
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { body, server } from "../api/server";

export const groupsQuery = queryOptions({
  queryKey: ["groups"],
  queryFn: ({ signal }) => body(server.GET("/api/groups/", { signal })),
});

export function groupQuery(id: number) {
  return queryOptions({
    queryKey: ["groups", id],
    queryFn: ({ signal }) => body(server.GET("/api/groups/{id}/", { params: { path: { id } }, signal })),
  });
}

export function useGroupActions() {
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries({ queryKey: ["groups"] });
  const create = useMutation({
    mutationFn: (title: string) => body(server.POST("/api/groups/", { body: { title, users: [] } })),
    onSuccess,
  });
  const rename = useMutation({
    mutationFn: ({ id, title }: { id: number; title: string }) =>
      body(server.PATCH("/api/groups/{id}/", { params: { path: { id } }, body: { title } })),
    onSuccess,
  });
  const remove = useMutation({
    mutationFn: (id: number) => body(server.DELETE("/api/groups/{id}/", { params: { path: { id } } })),
    onSuccess,
  });
  const putIn = useMutation({
    mutationFn: ({ id, user }: { id: number; user: number }) =>
      body(server.POST("/api/groups/{id}/members/", { params: { path: { id } }, body: { users: [user] } })),
    onSuccess,
  });
  const takeOut = useMutation({
    mutationFn: ({ id, user }: { id: number; user: number }) =>
      body(server.DELETE("/api/groups/{id}/members/", { params: { path: { id }, query: { user } } })),
    onSuccess,
  });
  return { create, rename, remove, putIn, takeOut };
}
