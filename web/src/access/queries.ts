/** Everything the page reads and writes about people: sessions, members, invitations, tokens. */
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";
import { api } from "../api/client";
import type {
  AccessToken,
  Invite,
  InviteLookup,
  Membership,
  NewInvite,
  OrganizationRole,
  Page,
  WhoAmI,
} from "../api/contract";
import { meQuery } from "./me";

export const setupQuery = queryOptions({
  queryKey: ["setup"],
  queryFn: ({ signal }) => api.get<{ needs_owner: boolean }>("/api/setup/", {}, signal),
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

export const signIn = (given: Credentials) => api.post<WhoAmI>("/api/session/", given);

export const setUp = (given: NewPerson & { organization: string }) => api.post<WhoAmI>("/api/setup/", given);

export const acceptInvite = (given: { token: string } & Partial<NewPerson>) =>
  api.post<WhoAmI>("/api/invites/accept/", given);

/** Ends the session; whatever the server answers, nothing of this person stays in the page. */
export function useSignOut(): () => void {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useCallback(() => {
    void api
      .delete("/api/session/")
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
    queryFn: ({ signal }) => api.get<InviteLookup>("/api/invites/lookup/", { token }, signal),
    retry: false,
  });
}

export const MEMBERS_PER_PAGE = 50;

export interface MemberFilter {
  search: string;
  role: OrganizationRole | "";
  page: number;
}

export function membershipsQuery(organization: number, filter: MemberFilter) {
  return queryOptions({
    queryKey: ["memberships", organization, filter],
    queryFn: ({ signal }) =>
      api.get<Page<Membership>>(
        `/api/organizations/${organization}/memberships`,
        { ...filter, page_size: MEMBERS_PER_PAGE },
        signal,
      ),
    placeholderData: keepPreviousData,
  });
}

export function useMembershipActions(organization: number) {
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries({ queryKey: ["memberships"] });
  const changeRole = useMutation({
    mutationFn: (change: { user_id: number; role: OrganizationRole }) =>
      api.patch<Membership>(`/api/organizations/${organization}/memberships`, change),
    onSuccess,
  });
  const remove = useMutation({
    mutationFn: (user: number) => api.delete(`/api/organizations/${organization}/memberships/${user}/`),
    onSuccess,
  });
  return { changeRole, remove };
}

export const invitesQuery = queryOptions({
  queryKey: ["invites"],
  queryFn: ({ signal }) => api.get<Invite[]>("/api/invites/", {}, signal),
});

export function useInviteActions() {
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries({ queryKey: ["invites"] });
  const create = useMutation({
    mutationFn: (invite: NewInvite) => api.post<Invite>("/api/invites/", invite),
    onSuccess,
  });
  const revoke = useMutation({
    mutationFn: (id: number) => api.delete(`/api/invites/${id}/`),
    onSuccess,
  });
  return { create, revoke };
}

export function useProfile() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: { first_name: string; last_name: string; phone: string }) =>
      api.patch<WhoAmI>("/api/current-user/", change),
    onSuccess: () => client.invalidateQueries({ queryKey: meQuery.queryKey }),
  });
}

export const changePassword = (given: { current_password: string; new_password: string }) =>
  api.post<void>("/api/current-user/password/", given);

export const legacyTokenQuery = queryOptions({
  queryKey: ["legacy-token"],
  queryFn: ({ signal }) => api.get<{ token: string }>("/api/current-user/token", {}, signal),
  gcTime: 0,
});

export const resetLegacyToken = () => api.post<{ token: string }>("/api/current-user/reset-token");

export const accessTokensQuery = queryOptions({
  queryKey: ["access-tokens"],
  queryFn: ({ signal }) => api.get<AccessToken[]>("/api/token/", {}, signal),
});

export const createAccessToken = () => api.post<AccessToken>("/api/token/");

export const revokeAccessToken = (refresh: string) => api.post<void>("/api/token/blacklist/", { refresh });
