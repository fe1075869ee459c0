/** The log of requests of the organization. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { components } from "../../api/schema.gen";
import { body, server } from "../../api/server";

export type Method = "all" | "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
export type Asked = components["schemas"]["AskedShape"];

export const PAGE_SIZE = 100;

export interface Wanted {
  search: string;
  user: number | null;
  project: number | null;
  method: Method;
  from: string;
  to: string;
  page: number;
}

/** A day as people choose it, as the moment in which it begins or ends where they are. */
function moment(day: string, end: boolean): string | undefined {
  return day ? new Date(`${day}T${end ? "23:59:59.999" : "00:00:00"}`).toISOString() : undefined;
}

export function activityQuery({ from, method, page, project, search, to, user }: Wanted) {
  return queryOptions({
    queryKey: ["activity", { from, method, page, project, search, to, user }],
    queryFn: async ({ signal }) => {
      const [found] = await body(
        server.GET("/api/activity-logs/", {
          params: {
            query: {
              search,
              method,
              page,
              page_size: PAGE_SIZE,
              user: user ?? undefined,
              project: project ?? undefined,
              start_date: moment(from, false),
              end_date: moment(to, true),
            },
          },
          signal,
        }),
      );
      return { rows: found?.data ?? [], total: found?.recordsFiltered ?? 0 };
    },
    placeholderData: keepPreviousData,
  });
}

export const retentionQuery = queryOptions({
  queryKey: ["activity", "retention"],
  queryFn: ({ signal }) => body(server.GET("/api/activity-logs/retention/", { signal })),
});

/** People and projects to choose from. */
export function peopleQuery(organization: number) {
  return queryOptions({
    queryKey: ["activity", "people", organization],
    queryFn: async ({ signal }) =>
      (
        await body(
          server.GET("/api/organizations/{id}/memberships", {
            params: { path: { id: organization }, query: { page_size: 1000 } },
            signal,
          }),
        )
      ).results,
  });
}

export const projectsQuery = queryOptions({
  queryKey: ["activity", "projects"],
  queryFn: async ({ signal }) =>
    (await body(server.GET("/api/projects/", { params: { query: { page_size: 1000 } }, signal }))).results,
});
