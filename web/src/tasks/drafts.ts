/** What a person changed about the tabs of the task list and did not save. It outlives a reload, not the browser. */
import { create } from "zustand";
import { createJSONStorage, persist } from "zustand/middleware";
import type { TabData } from "./tab";

interface Drafts {
  drafts: Readonly<Record<string, TabData>>;
  put: (key: string, data: TabData) => void;
  drop: (key: string) => void;
}

export const useDrafts = create<Drafts>()(
  persist(
    (set) => ({
      drafts: {},
      put: (key, data) => set(({ drafts }) => ({ drafts: { ...drafts, [key]: data } })),
      drop: (key) =>
        set(({ drafts }) => {
          const { [key]: _, ...rest } = drafts;
          return { drafts: rest };
        }),
    }),
    { name: "assay.task-lists", storage: createJSONStorage(() => sessionStorage) },
  ),
);

export function draftKey(project: number, view: number | undefined): string {
  return `${project}/${view ?? "all"}`;
}
