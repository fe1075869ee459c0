/** Everything the page reads and writes about people: sessions, members, invitations, tokens. */
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";
import type { EmailInvite, NewInvite, OrganizationRole } from "../api/contract";
import { body, server } from "../api/server";
import { meQuery } from "./me";

export const setupQuery = queryOptions({
  queryKey: ["setup"],
  queryFn: ({ signal }) => body(server.GET("/api/setup/", { signal })),
  staleTime: 0,
});

export interface Credentials {
  email: string;
  password: string;
}

export interface NewPerson extends Credentials {
  first_name: string;
  last_name: string;
}

export const signIn = (given: Credentials) => body(server.POST("/api/session/", { body: given }));

export const setUp = (given: NewPerson & { organization: string }) =>
  body(server.POST("/api/setup/", { body: given }));

export const signUpQuery = queryOptions({
  queryKey: ["sign-up"],
  queryFn: ({ signal }) => body(server.GET("/api/sign-up/", { signal })),
});

export const signUp = (given: NewPerson) => body(server.POST("/api/sign-up/", { body: given }));

export const acceptInvite = (given: { token: string } & Partial<NewPerson>) =>
  body(server.POST("/api/invites/accept/", { body: { first_name: "", last_name: "", ...given } }));

export const signOut = () => body(server.DELETE("/api/session/"));

/** Ends the session; whatever the server answers, nothing of this person stays in the page. */
export function useSignOut(): () => void {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useCallback(() => {
    void signOut()
      .catch(() => undefined)
      .finally(async () => {
        await navigate({ to: "/login" });
        client.clear();
      });
  }, [client, navigate]);
}

export function inviteLookupQuery(token: string) {
  return queryOptions({
    queryKey: ["invite", token],
    queryFn: ({ signal }) =>
      body(server.GET("/api/invites/lookup/", { params: { query: { token } }, signal })),
    retry: false,
  });
}

export const MEMBERS_PER_PAGE = 50;

interface MemberFilter {
  search: string;
  role: OrganizationRole | "";
  page: number;
  /** Only who is not a member of this workspace. */
  outsideWorkspace?: number;
  /** Only who has this tag. */
  tag?: number | undefined;
}

export function membershipsQuery(organization: number, filter: MemberFilter) {
  return queryOptions({
    queryKey: ["memberships", organization, filter],
    queryFn: ({ signal }) =>
      body(
        server.GET("/api/organizations/{id}/memberships", {
          params: {
            path: { id: organization },
            query: {
              search: filter.search || undefined,
              role: filter.role || undefined,
              exclude_workspace_id: filter.outsideWorkspace,
              tags: filter.tag === undefined ? undefined : String(filter.tag),
              page: filter.page,
              page_size: MEMBERS_PER_PAGE,
            },
          },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });
}

export function useMembershipActions(organization: number) {
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries({ queryKey: ["memberships"] });
  const changeRole = useMutation({
    mutationFn: (change: { user_id: number; role: OrganizationRole }) =>
      body(
        server.PATCH("/api/organizations/{id}/memberships", {
          params: { path: { id: organization } },
          body: change,
        }),
      ),
    onSuccess,
  });
  const remove = useMutation({
    mutationFn: (user: number) =>
      body(
        server.DELETE("/api/organizations/{id}/memberships/{user_pk}/", {
          params: { path: { id: organization, user_pk: user } },
        }),
      ),
    onSuccess,
  });
  return { changeRole, remove };
}

/** What is sent by e-mail: what the person asked for, and what the organization allows. */
export const emailQuery = queryOptions({
  queryKey: ["email"],
  queryFn: ({ signal }) => body(server.GET("/api/notifications/email/", { signal })),
});

export const invitesQuery = queryOptions({
  queryKey: ["invites"],
  queryFn: ({ signal }) => body(server.GET("/api/invites/", { signal })),
});

export function useInviteActions() {
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries({ queryKey: ["invites"] });
  const create = useMutation({
    mutationFn: (invite: NewInvite) => body(server.POST("/api/invites/", { body: invite })),
    onSuccess,
  });
  const send = useMutation({
    mutationFn: (invite: EmailInvite) => body(server.POST("/api/invite/send-email", { body: invite })),
    onSuccess,
  });
  const revoke = useMutation({
    mutationFn: (id: number) => body(server.DELETE("/api/invites/{id}/", { params: { path: { id } } })),
    onSuccess,
  });
  return { create, send, revoke };
}

export function useProfile() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: { first_name: string; last_name: string; phone: string }) =>
      body(server.PATCH("/api/current-user", { body: change })),
    onSuccess: () => client.invalidateQueries({ queryKey: meQuery.queryKey }),
  });
}

export const changeHotkeys = (custom_hotkeys: Readonly<Record<string, unknown>>) =>
  body(server.PATCH("/api/current-user/hotkeys/", { body: { custom_hotkeys: { ...custom_hotkeys } } }));

export const changePassword = (given: { current_password: string; new_password: string }) =>
  body(server.POST("/api/current-user/password/", { body: given }));

export const legacyTokenQuery = queryOptions({
  queryKey: ["legacy-token"],
  queryFn: ({ signal }) => body(server.GET("/api/current-user/token", { signal })),
  gcTime: 0,
});

export const resetLegacyToken = () => body(server.POST("/api/current-user/reset-token"));

export const accessTokensQuery = queryOptions({
  queryKey: ["access-tokens"],
  queryFn: ({ signal }) => body(server.GET("/api/token/", { signal })),
});

export const createAccessToken = () => body(server.POST("/api/token/"));

export const revokeAccessToken = (refresh: string) =>
  body(server.POST("/api/token/blacklist/", { body: { refresh } }));
