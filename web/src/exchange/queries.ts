/** Everything the page reads and writes about data going in and out. */
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "../api/client";
import type { ExportFilter, ExportFormat, ExportRun, ImportRun } from "../api/contract";
import { upload } from "../api/upload";

const POLL_MS = 700;

/** Where the data of an import comes from. */
export type Source =
  | { kind: "files"; files: File[] }
  | { kind: "text"; text: string }
  | { kind: "url"; url: string };

function runsPath(project: number): string {
  return `/api/projects/${project}/import-runs/`;
}

/** Sends the data to be checked; nothing becomes a task yet. */
export function startImport(
  project: number,
  source: Source,
  onProgress: (share: number) => void,
): Promise<ImportRun> {
  if (source.kind === "files") {
    const form = new FormData();
    for (const file of source.files) form.append("files", file, file.name);
    return upload<ImportRun>(runsPath(project), form, onProgress);
  }
  return api.post<ImportRun>(
    runsPath(project),
    source.kind === "text" ? { text: source.text } : { url: source.url },
  );
}

export function importRunQuery(project: number, run: number) {
  return queryOptions({
    queryKey: ["project", project, "import-run", run],
    queryFn: ({ signal }) => api.get<ImportRun>(`${runsPath(project)}${run}/`, {}, signal),
    refetchInterval: ({ state }) =>
      state.data?.status === "checking" || state.data?.status === "in_progress" ? POLL_MS : false,
  });
}

export function useImportActions(project: number) {
  const client = useQueryClient();
  const keep = (run: ImportRun) => client.setQueryData(importRunQuery(project, run.id).queryKey, run);
  const commit = useMutation({
    mutationFn: ({ run, skip }: { run: number; skip: boolean }) =>
      api.post<ImportRun>(`${runsPath(project)}${run}/commit/`, { skip_bad_rows: skip }),
    onSuccess: keep,
  });
  const discard = useMutation({ mutationFn: (run: number) => api.delete(`${runsPath(project)}${run}/`) });
  return { commit, discard, keep };
}

export function exportsQuery(project: number) {
  return queryOptions({
    queryKey: ["project", project, "exports"],
    queryFn: ({ signal }) => api.get<ExportRun[]>(`/api/projects/${project}/exports/`, {}, signal),
    refetchInterval: ({ state }) =>
      state.data?.some((run) => run.status === "created" || run.status === "in_progress") ? POLL_MS : false,
  });
}

export function exportPreviewQuery(project: number, filter: ExportFilter) {
  return queryOptions({
    queryKey: ["project", project, "export-preview", filter],
    queryFn: () =>
      api.post<{ tasks: number; annotations: number }>(`/api/projects/${project}/export-preview/`, filter),
  });
}

export interface NewExport extends ExportFilter {
  title: string;
  format: ExportFormat;
}

export function useExportActions(project: number) {
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries({ queryKey: exportsQuery(project).queryKey });
  const create = useMutation({
    mutationFn: (wanted: NewExport) => api.post<ExportRun>(`/api/projects/${project}/exports/`, wanted),
    onSuccess,
  });
  const remove = useMutation({
    mutationFn: (run: number) => api.delete(`/api/projects/${project}/exports/${run}`),
    onSuccess,
  });
  return { create, remove };
}

/** Where a finished export is downloaded from. */
export function downloadPath(project: number, run: Pick<ExportRun, "id" | "format">): string {
  return `/api/projects/${project}/exports/${run.id}/download?exportType=${run.format}`;
}
