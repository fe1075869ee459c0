/** Who is signed in, and what they may do in the organization. */
import { queryOptions, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import type { Permission, WhoAmI } from "../api/contract";
import { holds } from "../api/permissions";
import { body, server } from "../api/server";

export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: ({ signal }): Promise<WhoAmI> => body(server.GET("/api/current-user/whoami", { signal })),
  staleTime: 60_000,
});

/** The person at the page. Only below the part of the page that asks for a sign-in. */
export function useMe(): WhoAmI {
  return useSuspenseQuery(meQuery).data;
}

/** Whether the person at the page may do something in the organization. */
export function useMay(permission: Permission): boolean {
  return holds(useMe().permissions, permission);
}

/** What people are called: their name, or else their e-mail. */
export function nameOf(person: { first_name: string; last_name: string; email: string }): string {
  return `${person.first_name} ${person.last_name}`.trim() || person.email;
}

/** Two letters of what people are called, as the server makes them. */
export function initialsOf(person: { first_name: string; last_name: string; email: string }): string {
  const letters = (person.first_name.trim()[0] ?? "") + (person.last_name.trim()[0] ?? "");
  return (letters || person.email.slice(0, 2)).toUpperCase();
}

/** Starts with a clean page for a person who just came in: nothing of somebody else stays in memory. */
export function useArrive(): (me: WhoAmI) => void {
  const client = useQueryClient();
  return useCallback(
    (me: WhoAmI) => {
      client.clear();
      client.setQueryData(meQuery.queryKey, me);
    },
    [client],
  );
}

/** What the organization of the signed-in person is called. */
export function organizationName(me: WhoAmI): string {
  return me.active_organization_meta.title ?? "Organization";
}
