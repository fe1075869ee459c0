/** What the members page does to several people at once. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ProjectRole } from "../api/contract";
import { body, server } from "../api/server";
import { upload } from "../api/upload";
import { tagsQuery } from "./organization";

interface Tagging {
  people: number[];
  labels: string[];
  /** The people keep no other tags. */
  overwrite: boolean;
}

/** Gives several people tags; labels that are new become tags. */
export function useTagPeople(organization: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ people, labels, overwrite }: Tagging) => {
      const path = { params: { path: { id: organization } } };
      if (labels.length > 0) {
        await body(server.POST("/api/organizations/{id}/member-tags/bulk", { ...path, body: { labels } }));
      }
      const known = await client.fetchQuery({ ...tagsQuery(organization), staleTime: 0 });
      const wanted = new Set(labels.map((label) => label.toLowerCase()));
      const tags = known.results.filter((tag) => wanted.has(tag.label.toLowerCase())).map((tag) => tag.id);
      return body(
        server.POST("/api/organizations/{id}/member-tags/assignments", {
          ...path,
          body: { all: false, included: people, excluded: [], tags, overwrite },
        }),
      );
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ["memberships"] }),
  });
}

interface Placing {
  project: number;
  people: number[];
  /** The part in the project of those who may have one there. */
  roles: { user_id: number; role: ProjectRole }[];
}

/** Makes several people members of a project. */
export function useAddToProject() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ project, people, roles }: Placing) =>
      body(
        server.POST("/api/projects/{id}/members/bulk/", {
          params: { path: { id: project } },
          body: { all: false, included: people, excluded: [], roles },
        }),
      ),
    onSuccess: (_, { project }) => client.invalidateQueries({ queryKey: ["project", project] }),
  });
}

/** Gives people the tags of a CSV file with the columns email and tags; what it did. */
export function useImportTags(organization: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ file, labels }: { file: File; labels: string[] }) => {
      const form = new FormData();
      form.append("file", file);
      form.append("bulk_tags", labels.join(","));
      const address = `/api/organizations/${organization}/member-tags/imports`;
      const made = await upload<{ import: number }>(address, form, () => undefined);
      return body(
        server.GET("/api/organizations/{id}/member-tags/imports/{import_pk}", {
          params: { path: { id: organization, import_pk: made.import } },
        }),
      );
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: tagsQuery(organization).queryKey });
      return client.invalidateQueries({ queryKey: ["memberships"] });
    },
  });
}
