/**
 * When pages are drawn: one after the other, those nearest to what is looked at first, and none while they fly past.
 * Drawing happens on the thread that scrolls; what it takes, scrolling lacks.
 */
export interface Easel {
  /** The pages moved: how far they are scrolled, and which is looked at. */
  readonly moved: (top: number, page: number) => void;
  /** Resolves when nobody scrolls faster than can be read. */
  readonly calm: () => Promise<void>;
  /** Draws when it is this page's turn; a page that is not wanted any more gives its turn up. */
  readonly inTurn: (page: number, isWanted: () => boolean, draw: () => Promise<void>) => Promise<void>;
}

/** Pixels a millisecond: about a page in a second. */
const HURRY = 1.5;
/** So long after the last hurried move, in milliseconds, it is calm again. */
const REST = 120;

interface Waiting {
  readonly page: number;
  readonly start: () => void;
}

export function createEasel(now: () => number = () => performance.now()): Easel {
  let last = { top: 0, at: Number.NEGATIVE_INFINITY };
  let looking = 1;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let released: (() => void)[] = [];
  let waiting: Waiting[] = [];
  let busy = false;

  function moved(top: number, page: number): void {
    const at = now();
    const speed = Math.abs(top - last.top) / Math.max(1, at - last.at);
    last = { top, at };
    looking = page;
    if (speed < HURRY) return;
    clearTimeout(timer);
    timer = setTimeout(rest, REST);
  }

  function rest(): void {
    timer = undefined;
    const free = released;
    released = [];
    for (const go of free) go();
  }

  function calm(): Promise<void> {
    if (timer === undefined) return Promise.resolve();
    return new Promise((resolve) => released.push(resolve));
  }

  async function inTurn(page: number, isWanted: () => boolean, draw: () => Promise<void>): Promise<void> {
    if (busy) await new Promise<void>((start) => waiting.push({ page, start }));
    busy = true;
    try {
      await calm();
      if (isWanted()) await draw();
    } finally {
      busy = false;
      next();
    }
  }

  function next(): void {
    const nearest = waiting.reduce<Waiting | null>(
      (best, each) =>
        best === null || Math.abs(each.page - looking) < Math.abs(best.page - looking) ? each : best,
      null,
    );
    if (!nearest) return;
    // Whoever asks before the next one has begun waits like the others.
    busy = true;
    waiting = waiting.filter((each) => each !== nearest);
    nearest.start();
  }

  return { moved, calm, inTurn };
}
