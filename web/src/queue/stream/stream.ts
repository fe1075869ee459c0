/**
 * The walk through a queue: the item in hand, the next one loaded behind it, the path behind one. A decision shows the
 * next item at once; that it arrived, and whose the next item is, is settled with the server behind the scenes.
 */
import { createStore, type StoreApi } from "zustand/vanilla";
import { hasCode, OfflineError } from "../../api/errors";
import type { Refusal } from "../outbox/parcel";
import type { Work } from "../work/work";

type Phase = "loading" | "working" | "empty" | "failed";

export interface Opened<W> {
  /** Place on the path. */
  at: number;
  work: W | null;
  error: unknown;
}

/** The item after the current one: as it was loaded, or begun already and put aside for another. */
type Upcoming<W, Item> = { item: Item } | { work: W };

export interface StreamState<W, Item, Step> {
  phase: Phase;
  error: unknown;
  current: W | null;
  upcoming: Upcoming<W, Item> | null;
  path: readonly Step[];
  /** An item of the path that is looked at again; null at the head of the walk. */
  opened: Opened<W> | null;
}

export interface StreamSource<W extends Work, Item, Step> {
  /** The item to work on, or with `prefetch` the one after it. Fails with the code `queue_empty` at the end. */
  load(prefetch: boolean): Promise<Item>;
  /** Takes a loaded item into the hand: from here on its clock runs. */
  begin(item: Item): W;
  /** The path walked so far, newest last. */
  path(): Promise<Step[]>;
  open(step: Step): Promise<W>;
  /** Opens what the server refused. */
  reopen(refusal: Refusal): Promise<W>;
  isOf(work: W, item: Item): boolean;
  /** The item on the screen with the reservation that the server has just confirmed. */
  confirm(shown: W, item: Item): W;
  /** Nothing was done to it yet, so that it may give way. */
  untouched(work: W): boolean;
  /** Resolves when no decision is on its way any more. */
  settled(): Promise<void>;
  /** Loads the pictures of an item that will be shown soon. */
  prepare(item: Item): void;
  /** Nobody of this walk takes the item that was loaded ahead: others may. */
  giveBack?(item: Item): void;
  /** Whether what comes after the item in hand may be asked for before that is done. */
  mayLoadAhead(item: Item): boolean;
  /** When the reservation of an item ends, in milliseconds; null when it does not. */
  expiresAt(item: Item): number | null;
}

/** An item loaded ahead is asked for again a moment after its short reservation ended. */
const GRACE_MS = 1000;

export class Stream<W extends Work, Item, Step> {
  readonly state: StoreApi<StreamState<W, Item, Step>>;
  private readonly source: StreamSource<W, Item, Step>;
  private turn = 0;
  private stopped = false;
  private left = false;
  private renewal: ReturnType<typeof setTimeout> | undefined;

  constructor(source: StreamSource<W, Item, Step>) {
    this.source = source;
    this.state = createStore<StreamState<W, Item, Step>>(() => ({
      phase: "loading",
      error: null,
      current: null,
      upcoming: null,
      path: [],
      opened: null,
    }));
  }

  /** Begins, or goes on after a failure, an empty queue or a lost connection. */
  async start(): Promise<void> {
    this.stopped = false;
    this.left = false;
    const { current, phase } = this.state.getState();
    if (!current && phase !== "empty") this.state.setState({ phase: "loading", error: null });
    await Promise.all([this.confirm(), this.loadPath()]);
  }

  /** Nothing of this walk is shown any more; answers that are under way are dropped. */
  stop(): void {
    this.stopped = true;
    this.turn += 1;
    clearTimeout(this.renewal);
  }

  /** The person goes away: nothing more is asked for, and what was loaded ahead is given back. */
  leave(): void {
    const { upcoming } = this.state.getState();
    this.stop();
    this.left = true;
    this.state.setState({ phase: "loading", current: null, upcoming: null });
    if (upcoming && "item" in upcoming) this.source.giveBack?.(upcoming.item);
  }

  /** The decision about the current item is on its way: the next one is shown. */
  advance(): void {
    const { upcoming } = this.state.getState();
    const current = upcoming && this.begun(upcoming);
    this.state.setState({ phase: current ? "working" : "loading", current, upcoming: null });
    void this.confirm();
  }

  /** Puts another version of what is shown in its place. */
  replace(work: W): void {
    const { opened } = this.state.getState();
    this.state.setState(opened ? { opened: { ...opened, work } } : { current: work, phase: "working" });
  }

  /** What the server refused comes back before everything else; false when the walk ended meanwhile. */
  async comeBack(refusal: Refusal): Promise<boolean> {
    const work = await this.source.reopen(refusal);
    if (this.stopped) return false;
    const { current, upcoming } = this.state.getState();
    const aside = current && current.task.id !== work.task.id ? { work: current } : upcoming;
    this.state.setState({ phase: "working", current: work, upcoming: aside, opened: null });
    void this.confirm();
    return true;
  }

  /** A decision was taken back before it left: its item is in the hand again, and what followed it waits. */
  putBack(work: W): void {
    const { current, upcoming } = this.state.getState();
    const aside = current && current.key !== work.key ? { work: current } : upcoming;
    this.state.setState({ phase: "working", current: work, upcoming: aside, opened: null });
    void this.confirm();
  }

  noteStep(step: Step): void {
    this.state.setState(({ path }) => ({ path: [...path, step] }));
  }

  changeStep(matches: (step: Step) => boolean, step: Step): void {
    this.state.setState(({ path }) => ({ path: path.map((each) => (matches(each) ? step : each)) }));
  }

  dropStep(matches: (step: Step) => boolean): void {
    this.state.setState(({ path }) => ({ path: path.filter((step) => !matches(step)) }));
  }

  canGoBack(): boolean {
    const { opened, path } = this.state.getState();
    return opened ? opened.at > 0 : path.length > 0;
  }

  back(): void {
    const { opened, path } = this.state.getState();
    if (this.canGoBack()) void this.openStep((opened?.at ?? path.length) - 1);
  }

  forward(): void {
    const { opened, path } = this.state.getState();
    if (!opened) return;
    if (opened.at + 1 < path.length) void this.openStep(opened.at + 1);
    else this.state.setState({ opened: null });
  }

  async openStep(at: number): Promise<void> {
    this.state.setState({ opened: { at, work: null, error: null } });
    const isWanted = () => this.state.getState().opened?.at === at;
    try {
      await this.source.settled();
      const step = this.state.getState().path[at];
      if (!isWanted()) return;
      if (!step) return this.state.setState({ opened: null });
      const work = await this.source.open(step);
      if (isWanted()) this.state.setState({ opened: { at, work, error: null } });
    } catch (error) {
      if (isWanted()) this.state.setState({ opened: { at, work: null, error } });
    }
  }

  private async loadPath(): Promise<void> {
    // Decisions on their way belong to the path as well.
    await this.source.settled();
    try {
      this.state.setState({ path: await this.source.path() });
    } catch {
      // Without the path there is no way back, but the work can go on.
    }
  }

  /** Brings what is shown in line with what the server has reserved, then loads the item after it. */
  private async confirm(): Promise<void> {
    this.turn += 1;
    const turn = this.turn;
    await this.source.settled();
    if (turn !== this.turn) return;
    let item: Item;
    try {
      item = await this.source.load(false);
      if (turn !== this.turn) return;
      this.accept(item);
    } catch (error) {
      if (turn === this.turn) this.fail(error);
      return;
    }
    if (this.source.mayLoadAhead(item)) await this.loadAhead(turn);
  }

  private async loadAhead(turn: number): Promise<void> {
    clearTimeout(this.renewal);
    let item: Item;
    try {
      item = await this.source.load(true);
    } catch {
      // Nothing to load ahead: the next item is asked for when it is needed.
      return;
    }
    if (this.left) this.source.giveBack?.(item);
    if (turn !== this.turn) return;
    const { current, upcoming } = this.state.getState();
    if (current && this.source.isOf(current, item)) return;
    if (upcoming && "work" in upcoming && this.source.isOf(upcoming.work, item)) {
      this.state.setState({ upcoming: { work: this.source.confirm(upcoming.work, item) } });
    } else {
      this.source.prepare(item);
      this.state.setState({ upcoming: { item } });
    }
    const until = this.source.expiresAt(item);
    if (until === null) return;
    this.renewal = setTimeout(
      () => {
        if (turn === this.turn) void this.loadAhead(turn);
      },
      Math.max(0, until - Date.now()) + GRACE_MS,
    );
  }

  private accept(item: Item): void {
    const { current, upcoming } = this.state.getState();
    if (!current) {
      const aside = upcoming && "work" in upcoming && this.source.isOf(upcoming.work, item);
      const work = aside ? this.source.confirm(upcoming.work, item) : this.source.begin(item);
      this.state.setState({ phase: "working", current: work, upcoming: null, error: null });
    } else if (this.source.isOf(current, item)) {
      this.state.setState({ current: this.source.confirm(current, item), error: null });
    } else if (this.source.untouched(current)) {
      // Returned work came in between: it goes first, and what was loaded ahead follows it.
      this.state.setState({ current: this.source.begin(item), upcoming: { work: current }, error: null });
    } else {
      this.state.setState({ upcoming: { item }, error: null });
    }
  }

  private begun(upcoming: Upcoming<W, Item>): W {
    return "work" in upcoming ? upcoming.work : this.source.begin(upcoming.item);
  }

  private fail(error: unknown): void {
    const { current } = this.state.getState();
    // What is in hand can be worked on without the server; the strip says that it is out of reach.
    if (current) return;
    if (hasCode(error, "queue_empty")) this.state.setState({ phase: "empty", error: null });
    else if (!(error instanceof OfflineError && this.state.getState().phase === "empty"))
      this.state.setState({ phase: "failed", error });
  }
}
