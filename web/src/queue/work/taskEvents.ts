/**
 * What happens on the screen with an item: opened, out of sight, left alone, decided. The server keeps it with the
 * task, as the basis of how long work really takes. It is sent now and then, and never stands in anybody's way.
 */
import { headersFor } from "../../api/client";
import type { Work } from "./work";

type EventKey =
  | "annotation_loaded"
  | "annotation_created"
  | "annotation_updated"
  | "annotation_reviewed"
  | "visibility_change"
  | "idle_detected"
  | "idle_resumed";

interface TaskEvent {
  event_key: EventKey;
  event_time: string;
  annotation: number | null;
  annotation_draft_id: number | null;
  meta?: Record<string, unknown>;
}

const SEND_MS = 15_000;
const IDLE_MS = 60_000;
const MOST_KEPT = 200;
const SIGNS_OF_LIFE = ["pointermove", "pointerdown", "keydown", "wheel"] as const;

const waiting = new Map<number, TaskEvent[]>();
let timer = 0;

/** Notes that something happened with an item. */
export function note(work: Work, event_key: EventKey, meta?: Record<string, unknown>): void {
  const kept = waiting.get(work.task.id) ?? [];
  kept.push({
    event_key,
    event_time: new Date().toISOString(),
    annotation: work.annotation?.id ?? null,
    annotation_draft_id: work.keeper.state.getState().draft?.id ?? null,
    ...(meta && { meta }),
  });
  waiting.set(work.task.id, kept.slice(-MOST_KEPT));
  if (timer === 0) timer = window.setTimeout(sendAll, SEND_MS);
}

/** Sends what waits. Without a connection it waits on; what the server does not take is let go. */
export function sendAll(): void {
  window.clearTimeout(timer);
  timer = 0;
  if (!navigator.onLine) return;
  for (const [task, events] of waiting) {
    waiting.delete(task);
    const headers = headersFor("POST");
    headers.set("Content-Type", "application/json");
    const sent = fetch(`/api/tasks/${task}/events/batch/`, {
      method: "POST",
      headers,
      body: JSON.stringify({ events }),
      credentials: "same-origin",
      keepalive: true,
    });
    sent.catch(() => waiting.set(task, [...events, ...(waiting.get(task) ?? [])].slice(-MOST_KEPT)));
  }
}

/** Follows an item while it is on the screen. Returns the way to stop. */
export function follow(work: Work): () => void {
  let idle = false;
  let alone = 0;
  const onAlone = () => {
    idle = true;
    note(work, "idle_detected");
  };
  const onLife = () => {
    if (idle) note(work, "idle_resumed");
    idle = false;
    window.clearTimeout(alone);
    alone = window.setTimeout(onAlone, IDLE_MS);
  };
  const onVisibility = () => {
    note(work, "visibility_change", { visible: document.visibilityState === "visible" });
    if (document.visibilityState === "hidden") sendAll();
  };
  note(work, "annotation_loaded");
  onLife();
  for (const sign of SIGNS_OF_LIFE) window.addEventListener(sign, onLife, { passive: true });
  document.addEventListener("visibilitychange", onVisibility);
  return () => {
    window.clearTimeout(alone);
    for (const sign of SIGNS_OF_LIFE) window.removeEventListener(sign, onLife);
    document.removeEventListener("visibilitychange", onVisibility);
  };
}
