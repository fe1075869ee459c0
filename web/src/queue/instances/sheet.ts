/** What a reviewer has decided about a batch and not sent yet: kept in the browser at once, over reloads. */
import { createStore, type StoreApi } from "zustand/vanilla";
import type { Decision } from "../../editor";
import type { NamedPlace } from "../panes/place";

/** Something has no label: what, in words, and where. */
export interface Report {
  readonly id: string;
  readonly text: string;
  readonly place: NamedPlace | null;
}

export interface Sheet {
  readonly decisions: ReadonlyMap<string, Decision>;
  readonly reports: readonly Report[];
}

const EMPTY: Sheet = { decisions: new Map(), reports: [] };

export type SheetStore = StoreApi<Sheet>;

export interface SheetPlace {
  readonly person: number;
  readonly workItem: number;
  /** Verdicts on another revision are no verdicts on this one. */
  readonly revision: number;
}

interface Kept {
  revision: number;
  decisions: [string, Pick<Decision, "verdict" | "reason" | "text" | "classes">][];
  reports: Report[];
}

const nameOf = ({ person, workItem }: SheetPlace) => `assay.verdicts.${person}.${workItem}`;

/** Without a place nothing is kept. */
export function openSheet(storage: Storage, place: SheetPlace | null): SheetStore {
  const store = createStore<Sheet>(() => (place ? readSheet(storage, place) : EMPTY));
  if (place) store.subscribe((sheet) => writeSheet(storage, place, sheet));
  return store;
}

export function readSheet(storage: Storage, place: SheetPlace): Sheet {
  try {
    const kept = JSON.parse(storage.getItem(nameOf(place)) ?? "null") as Kept | null;
    if (kept?.revision === place.revision) {
      const decisions = kept.decisions.map(([id, given]): [string, Decision] => [
        id,
        { ...given, isMine: true },
      ]);
      return { decisions: new Map(decisions), reports: kept.reports };
    }
  } catch {
    // Cut short, or from another version: nothing that could be shown.
  }
  return EMPTY;
}

function writeSheet(storage: Storage, place: SheetPlace, { decisions, reports }: Sheet): void {
  const mine = [...decisions].filter(([, { isMine, verdict }]) => isMine && verdict !== "pending");
  try {
    if (mine.length === 0 && reports.length === 0) storage.removeItem(nameOf(place));
    else {
      const kept: Kept = {
        revision: place.revision,
        decisions: mine.map(([id, { isMine: _, ...given }]) => [id, given]),
        reports: [...reports],
      };
      storage.setItem(nameOf(place), JSON.stringify(kept));
    }
  } catch {
    // No room: the verdicts live as long as the page.
  }
}

/** Sent, or dropped: nothing of it comes back. */
export function dropSheet(storage: Storage, place: SheetPlace): void {
  storage.removeItem(nameOf(place));
}
