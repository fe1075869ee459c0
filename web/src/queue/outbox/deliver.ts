/** Sends one parcel. A parcel that was sent before may have arrived although its answer was lost. */
import { request } from "../../api/client";
import { ApiError } from "../../api/errors";
import type { Annotation, GivenReview } from "../shapes";
import type { Parcel } from "./parcel";

export type Deliver = (parcel: Parcel, attempts: number) => Promise<unknown>;

export const deliver: Deliver = async (parcel, attempts) => {
  const gives = parcel.kind === "verdicts" || (parcel.kind === "review" && parcel.method === "POST");
  if (attempts > 0 && gives) {
    const given = await alreadyGiven(parcel);
    if (given) return given;
  }
  try {
    return await request(parcel.method, parcel.path, { body: parcel.body });
  } catch (error) {
    if (attempts > 0 && isOwnChange(parcel, error)) {
      return request<Annotation>("GET", `/api/annotations/${parcel.annotation}/`);
    }
    throw error;
  }
};

/** The verdict of this very parcel: nobody else began to look at the same millisecond. */
async function alreadyGiven({ annotation, person, body }: Parcel): Promise<GivenReview | undefined> {
  const given = await request<GivenReview[]>("GET", "/api/annotation-reviews/", { query: { annotation } });
  const started = Date.parse(String(body.started_at));
  return given.find(
    (review) =>
      review.created_by === person && review.started_at !== null && Date.parse(review.started_at) === started,
  );
}

/** Whether a change is called stale because its first sending went through. */
function isOwnChange({ kind, person, body }: Parcel, error: unknown): boolean {
  return (
    kind === "update" &&
    error instanceof ApiError &&
    error.code === "stale_revision" &&
    error.context.updated_by === person &&
    error.context.revision === Number(body.revision) + 1
  );
}
