/** Reports of what has no label: a place, a class and words, kept on the sheet until the verdicts are sent. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useState } from "react";
import { useStore } from "zustand";
import { createStore, type StoreApi } from "zustand/vanilla";
import type { Pin, SurfacePlace } from "../../editor";
import type { NamedPlace } from "../panes/place";
import { issuesQuery, reportMissing } from "../queries";
import type { InstanceWork } from "./instanceWork";
import type { Report, Sheet } from "./sheet";

export interface DraftReport {
  readonly label: string | null;
  readonly text: string;
  readonly place: SurfacePlace | null;
}

export type Reporting = ReturnType<typeof useReporting>;

let made = 0;

export function useReporting(work: InstanceWork | null) {
  const client = useQueryClient();
  const [open, setOpen] = useState<{ of: string; draft: DraftReport } | null>(null);
  const draft = open && open.of === work?.key ? open.draft : null;
  const isDrafted = draft !== null;

  const change = useCallback(
    (part: Partial<DraftReport>) =>
      setOpen((before) => before && { ...before, draft: { ...before.draft, ...part } }),
    [],
  );
  const begin = useCallback(() => {
    if (!work) return;
    const place = work.editor.surface()?.place?.() ?? null;
    setOpen({ of: work.key, draft: { label: null, text: "", place } });
  }, [work]);
  const cancel = useCallback(() => setOpen(null), []);

  // While a report is written, a press on the picture moves its pin.
  useEffect(() => {
    if (!work || !isDrafted) return;
    work.editor.beginPinning((place) => change({ place }));
    return () => work.editor.stopPinning();
  }, [work, isDrafted, change]);

  /** A batch in hand sends its reports with its verdicts; work that was judged before, at once. */
  const late = useMutation({
    mutationFn: ({ report, work: about }: { report: Report; work: InstanceWork }) =>
      reportMissing(about.task.id, {
        annotation: about.annotation.id,
        text: report.text,
        place: report.place && { ...report.place },
      }),
    onSuccess: (_, { work: about }) =>
      client.invalidateQueries({ queryKey: issuesQuery(about.task.id).queryKey }),
  });
  const add = useCallback(() => {
    if (!work || !draft || (draft.text.trim() === "" && draft.label === null)) return;
    made += 1;
    const report: Report = { id: `new ${made}`, text: textOf(draft), place: placeOf(draft) };
    if (work.place) work.sheet.setState(({ reports }) => ({ reports: [...reports, report] }));
    else late.mutate({ report, work });
    setOpen(null);
  }, [work, draft, late.mutate]);
  const remove = useCallback(
    (id: string) => {
      work?.sheet.setState(({ reports }) => ({ reports: reports.filter((report) => report.id !== id) }));
    },
    [work],
  );
  return useMemo(
    () => ({ draft, change, begin, cancel, add, remove, error: late.error }),
    [draft, change, begin, cancel, add, remove, late.error],
  );
}

function textOf({ label, text }: DraftReport): string {
  return text.trim() || `${label} is missing`;
}

function placeOf({ label, place }: DraftReport): NamedPlace | null {
  if (label === null) return place;
  return { ...place, label };
}

const NOTHING = createStore<Pick<Sheet, "reports">>(() => ({ reports: [] }));

/** Shows the places of reports on the canvas: of those that are kept, and of the one that is written. */
export function usePins(work: InstanceWork | null, draft: DraftReport | null): void {
  const reports = useStore<StoreApi<Pick<Sheet, "reports">>, readonly Report[]>(
    work?.sheet ?? NOTHING,
    (sheet) => sheet.reports,
  );
  useEffect(() => {
    const pins: Pin[] = reports.flatMap(({ id, place }) =>
      place ? [{ id, place, title: `Missing: ${place.label ?? "label"}` }] : [],
    );
    if (draft?.place)
      pins.push({ id: "draft", place: draft.place, title: `Missing: ${draft.label ?? "label"}` });
    work?.editor.setPins(pins);
  }, [work, reports, draft]);
}
