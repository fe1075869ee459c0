import { afterEach, describe, expect, test, vi } from "vitest";
import { api, onSignedOut, withQuery } from "../../src/api/client";
import { useConnection } from "../../src/api/connection";
import { ApiError, OfflineError } from "../../src/api/errors";

function answer(status: number, body: unknown): Response {
  return new Response(status === 204 ? null : JSON.stringify(body), { status });
}

afterEach(() => {
  vi.unstubAllGlobals();
  useConnection.setState({ online: true });
});

describe("withQuery", () => {
  test("leaves out what is empty", () => {
    expect(withQuery("/api/x/", { a: 1, b: "", c: undefined, d: null, e: false })).toBe(
      "/api/x/?a=1&e=false",
    );
    expect(withQuery("/api/x/", {})).toBe("/api/x/");
  });
});

describe("request", () => {
  test("sends the CSRF token with what changes something, and only there", async () => {
    vi.stubGlobal("document", { cookie: "a=b; csrftoken=abc%3D" });
    const fetched = vi.fn(async (_path: string, _init: RequestInit) => answer(200, {}));
    vi.stubGlobal("fetch", fetched);
    await api.get("/api/x/");
    await api.post("/api/x/", { a: 1 });
    const sent = fetched.mock.calls.map(([, init]) => new Headers(init.headers));
    expect(sent.map((headers) => headers.get("X-CSRFToken"))).toEqual([null, "abc="]);
    expect(sent[1]?.get("Content-Type")).toBe("application/json");
  });

  test("turns a refusal into an error that knows its fields", async () => {
    vi.stubGlobal("fetch", async () =>
      answer(400, {
        detail: "title: is too short.",
        code: "bad_input",
        problems: [{ field: "title", message: "is too short.", fix: "Use three characters." }],
      }),
    );
    const error = await api.post("/api/x/", {}).catch((raised: unknown) => raised);
    expect(error).toBeInstanceOf(ApiError);
    expect((error as ApiError).fields()).toEqual({ title: "Is too short. Use three characters." });
    expect((error as ApiError).code).toBe("bad_input");
  });

  test("understands an answer that is no JSON", async () => {
    vi.stubGlobal("fetch", async () => new Response("<h1>Bad gateway</h1>", { status: 502 }));
    await expect(api.get("/api/x/")).rejects.toMatchObject({ status: 502, code: "refused" });
  });

  test("tells that nobody is signed in", async () => {
    vi.stubGlobal("fetch", async () => answer(401, {}));
    const told = vi.fn();
    const stop = onSignedOut(told);
    await expect(api.get("/api/x/")).rejects.toBeInstanceOf(ApiError);
    stop();
    expect(told).toHaveBeenCalledOnce();
  });

  test("is offline when nothing answers, and online again with the next answer", async () => {
    vi.stubGlobal("fetch", async () => {
      throw new TypeError("Failed to fetch");
    });
    await expect(api.get("/api/x/")).rejects.toBeInstanceOf(OfflineError);
    expect(useConnection.getState().online).toBe(false);
    vi.stubGlobal("fetch", async () => answer(204, null));
    await expect(api.delete("/api/x/")).resolves.toBeUndefined();
    expect(useConnection.getState().online).toBe(true);
  });
});
