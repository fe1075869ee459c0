/** Unsent work in the browser's own storage: written at once, gone as soon as the server has it. */
import type { Draft, Result } from "../shapes";

interface LocalDraft {
  result: Result;
  lead_time: number;
  /** Milliseconds, by this browser's clock. */
  changedAt: number;
  /** When the server draft was last changed that this work went on from; null when there was none. */
  base: string | null;
}

/** Whose unfinished work on what. */
export interface DraftPlace {
  person: number;
  task: number;
  annotation: number | null;
}

export function draftKey({ person, task, annotation }: DraftPlace): string {
  return `assay.draft.${person}.${task}.${annotation ?? 0}`;
}

export function readLocal(storage: Storage, place: DraftPlace): LocalDraft | null {
  try {
    const found = JSON.parse(storage.getItem(draftKey(place)) ?? "null") as LocalDraft | null;
    return found && Array.isArray(found.result) ? found : null;
  } catch {
    return null;
  }
}

/** False when the browser has no room. */
export function writeLocal(storage: Storage, place: DraftPlace, draft: LocalDraft): boolean {
  try {
    storage.setItem(draftKey(place), JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

export function dropLocal(storage: Storage, place: DraftPlace): void {
  storage.removeItem(draftKey(place));
}

export interface Restored {
  result: Result;
  lead_time: number;
  /** Labels that came with the task from a copied project are nobody's work. */
  from: "browser" | "server" | "task";
  /** When it was last changed. */
  at: number;
}

/**
 * The newer of what this browser holds unsent and what the server holds. Work that went on from the very draft the
 * server has is newer whatever the clocks say; otherwise the person went on elsewhere, and the clocks decide.
 */
export function newerDraft(local: LocalDraft | null, server: Draft | null): Restored | null {
  const saved = server ? Date.parse(server.updated_at) : 0;
  if (local && (!server || local.base === server.updated_at || local.changedAt > saved)) {
    return { result: local.result, lead_time: local.lead_time, from: "browser", at: local.changedAt };
  }
  if (!server) return null;
  const from = server.came_with_task ? "task" : "server";
  return { result: server.result, lead_time: server.lead_time, from, at: saved };
}
