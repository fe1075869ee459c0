/** Keeps unfinished work safe: in the browser at once, on the server two seconds after the last change. */
import { createStore, type StoreApi } from "zustand/vanilla";
import { headersFor, request } from "../../api/client";
import type { Draft, Result } from "../shapes";
import { type DraftPlace, dropLocal, writeLocal } from "./localDraft";

interface KeeperState {
  /** When the server took it last. */
  savedAt: number | null;
  /** When only this browser has it: since when. */
  localAt: number | null;
  draft: Pick<Draft, "id" | "updated_at"> | null;
}

interface KeeperOptions {
  place: DraftPlace;
  draft: Draft | null;
  result: () => Result;
  leadTime: () => number;
}

const QUIET_MS = 2000;
/** Browsers refuse larger bodies on requests that outlive their page. */
const LARGEST_PARTING_BODY = 60_000;

export class DraftKeeper {
  readonly state: StoreApi<KeeperState>;
  private readonly options: KeeperOptions;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private sending: Promise<void> = Promise.resolve();
  private dirty = false;
  private ended = false;

  constructor(options: KeeperOptions) {
    this.options = options;
    const { draft } = options;
    this.state = createStore<KeeperState>(() => ({
      savedAt: draft ? Date.parse(draft.updated_at) : null,
      localAt: null,
      draft,
    }));
  }

  changed(): void {
    if (this.ended) return;
    this.dirty = true;
    this.keepHere();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), QUIET_MS);
  }

  /** Saves now what is not saved yet. Failures stay silent: the browser's copy is there and the next change tries again. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    if (this.dirty && !this.ended) this.sending = this.sending.then(() => this.save());
    return this.sending;
  }

  /** The id of a draft on the server, saving one if there is none: what a first comment hangs on. */
  async draftId(): Promise<number | null> {
    this.dirty = true;
    await this.flush();
    return this.state.getState().draft?.id ?? null;
  }

  /** The page goes away: what is not saved is sent by a request that outlives it. */
  leave(): void {
    if (!this.dirty || this.ended) return;
    clearTimeout(this.timer);
    this.keepHere();
    const body = JSON.stringify(this.body());
    if (body.length > LARGEST_PARTING_BODY) return;
    const headers = headersFor("POST");
    headers.set("Content-Type", "application/json");
    void fetch(this.path(), {
      method: "POST",
      headers,
      body,
      keepalive: true,
      credentials: "same-origin",
    }).catch(() => undefined);
  }

  /** The work was handed in: no draft is written any more. Resolves when the last one has landed. */
  end(): Promise<void> {
    this.ended = true;
    clearTimeout(this.timer);
    dropLocal(window.localStorage, this.options.place);
    return this.sending;
  }

  /** The work is dropped: no draft of it stays behind. What is changed afterwards is kept again. */
  async discard(): Promise<void> {
    await this.end();
    const { draft } = this.state.getState();
    this.state.setState({ draft: null, savedAt: null, localAt: null });
    this.dirty = false;
    this.ended = false;
    if (draft) await request("DELETE", `/api/drafts/${draft.id}/`).catch(() => undefined);
  }

  private async save(): Promise<void> {
    if (this.ended) return;
    this.dirty = false;
    try {
      const draft = await request<Draft>("POST", this.path(), { body: this.body() });
      this.state.setState({ savedAt: Date.now(), localAt: null, draft });
      if (!this.dirty) dropLocal(window.localStorage, this.options.place);
    } catch {
      this.dirty = true;
      this.state.setState({ localAt: Date.now() });
    }
  }

  private keepHere(): void {
    const { place } = this.options;
    writeLocal(window.localStorage, place, {
      ...this.body(),
      changedAt: Date.now(),
      base: this.state.getState().draft?.updated_at ?? null,
    });
  }

  private body(): { result: Result; lead_time: number } {
    return { result: this.options.result(), lead_time: this.options.leadTime() };
  }

  private path(): string {
    const { task, annotation } = this.options.place;
    return annotation === null
      ? `/api/tasks/${task}/drafts`
      : `/api/tasks/${task}/annotations/${annotation}/drafts`;
  }
}
