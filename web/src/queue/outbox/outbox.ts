/**
 * Decisions wait here until the server has them: in order, over reloads and lost connections. What the server refuses
 * stays as a refusal until its person has seen it, with everything that was sent.
 */
import { create } from "zustand";
import { useConnection } from "../../api/connection";
import { type Deliver, deliver } from "./deliver";
import { inOrder, type Parcel, type Refusal, refusalOf, verdictOn } from "./parcel";
import { createShelf, type Shelf } from "./shelf";

interface OutboxState {
  person: number | null;
  waiting: readonly Parcel[];
  refused: readonly Refusal[];
  /** The server could not be reached at the last attempt. */
  stuck: boolean;
  /** False when the browser had no room to keep a parcel over a reload. */
  kept: boolean;
}

interface Tracked {
  attempts: number;
  gate: Promise<unknown>;
  /** The gate is closed. */
  held: boolean;
  resolve: (answer: unknown) => void;
  reject: (refusal: Refusal) => void;
}

const RETRY_MS = 4000;

export class Outbox {
  readonly state = create<OutboxState>(() => ({
    person: null,
    waiting: [],
    refused: [],
    stuck: false,
    kept: true,
  }));
  private readonly tracked = new Map<string, Tracked>();
  private readonly shelf: Shelf;
  private readonly send: Deliver;
  private running = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(shelf: Shelf, send: Deliver) {
    this.shelf = shelf;
    this.send = send;
  }

  /** Takes up what a person left behind; what waits for somebody else stays on the shelf. */
  open(person: number): void {
    if (this.state.getState().person !== person) {
      this.tracked.clear();
      this.state.setState({
        person,
        waiting: this.shelf.parcels(person),
        refused: this.shelf.refusals(person),
        stuck: false,
      });
    }
    void this.run();
  }

  /**
   * Sends a parcel after those before it; `gate` holds it back until something else has ended.
   * The promise gives the server's answer, or fails with the Refusal.
   */
  add(parcel: Parcel, gate: Promise<unknown> = Promise.resolve()): Promise<unknown> {
    const kept = this.shelf.put(parcel);
    const delivered = new Promise<unknown>((resolve, reject) => {
      this.tracked.set(parcel.id, { attempts: 0, gate, held: true, resolve, reject });
    });
    // Who does not wait for the answer finds the refusal in the state.
    delivered.catch(() => undefined);
    this.state.setState(({ waiting, kept: before }) => ({
      waiting: inOrder([...waiting, parcel]),
      kept: before && kept,
    }));
    void this.run();
    return delivered;
  }

  /** Takes back a parcel that its gate still holds; false when it is on its way already. Its promise fails. */
  takeBack(parcel: Parcel): boolean {
    const tracked = this.tracked.get(parcel.id);
    if (!tracked?.held || !this.shelf.has(parcel)) return false;
    this.shelf.remove(parcel);
    tracked.reject({ parcel, message: "Taken back.", code: "taken_back", context: {} });
    this.drop(parcel);
    return true;
  }

  /** Resolves when nothing of a project waits any more. */
  settled(project: number): Promise<void> {
    const idle = () => !this.state.getState().waiting.some((parcel) => parcel.project === project);
    if (idle()) return Promise.resolve();
    return new Promise((resolve) => {
      const stop = this.state.subscribe(() => {
        if (!idle()) return;
        stop();
        resolve();
      });
    });
  }

  /** The person has seen a refusal, and its work is in their hands again. */
  dismiss(refusal: Refusal): void {
    this.shelf.removeRefusal(refusal);
    this.state.setState(({ refused }) => ({
      refused: refused.filter((other) => other.parcel.id !== refusal.parcel.id),
    }));
  }

  /** Tries at once instead of at the next turn. */
  retry(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    void this.run();
  }

  private async run(): Promise<void> {
    if (this.running) return;
    this.running = true;
    try {
      for (let parcel = this.next(); parcel; parcel = this.next()) {
        if (!(await this.attempt(parcel))) break;
      }
    } finally {
      this.running = false;
    }
  }

  private next(): Parcel | undefined {
    return this.timer === undefined ? this.state.getState().waiting[0] : undefined;
  }

  /** One attempt; false when sending has to pause. */
  private async attempt(parcel: Parcel): Promise<boolean> {
    const tracked = this.track(parcel);
    await tracked.gate.catch(() => undefined);
    tracked.held = false;
    // Taken back meanwhile: the next one goes.
    if (this.tracked.get(parcel.id) !== tracked) return true;
    try {
      const answer = await inTurn(async () => {
        // Another tab of the same person may have sent it meanwhile.
        const isElsewhere = tracked.attempts > 0 && this.state.getState().kept && !this.shelf.has(parcel);
        const given = isElsewhere ? undefined : await this.send(parcel, tracked.attempts);
        this.shelf.remove(parcel);
        return given;
      });
      // Whoever waits for this answer hears of it before those who wait for the silence after it.
      tracked.resolve(answer);
      this.drop(parcel);
      return true;
    } catch (error) {
      tracked.attempts += 1;
      if (verdictOn(error, tracked.attempts) === "again") {
        this.pause();
        return false;
      }
      const refusal = refusalOf(parcel, error);
      this.shelf.putRefusal(refusal);
      this.shelf.remove(parcel);
      this.state.setState(({ refused }) => ({ refused: [...refused, refusal] }));
      tracked.reject(refusal);
      this.drop(parcel);
      return true;
    }
  }

  private track(parcel: Parcel): Tracked {
    let tracked = this.tracked.get(parcel.id);
    if (!tracked) {
      // From before a reload: nobody waits for its answer, and it may have been sent.
      tracked = {
        attempts: 1,
        gate: Promise.resolve(),
        held: false,
        resolve: () => undefined,
        reject: () => undefined,
      };
      this.tracked.set(parcel.id, tracked);
    }
    return tracked;
  }

  private drop(parcel: Parcel): void {
    this.tracked.delete(parcel.id);
    this.state.setState(({ waiting }) => ({
      waiting: waiting.filter((other) => other.id !== parcel.id),
      stuck: false,
    }));
  }

  private pause(): void {
    this.state.setState({ stuck: true });
    this.timer = setTimeout(() => this.retry(), RETRY_MS);
  }
}

/** One tab at a time, where the browser can promise that. */
async function inTurn<T>(send: () => Promise<T>): Promise<T> {
  // Missing where the page is served without TLS.
  const locks: LockManager | undefined = navigator.locks;
  return locks ? await locks.request("assay.outbox", send) : await send();
}

export const outbox = new Outbox(createShelf(window.localStorage), deliver);

useConnection.subscribe(({ online }, before) => {
  if (online && !before.online) outbox.retry();
});

window.addEventListener("beforeunload", (event) => {
  const { kept, waiting } = outbox.state.getState();
  if (!kept && waiting.length > 0) event.preventDefault();
});

export function useOutbox<T>(select: (state: OutboxState) => T): T {
  return outbox.state(select);
}
