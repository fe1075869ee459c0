/** A decision on its way to the server: what is sent, and when it may be sent again. */
import { ApiError, OfflineError } from "../../api/errors";

export type ParcelKind = "submit" | "skip" | "postpone" | "update" | "review" | "verdicts";

export interface Parcel {
  /** Made once per decision; the server takes a submission with the same one only once. */
  id: string;
  kind: ParcelKind;
  person: number;
  project: number;
  task: number;
  annotation: number | null;
  /** What people call the item. */
  title: string;
  method: "POST" | "PATCH";
  path: string;
  body: Readonly<Record<string, unknown>>;
  /** Milliseconds; parcels leave in this order. */
  at: number;
}

/** Why the server did not take a parcel, in a form that survives a reload. */
export interface Refusal {
  parcel: Parcel;
  message: string;
  code: string;
  context: Readonly<Record<string, unknown>>;
}

/** Server faults may pass by themselves, but not forever: then the person has to know. */
const MOST_ATTEMPTS = 6;

/** What a failed attempt means: try again later, or a final no. */
export function verdictOn(error: unknown, attempts: number): "again" | "refused" {
  if (error instanceof OfflineError) return "again";
  if (!(error instanceof ApiError)) return "refused";
  // A session that ended is signed in again; the work waits for it.
  if (error.status === 401) return "again";
  const mayPass = error.status >= 500 || error.status === 429 || error.status === 408;
  return mayPass && attempts < MOST_ATTEMPTS ? "again" : "refused";
}

export function refusalOf(parcel: Parcel, error: unknown): Refusal {
  if (error instanceof ApiError) {
    const { message, code, context, problems } = error;
    const first = problems[0];
    const fix = first?.fix && !message.includes(first.fix) ? ` ${first.fix}` : "";
    return { parcel, message: message + fix, code, context };
  }
  return {
    parcel,
    message: "Something unexpected went wrong in this page.",
    code: "page_error",
    context: {},
  };
}

/** Parcels in the order in which they were packed. */
export function inOrder(parcels: Iterable<Parcel>): Parcel[] {
  return [...parcels].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
}

/** Random and unguessable; `crypto.randomUUID` is missing where the page is served without TLS. */
export function newParcelId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
