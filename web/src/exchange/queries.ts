/** Everything the page reads and writes about data going in and out. */
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "../api/client";
import type { ExportFilter, ExportRun, ImportRun, NewExport } from "../api/contract";
import { body, server } from "../api/server";
import { upload } from "../api/upload";

const POLL_MS = 700;

/** What the labels in files of other programs become. */
export type LabelsAs = "predictions" | "annotations";

/** Where the data of an import comes from. */
export type Source =
  | { kind: "files"; files: File[]; labelsAs: LabelsAs }
  | { kind: "text"; text: string }
  | { kind: "url"; url: string; labelsAs: LabelsAs };

/** Sends the data to be checked; nothing becomes a task yet. */
export function startImport(
  project: number,
  source: Source,
  onProgress: (share: number) => void,
): Promise<ImportRun> {
  // The body is a form or JSON, which the generated calls cannot say: its type is the answer's only.
  const labels = source.kind === "text" ? "" : `?labels_as=${source.labelsAs}`;
  const path = `/api/projects/${project}/import-runs/${labels}`;
  if (source.kind === "files") {
    const form = new FormData();
    for (const file of source.files) form.append("files", file, file.name);
    return upload<ImportRun>(path, form, onProgress);
  }
  return api.post<ImportRun>(path, source.kind === "text" ? { text: source.text } : { url: source.url });
}

export function importRunQuery(project: number, run: number) {
  return queryOptions({
    queryKey: ["project", project, "import-run", run],
    queryFn: ({ signal }): Promise<ImportRun> =>
      body(
        server.GET("/api/projects/{id}/import-runs/{run_id}/", {
          params: { path: { id: project, run_id: run } },
          signal,
        }),
      ),
    refetchInterval: ({ state }) =>
      state.data?.status === "checking" || state.data?.status === "in_progress" ? POLL_MS : false,
  });
}

export function useImportActions(project: number) {
  const client = useQueryClient();
  const keep = (run: ImportRun) => client.setQueryData(importRunQuery(project, run.id).queryKey, run);
  const commit = useMutation({
    mutationFn: ({ run, skip }: { run: number; skip: boolean }) =>
      body(
        server.POST("/api/projects/{id}/import-runs/{run_id}/commit/", {
          params: { path: { id: project, run_id: run } },
          body: { skip_bad_rows: skip },
        }),
      ),
    onSuccess: keep,
  });
  const discard = useMutation({
    mutationFn: (run: number) =>
      body(
        server.DELETE("/api/projects/{id}/import-runs/{run_id}/", {
          params: { path: { id: project, run_id: run } },
        }),
      ),
  });
  return { commit, discard, keep };
}

export function exportsQuery(project: number) {
  return queryOptions({
    queryKey: ["project", project, "exports"],
    queryFn: ({ signal }) =>
      body(server.GET("/api/projects/{id}/exports/", { params: { path: { id: project } }, signal })),
    refetchInterval: ({ state }) =>
      state.data?.some((run) => run.status === "created" || run.status === "in_progress") ? POLL_MS : false,
  });
}

/** The formats that there are, and how each fits the labeling interface of this project. */
export function formatsQuery(project: number) {
  return queryOptions({
    queryKey: ["project", project, "export-formats"],
    queryFn: ({ signal }) =>
      body(server.GET("/api/projects/{id}/export/formats", { params: { path: { id: project } }, signal })),
  });
}

export function exportPreviewQuery(project: number, filter: ExportFilter) {
  return queryOptions({
    queryKey: ["project", project, "export-preview", filter],
    queryFn: ({ signal }) =>
      body(
        server.POST("/api/projects/{id}/export-preview/", {
          params: { path: { id: project } },
          body: filter,
          signal,
        }),
      ),
  });
}

export function useExportActions(project: number) {
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries({ queryKey: exportsQuery(project).queryKey });
  const create = useMutation({
    mutationFn: (wanted: NewExport) =>
      body(server.POST("/api/projects/{id}/exports/", { params: { path: { id: project } }, body: wanted })),
    onSuccess,
  });
  const remove = useMutation({
    mutationFn: (run: number) =>
      body(
        server.DELETE("/api/projects/{id}/exports/{export_id}", {
          params: { path: { id: project, export_id: run } },
        }),
      ),
    onSuccess,
  });
  return { create, remove };
}

/** Where a finished export is downloaded from. */
export function downloadPath(project: number, run: Pick<ExportRun, "id" | "format">): string {
  return `/api/projects/${project}/exports/${run.id}/download?exportType=${run.format}`;
}
