/** The tab that is open: what is saved of it, what the person changed, and what may be done with it. */
import { useSuspenseQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import type { DataColumn, NamedPerson, SavedView } from "../api/contract";
import { draftKey, useDrafts } from "./drafts";
import { columnsQuery, useViews, viewsQuery } from "./queries";
import { sameTab, type TabData } from "./tab";

export interface OpenTab {
  views: readonly SavedView[];
  view: SavedView | undefined;
  columns: readonly DataColumn[];
  people: readonly NamedPerson[];
  saved: TabData;
  data: TabData;
  changed: boolean;
  change: (to: (now: TabData) => TabData) => void;
  revert: () => void;
}

const EMPTY: TabData = {};

export function useTab(project: number, wanted: number | undefined): OpenTab {
  const { data: views } = useSuspenseQuery(viewsQuery(project));
  const { data: known } = useSuspenseQuery(columnsQuery(project));
  const view = views.find(({ id }) => id === wanted);
  const key = draftKey(project, view?.id);
  const draft = useDrafts(({ drafts }) => drafts[key]);
  const put = useDrafts((drafts) => drafts.put);
  const drop = useDrafts((drafts) => drafts.drop);
  const { change: save } = useViews(project);
  const saved = (view?.data as TabData | undefined) ?? EMPTY;
  const data = draft ?? saved;
  const isFixed = view !== undefined && !view.can_change;
  const { mutate } = save;
  const change = useCallback(
    (to: (now: TabData) => TabData) => {
      const before = useDrafts.getState().drafts[key] ?? saved;
      const next = to(before);
      if (sameTab(next, saved)) drop(key);
      else put(key, next);
      // Of a locked tab everybody keeps widths of their own.
      if (isFixed && view && !sameTab(widths(next), widths(before))) {
        mutate({ id: view.id, data: widths(next) });
      }
    },
    [key, saved, drop, put, isFixed, view, mutate],
  );
  const revert = useCallback(() => drop(key), [drop, key]);
  const changed = draft !== undefined && !sameTab(isFixed ? { ...draft, ...widths(saved) } : draft, saved);
  return { views, view, columns: known.columns, people: known.people, saved, data, changed, change, revert };
}

function widths({ columnsWidth }: TabData): TabData {
  return { columnsWidth: columnsWidth ?? {} };
}
