import { describe, expect, it } from "vitest";
import { ApiError, OfflineError } from "../../src/api/errors";
import type { Refusal } from "../../src/queue/outbox/parcel";
import { Stream, type StreamSource } from "../../src/queue/stream/stream";
import type { Work } from "../../src/queue/work/work";

interface Item {
  id: number;
  until?: number;
}
interface TestWork extends Work {
  id: number;
  touched: boolean;
  confirmed: boolean;
}

const empty = () => new ApiError(404, { detail: "Nothing left.", code: "queue_empty" });

function work(id: number): TestWork {
  return { id, touched: false, confirmed: false, task: { id } } as TestWork;
}

/** A server with a queue: the first item is in hand, the second one is loaded ahead. */
function server(...queue: number[]) {
  const state = {
    queue,
    offline: false,
    prepared: [] as number[],
    back: [] as number[],
    inAdvance: true,
    asked: [] as string[],
    ahead: Promise.resolve(),
    settled: Promise.resolve(),
  };
  const source: StreamSource<TestWork, Item, { id: number }> = {
    load: async (prefetch) => {
      state.asked.push(prefetch ? "after" : "now");
      if (state.offline) throw new OfflineError();
      if (prefetch) await state.ahead;
      const id = state.queue[prefetch ? 1 : 0];
      if (id === undefined) throw empty();
      return { id };
    },
    begin: ({ id }) => work(id),
    path: async () => [{ id: 91 }, { id: 92 }],
    open: async ({ id }) => work(id),
    reopen: async ({ parcel }) => work(parcel.task),
    isOf: (shown, { id }) => shown.id === id,
    confirm: (shown) => ({ ...shown, confirmed: true }),
    untouched: ({ touched }) => !touched,
    settled: () => state.settled,
    prepare: ({ id }) => state.prepared.push(id),
    giveBack: ({ id }) => state.back.push(id),
    mayLoadAhead: () => state.inAdvance,
    expiresAt: () => null,
  };
  return { state, stream: new Stream(source) };
}

const idle = () => new Promise((resolve) => setTimeout(resolve, 0));
const refusal = (task: number) => ({ parcel: { task } }) as Refusal;

describe("the walk through a queue", () => {
  it("shows the first item and loads the next one with its pictures", async () => {
    const { state, stream } = server(1, 2, 3);
    await stream.start();
    expect(stream.state.getState()).toMatchObject({ phase: "working", current: { id: 1 } });
    expect(stream.state.getState().upcoming).toEqual({ item: { id: 2 } });
    expect(state.prepared).toEqual([2]);
  });

  it("gives back what was loaded ahead when the person leaves, also what arrives only then", async () => {
    const { state, stream } = server(1, 2, 3);
    await stream.start();
    stream.leave();
    await idle();
    expect(state.back).toEqual([2]);
    expect(stream.state.getState()).toMatchObject({ current: null, upcoming: null });

    const late = server(4, 5);
    let arrive = () => {};
    late.state.ahead = new Promise((resolve) => {
      arrive = resolve;
    });
    void late.stream.start();
    await idle();
    late.stream.leave();
    expect(late.state.back).toEqual([]);
    arrive();
    await idle();
    expect(late.state.back).toEqual([5]);
  });

  it("shows the next item at once, and confirms it behind the scenes", async () => {
    const { state, stream } = server(1, 2, 3);
    await stream.start();
    state.queue.shift();
    stream.advance();
    expect(stream.state.getState().current?.id).toBe(2);
    await idle();
    expect(stream.state.getState()).toMatchObject({
      current: { id: 2, confirmed: true },
      upcoming: { item: { id: 3 } },
    });
  });

  it("does not ask for what nobody may have in advance", async () => {
    const { state, stream } = server(1, 2);
    state.inAdvance = false;
    await stream.start();
    state.queue.shift();
    stream.advance();
    expect(stream.state.getState()).toMatchObject({ phase: "loading", current: null });
    await idle();
    expect(stream.state.getState()).toMatchObject({ phase: "working", current: { id: 2 }, upcoming: null });
    expect(state.asked).toEqual(["now", "now"]);
  });

  it("says when the queue is empty", async () => {
    const { state, stream } = server(1);
    await stream.start();
    state.queue.shift();
    stream.advance();
    expect(stream.state.getState().phase).toBe("loading");
    await idle();
    expect(stream.state.getState()).toMatchObject({ phase: "empty", current: null });
  });

  it("lets an untouched item give way to returned work", async () => {
    const { state, stream } = server(1, 2);
    await stream.start();
    state.queue.splice(0, 2, 9, 2);
    stream.advance();
    await idle();
    expect(stream.state.getState()).toMatchObject({ current: { id: 9 }, upcoming: { work: { id: 2 } } });
  });

  it("never takes an item away that somebody has begun", async () => {
    const { state, stream } = server(1, 2);
    await stream.start();
    state.queue.splice(0, 2, 9, 2);
    stream.advance();
    const current = stream.state.getState().current;
    if (current) current.touched = true;
    await idle();
    expect(stream.state.getState()).toMatchObject({ current: { id: 2 }, upcoming: { item: { id: 9 } } });
  });

  it("keeps the item in hand when the server is out of reach", async () => {
    const { state, stream } = server(1, 2);
    await stream.start();
    state.offline = true;
    stream.advance();
    await idle();
    expect(stream.state.getState()).toMatchObject({ phase: "working", current: { id: 2 }, upcoming: null });
    stream.advance();
    await idle();
    expect(stream.state.getState()).toMatchObject({ phase: "failed", current: null });
    state.offline = false;
    await stream.start();
    expect(stream.state.getState()).toMatchObject({ phase: "working", current: { id: 1 } });
  });

  it("brings back what was refused, and puts what is begun behind it", async () => {
    const { stream } = server(1, 2);
    await stream.start();
    await stream.comeBack(refusal(7));
    expect(stream.state.getState()).toMatchObject({ current: { id: 7 }, upcoming: { work: { id: 1 } } });
    stream.advance();
    expect(stream.state.getState().current?.id).toBe(1);
  });

  it("does not bring anything back into a page that was left", async () => {
    const { stream } = server(1);
    await stream.start();
    stream.stop();
    expect(await stream.comeBack(refusal(7))).toBe(false);
    expect(stream.state.getState().current?.id).toBe(1);
  });

  it("walks back and forward along the path, to the item in hand", async () => {
    const { stream } = server(1);
    await stream.start();
    stream.back();
    await idle();
    expect(stream.state.getState().opened).toMatchObject({ at: 1, work: { id: 92 } });
    stream.back();
    await idle();
    expect(stream.state.getState().opened).toMatchObject({ at: 0, work: { id: 91 } });
    expect(stream.canGoBack()).toBe(false);
    stream.forward();
    await idle();
    stream.forward();
    expect(stream.state.getState()).toMatchObject({ opened: null, current: { id: 1 } });
  });
});
