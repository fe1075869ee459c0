import { queryOptions } from "@tanstack/react-query";
import { body, server } from "../../api/server";

/** What a project holds, or one item of it. */
export function holdingsQuery(project: number, task: number | undefined) {
  return queryOptions({
    queryKey: ["project", project, "explore", task ?? null],
    queryFn: ({ signal }) =>
      body(
        server.GET("/api/projects/{id}/explore/", {
          params: { path: { id: project }, query: { task } },
          signal,
        }),
      ),
  });
}

export interface ClassChoice {
  control: string;
  className: string;
}

/** One class in detail. */
export function classQuery(project: number, { control, className }: ClassChoice, task: number | undefined) {
  return queryOptions({
    queryKey: ["project", project, "explore", task ?? null, control, className],
    queryFn: ({ signal }) =>
      body(
        server.GET("/api/projects/{id}/explore/class/", {
          params: { path: { id: project }, query: { control, class_name: className, task } },
          signal,
        }),
      ),
  });
}

/** Items whose title holds some words. */
export function itemsQuery(project: number, search: string) {
  return queryOptions({
    queryKey: ["project", project, "explore", "items", search],
    queryFn: ({ signal }) =>
      body(
        server.GET("/api/projects/{id}/explore/items/", {
          params: { path: { id: project }, query: { search } },
          signal,
        }),
      ),
    placeholderData: (before) => before,
  });
}
