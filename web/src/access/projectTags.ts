/** Tags of projects. */
import { type QueryClient, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { body, server } from "../api/server";

export const projectTagsQuery = queryOptions({
  queryKey: ["project-tags"],
  queryFn: ({ signal }) => body(server.GET("/api/project-tags/", { signal })),
  staleTime: 30_000,
});

/** Making, changing and deleting tags of the organization. */
export function useProjectTagActions() {
  const client = useQueryClient();
  const onSuccess = () => {
    void client.invalidateQueries({ queryKey: ["projects"] });
    return client.invalidateQueries({ queryKey: projectTagsQuery.queryKey });
  };
  const create = useMutation({
    mutationFn: (wanted: { title: string; color: string }) =>
      body(server.POST("/api/project-tags/", { body: wanted })),
    onSuccess,
  });
  const change = useMutation({
    mutationFn: ({ id, ...change }: { id: number; title?: string; color?: string }) =>
      body(server.PATCH("/api/project-tags/{id}/", { params: { path: { id } }, body: change })),
    onSuccess,
  });
  const remove = useMutation({
    mutationFn: (id: number) => body(server.DELETE("/api/project-tags/{id}/", { params: { path: { id } } })),
    onSuccess,
  });
  return { create, change, remove };
}

/** The tags with these titles, by their numbers; titles that are new become tags. */
export async function tagsOf(client: QueryClient, titles: readonly string[]): Promise<number[]> {
  const known = titles.length > 0 ? await client.fetchQuery({ ...projectTagsQuery, staleTime: 0 }) : [];
  const byTitle = new Map(known.map((tag) => [tag.title.toLowerCase(), tag.id]));
  const tags: number[] = [];
  for (const title of titles) {
    const found = byTitle.get(title.trim().toLowerCase());
    tags.push(found ?? (await body(server.POST("/api/project-tags/", { body: { title, color: "" } }))).id);
  }
  return tags;
}

/** Leaves a project with exactly these tags; titles that are new become tags. */
export function useTagProject(projectId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (titles: readonly string[]) => {
      const tags = await tagsOf(client, titles);
      return body(
        server.PATCH("/api/projects/{id}/", { params: { path: { id: projectId } }, body: { tags } }),
      );
    },
    onSettled: () => {
      void client.invalidateQueries({ queryKey: ["projects"] });
      void client.invalidateQueries({ queryKey: projectTagsQuery.queryKey });
      return client.invalidateQueries({ queryKey: ["project", projectId] });
    },
  });
}
