import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ApiError, OfflineError } from "../../src/api/errors";
import type { Deliver } from "../../src/queue/outbox/deliver";
import { Outbox } from "../../src/queue/outbox/outbox";
import { newParcelId, type Parcel, type Refusal, verdictOn } from "../../src/queue/outbox/parcel";
import { createShelf } from "../../src/queue/outbox/shelf";

const ME = 7;
let clock = 0;

function parcel(id: string, more: Partial<Parcel> = {}): Parcel {
  clock += 1;
  return {
    id,
    kind: "submit",
    person: ME,
    project: 1,
    task: 10,
    annotation: null,
    title: `Item ${id}`,
    method: "POST",
    path: "/api/tasks/10/annotations/",
    body: { result: [] },
    at: clock,
    ...more,
  };
}

/** A server of which each answer is written down before. */
function scripted(...answers: (unknown | Error)[]): { send: Deliver; sent: string[]; attempts: number[] } {
  const sent: string[] = [];
  const attempts: number[] = [];
  return {
    sent,
    attempts,
    send: async (each, attempt) => {
      sent.push(each.id);
      attempts.push(attempt);
      const answer = answers.shift();
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
}

function open(send: Deliver): Outbox {
  const outbox = new Outbox(createShelf(window.localStorage), send);
  outbox.open(ME);
  return outbox;
}

const refused = () => new ApiError(400, { detail: "No room.", code: "overlap_reached" });

beforeEach(() => {
  window.localStorage.clear();
  vi.useFakeTimers();
});

afterEach(() => vi.useRealTimers());

describe("the outbox", () => {
  it("sends in the order in which decisions were made", async () => {
    const server = scripted({ id: 1 }, { id: 2 });
    const outbox = open(server.send);
    const answers = Promise.all([outbox.add(parcel("a")), outbox.add(parcel("b"))]);
    expect(await answers).toEqual([{ id: 1 }, { id: 2 }]);
    expect(server.sent).toEqual(["a", "b"]);
    expect(outbox.state.getState().waiting).toEqual([]);
  });

  it("holds a parcel back while its gate is closed, and sends it unless it is taken back", async () => {
    const server = scripted({ id: 1 }, { id: 2 });
    const outbox = open(server.send);
    const gate = new Promise((resolve) => setTimeout(resolve, 1000));
    const [first, second] = [parcel("a"), parcel("b")];
    const gone = outbox.add(first, gate).catch((refusal: Refusal) => refusal.code);
    const answer = outbox.add(second);
    expect(outbox.takeBack(first)).toBe(true);
    expect(await gone).toBe("taken_back");
    await vi.advanceTimersByTimeAsync(1000);
    expect(await answer).toEqual({ id: 1 });
    expect(server.sent).toEqual(["b"]);
    expect(outbox.takeBack(second)).toBe(false);
    expect(outbox.state.getState()).toMatchObject({ waiting: [], refused: [] });
  });

  it("keeps what did not arrive, says so, and sends it again before what came after", async () => {
    const server = scripted(new OfflineError(), { id: 1 }, { id: 2 });
    const outbox = open(server.send);
    const first = outbox.add(parcel("a"));
    void outbox.add(parcel("b"));
    await vi.advanceTimersByTimeAsync(0);
    expect(outbox.state.getState()).toMatchObject({ stuck: true, waiting: [{ id: "a" }, { id: "b" }] });
    await vi.advanceTimersByTimeAsync(5000);
    expect(await first).toEqual({ id: 1 });
    expect(server.sent).toEqual(["a", "a", "b"]);
    expect(server.attempts).toEqual([0, 1, 0]);
    expect(outbox.state.getState().stuck).toBe(false);
  });

  it("survives a reload", async () => {
    const before = open(scripted(new OfflineError()).send);
    void before.add(parcel("a"));
    await vi.advanceTimersByTimeAsync(0);

    const server = scripted({ id: 1 });
    const after = open(server.send);
    await after.settled(1);
    expect(server.sent).toEqual(["a"]);
    // It may have arrived before the reload: the sender has to look.
    expect(server.attempts).toEqual([1]);
    expect(createShelf(window.localStorage).parcels(ME)).toEqual([]);
  });

  it("hands a refusal back with everything that was sent, and goes on with the next", async () => {
    const server = scripted(refused(), { id: 2 });
    const outbox = open(server.send);
    const first = outbox.add(parcel("a", { body: { result: [{ id: "x" }] } }));
    const second = outbox.add(parcel("b"));
    const refusal = await first.catch((error: Refusal) => error);
    expect(refusal).toMatchObject({ code: "overlap_reached", parcel: { body: { result: [{ id: "x" }] } } });
    expect(await second).toEqual({ id: 2 });

    const reopened = open(scripted().send);
    expect(reopened.state.getState().refused).toHaveLength(1);
    reopened.dismiss(refusal as Refusal);
    expect(createShelf(window.localStorage).refusals(ME)).toEqual([]);
  });

  it("waits for the draft that is still being saved", async () => {
    const server = scripted({ id: 1 });
    const outbox = open(server.send);
    let land: () => void = () => undefined;
    const draft = new Promise<void>((resolve) => {
      land = resolve;
    });
    void outbox.add(parcel("a"), draft);
    await vi.advanceTimersByTimeAsync(0);
    expect(server.sent).toEqual([]);
    land();
    await outbox.settled(1);
    expect(server.sent).toEqual(["a"]);
  });

  it("never sends what somebody else left in this browser", async () => {
    createShelf(window.localStorage).put(parcel("theirs", { person: 8 }));
    const server = scripted();
    await open(server.send).settled(1);
    expect(server.sent).toEqual([]);
    expect(createShelf(window.localStorage).parcels(8)).toHaveLength(1);
  });

  it("works without room in the browser, and says that nothing is kept", async () => {
    const full = vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
      throw new DOMException("full", "QuotaExceededError");
    });
    const server = scripted(new OfflineError(), { id: 1 });
    const outbox = open(server.send);
    const answer = outbox.add(parcel("a"));
    await vi.advanceTimersByTimeAsync(0);
    expect(outbox.state.getState().kept).toBe(false);
    await vi.advanceTimersByTimeAsync(5000);
    expect(await answer).toEqual({ id: 1 });
    full.mockRestore();
  });
});

describe("a failed attempt", () => {
  it("is repeated only where it may pass by itself", () => {
    expect(verdictOn(new OfflineError(), 99)).toBe("again");
    expect(verdictOn(new ApiError(401, {}), 99)).toBe("again");
    expect(verdictOn(new ApiError(503, {}), 1)).toBe("again");
    expect(verdictOn(new ApiError(503, {}), 6)).toBe("refused");
    expect(verdictOn(new ApiError(409, {}), 1)).toBe("refused");
    expect(verdictOn(new TypeError(), 1)).toBe("refused");
  });

  it("gives every decision a name of its own", () => {
    expect(new Set(Array.from({ length: 100 }, newParcelId)).size).toBe(100);
  });
});
