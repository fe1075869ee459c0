/** The review stream of one person in one project. */
import { ApiError } from "../../api/errors";
import { outbox } from "../outbox/outbox";
import type { Refusal } from "../outbox/parcel";
import * as queries from "../queries";
import type { Batch, ReviewStep } from "../shapes";
import { preloadPictures } from "../stream/pictures";
import { Stream } from "../stream/stream";
import { openBatch, openJudged, openRefused, type ReviewDesk, type ReviewWork } from "./reviewWork";

export type ReviewStream = Stream<ReviewWork, Batch, ReviewStep>;

export function createReviewStream(desk: ReviewDesk): ReviewStream {
  const { among, project } = desk;
  return new Stream<ReviewWork, Batch, ReviewStep>({
    load: (prefetch) => queries.nextBatch(project, prefetch, among),
    begin: (batch) => openBatch(desk, batch),
    path: () => queries.reviewPath(project),
    open: (step) => openStep(desk, step),
    reopen: (refusal) => reopen(desk, refusal),
    isOf: (work, { annotation }) => work.annotation.id === annotation.id,
    confirm: (shown, { left, reservation }) => ({ ...shown, left, reservation }),
    untouched: ({ box, editor, refusal }) =>
      refusal === null && !editor.isDirty() && box.getState().text === "",
    settled: () => outbox.settled(project),
    prepare: ({ task }) => preloadPictures(desk.schema, task.data),
    mayLoadAhead: ({ reservation }) => reservation.can_prefetch,
    expiresAt: ({ reservation }) => (reservation.expires_at ? Date.parse(reservation.expires_at) : null),
  });
}

export async function openStep(
  desk: ReviewDesk,
  step: Pick<ReviewStep, "task" | "annotation">,
): Promise<ReviewWork> {
  const [task, reviews] = await Promise.all([queries.task(step.task), queries.reviewsOf(step.annotation)]);
  const work = openJudged(desk, task, step.annotation, reviews);
  if (!work) throw gone();
  return work;
}

/** What the server refused, as far as it is still there. */
export async function reopen(desk: ReviewDesk, refusal: Refusal): Promise<ReviewWork> {
  const { annotation, body, task } = refusal.parcel;
  const [found, seen] = await Promise.all([
    queries.task(task),
    refusal.code === "stale_revision" && annotation !== null
      ? queries.revision(annotation, Number(body.revision)).then(({ result }) => result)
      : null,
  ]);
  const work = openRefused(desk, found, refusal, seen);
  if (!work) throw gone();
  return work;
}

function gone(): ApiError {
  return new ApiError(404, { detail: "The annotation does not exist any more.", code: "gone" });
}
