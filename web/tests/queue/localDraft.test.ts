import { describe, expect, it } from "vitest";
import type { Draft } from "../../src/queue/shapes";
import { newerDraft, readLocal, writeLocal } from "../../src/queue/work/localDraft";
import { sameResult } from "../../src/queue/work/sameResult";

const PLACE = { person: 1, task: 2, annotation: null };
const NOON = Date.parse("2026-05-01T12:00:00Z");

function server(updated_at: string): Draft {
  return {
    id: 5,
    task: 2,
    annotation: null,
    user: 1,
    result: [{ id: "server" }],
    lead_time: 10,
    was_postponed: false,
    created_at: updated_at,
    updated_at,
    came_with_task: false,
  };
}

function local(base: string | null, changedAt: number) {
  return { result: [{ id: "local" }], lead_time: 12, changedAt, base };
}

describe("the newer draft", () => {
  it("is the only one there is", () => {
    expect(newerDraft(null, null)).toBeNull();
    expect(newerDraft(local(null, NOON), null)?.from).toBe("browser");
    expect(newerDraft(null, server("2026-05-01T12:00:00Z"))?.from).toBe("server");
  });

  it("is nobody's where labels came with the task, until somebody has changed them", () => {
    const came = { ...server("2026-05-01T12:00:00Z"), came_with_task: true };
    expect(newerDraft(null, came)?.from).toBe("task");
    expect(newerDraft(local(null, NOON + 60_000), came)?.from).toBe("browser");
  });

  it("is the browser's when it went on from the server's, whatever the clocks say", () => {
    const saved = "2026-05-01T12:00:00Z";
    expect(newerDraft(local(saved, NOON - 3_600_000), server(saved))?.from).toBe("browser");
  });

  it("is the server's when the person went on elsewhere since", () => {
    const found = newerDraft(local("2026-05-01T10:00:00Z", NOON - 60_000), server("2026-05-01T12:00:00Z"));
    expect(found).toMatchObject({ from: "server", result: [{ id: "server" }], lead_time: 10 });
  });

  it("is the browser's when it was changed after the server's", () => {
    expect(newerDraft(local(null, NOON + 1), server("2026-05-01T12:00:00Z"))?.from).toBe("browser");
  });
});

describe("a local draft", () => {
  it("comes back as it was written", () => {
    writeLocal(window.localStorage, PLACE, local(null, NOON));
    expect(readLocal(window.localStorage, PLACE)).toEqual(local(null, NOON));
    expect(readLocal(window.localStorage, { ...PLACE, person: 9 })).toBeNull();
  });

  it("is none when it was cut short", () => {
    window.localStorage.setItem("assay.draft.1.2.0", '{"result": [');
    expect(readLocal(window.localStorage, PLACE)).toBeNull();
  });
});

describe("the same result", () => {
  it("does not depend on the order of keys", () => {
    expect(
      sameResult([{ id: "a", value: { x: 1, y: [1, 2] } }], [{ value: { y: [1, 2], x: 1 }, id: "a" }]),
    ).toBe(true);
  });

  it("is another one when anything differs", () => {
    expect(sameResult([{ id: "a" }], [{ id: "b" }])).toBe(false);
    expect(sameResult([{ id: "a" }], [])).toBe(false);
    expect(sameResult([{ id: "a", value: {} }], [{ id: "a", value: { x: undefined } }])).toBe(false);
  });
});
