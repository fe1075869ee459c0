/** Sending data to a dataset, and hearing how far it is. */
import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api/client";
import type { DatasetImport } from "../../api/contract";
import { body, server } from "../../api/server";
import { upload } from "../../api/upload";

const POLL_MS = 700;

/** What is added: files, of which pictures may become one group; rows as JSON; or what lies at an address. */
export type Filling =
  | { kind: "files"; files: File[]; group: boolean; title: string }
  | { kind: "rows"; rows: unknown }
  | { kind: "url"; url: string };

export function fill(
  dataset: number,
  filling: Filling,
  onProgress: (share: number) => void,
): Promise<DatasetImport> {
  const path = `/api/datasets/${dataset}/import`;
  switch (filling.kind) {
    case "files": {
      const form = new FormData();
      for (const file of filling.files) form.append("files", file, file.name);
      const query = filling.group ? `?${new URLSearchParams({ group: "true", title: filling.title })}` : "";
      return upload<DatasetImport>(`${path}${query}`, form, onProgress);
    }
    case "rows":
      return api.post<DatasetImport>(path, filling.rows);
    case "url":
      return api.post<DatasetImport>(path, { url: filling.url });
  }
}

export function fillingQuery(dataset: number, run: number) {
  return queryOptions({
    queryKey: ["datasets", dataset, "imports", run],
    queryFn: ({ signal }) =>
      body(
        server.GET("/api/datasets/{id}/imports/{import_id}/", {
          params: { path: { id: dataset, import_id: run } },
          signal,
        }),
      ),
    refetchInterval: ({ state }) => (state.data?.status === "in_progress" ? POLL_MS : false),
  });
}

/** The rows that a pasted text holds: JSON, or one text for each line. Null where it is neither. */
export function rowsOf(text: string): unknown[] | null {
  const trimmed = text.trim();
  if (trimmed === "") return null;
  if (trimmed.startsWith("[") || trimmed.startsWith("{")) {
    try {
      const found: unknown = JSON.parse(trimmed);
      return Array.isArray(found) ? found : [found];
    } catch {
      return null;
    }
  }
  return trimmed
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => ({ text: line }));
}
