/** The server's calls, typed by its OpenAPI document. */
import createClient, { type Middleware } from "openapi-fetch";
import { errorOf, headersFor, tellSignedOut } from "./client";
import { reportReached, reportUnreached } from "./connection";
import { OfflineError } from "./errors";
import type { paths } from "./schema.gen";

const manners: Middleware = {
  onRequest({ request }) {
    headersFor(request.method, request.headers);
  },
  async onResponse({ response }) {
    reportReached();
    if (response.ok) return;
    if (response.status === 401) tellSignedOut();
    throw await errorOf(response);
  },
  onError({ request, error }) {
    if (request.signal.aborted) return error instanceof Error ? error : undefined;
    reportUnreached();
    return new OfflineError();
  },
};

export const server = createClient<paths>({ baseUrl: window.location.origin, credentials: "same-origin" });
server.use(manners);

/** What a call answers. Refusals were thrown before: ApiError, or OfflineError where nothing answered. */
export async function body<T>(call: Promise<{ data?: T }>): Promise<T> {
  return (await call).data as T;
}
