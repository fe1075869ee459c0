/** One way to the server: the session cookie, the CSRF header, the one error shape. */
import { reportReached, reportUnreached } from "./connection";
import { ApiError, type ErrorBody, OfflineError } from "./errors";

type Query = Record<string, string | number | boolean | null | undefined>;

interface RequestOptions {
  query?: Query;
  body?: unknown;
  signal?: AbortSignal;
}

type SignedOutListener = () => void;
const signedOut = new Set<SignedOutListener>();

/** Calls the listener whenever the server says that nobody is signed in. Returns the way to stop. */
export function onSignedOut(listener: SignedOutListener): () => void {
  signedOut.add(listener);
  return () => signedOut.delete(listener);
}

export function tellSignedOut(): void {
  for (const listener of signedOut) listener();
}

function csrfToken(): string {
  return /(?:^|;\s*)csrftoken=([^;]*)/.exec(document.cookie)?.[1] ?? "";
}

/** A path with its query; empty values are left out. */
export function withQuery(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== "") search.set(key, String(value));
  }
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

/** Adds what every call carries; used by `request` and by the typed calls. */
export function headersFor(method: string, headers = new Headers()): Headers {
  headers.set("Accept", "application/json");
  if (method !== "GET" && method !== "HEAD") headers.set("X-CSRFToken", decodeURIComponent(csrfToken()));
  return headers;
}

/** The error that an answer tells. */
export async function errorOf(answer: Response): Promise<ApiError> {
  const body: ErrorBody = await answer.json().catch(() => ({}));
  return new ApiError(answer.status, body);
}

/**
 * Sends a request and reads its JSON. Throws ApiError when the server refuses, OfflineError when it is out of reach.
 * A `FormData` body goes as it is; anything else as JSON.
 */
export async function request<T>(method: string, path: string, options: RequestOptions = {}): Promise<T> {
  const headers = headersFor(method);
  const isForm = options.body instanceof FormData;
  if (options.body !== undefined && !isForm) headers.set("Content-Type", "application/json");
  let answer: Response;
  try {
    answer = await fetch(withQuery(path, options.query), {
      method,
      headers,
      body: isForm ? (options.body as FormData) : JSON.stringify(options.body),
      signal: options.signal ?? null,
      credentials: "same-origin",
    });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    reportUnreached();
    throw new OfflineError();
  }
  reportReached();
  if (!answer.ok) {
    const error = await errorOf(answer);
    if (answer.status === 401) tellSignedOut();
    throw error;
  }
  return (answer.status === 204 ? undefined : await answer.json()) as T;
}

export const api = {
  get: <T>(path: string, query?: Query, signal?: AbortSignal) => request<T>("GET", path, { query, signal }),
  post: <T>(path: string, body?: unknown) => request<T>("POST", path, { body }),
  patch: <T>(path: string, body: unknown) => request<T>("PATCH", path, { body }),
  delete: <T = void>(path: string, query?: Query) => request<T>("DELETE", path, { query }),
};
