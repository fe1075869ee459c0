/** What saving would do to work that is there already, asked while somebody changes settings. */
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { ProjectChange } from "../../api/contract";
import { body, server } from "../../api/server";
import { finished } from "./review/unfinished";

const TYPING_PAUSE_MS = 300;

/** Sentences with numbers; empty while nothing is changed, and while what is there could not be saved. */
export function useSettingsEffect(projectId: number, change: ProjectChange, dirty: boolean): string[] {
  const [asked] = useDebouncedValue(finished(change), TYPING_PAUSE_MS);
  const found = useQuery({
    queryKey: ["project", projectId, "settings-effect", asked],
    queryFn: ({ signal }) =>
      body(
        server.POST("/api/projects/{id}/settings-effect/", {
          params: { path: { id: projectId } },
          body: asked,
          signal,
        }),
      ),
    enabled: dirty,
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 0,
    gcTime: 0,
  });
  return dirty && !found.isError ? (found.data?.effects ?? []) : [];
}
