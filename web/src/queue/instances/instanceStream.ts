/** The review stream of a project whose instances are judged one by one. */
import { ApiError } from "../../api/errors";
import { outbox } from "../outbox/outbox";
import type { Refusal } from "../outbox/parcel";
import * as queries from "../queries";
import type { ReviewDesk } from "../review/reviewWork";
import type { Batch, ReviewStep } from "../shapes";
import { preloadPictures } from "../stream/pictures";
import { Stream } from "../stream/stream";
import {
  type InstanceWork,
  mendedOf,
  openInstances,
  openJudgedInstances,
  openReturned,
} from "./instanceWork";

export type InstanceStream = Stream<InstanceWork, Batch, ReviewStep>;

/** `first` is the annotation that somebody came for, if they did; `onMissed` hears when it cannot be judged now. */
export function createInstanceStream(
  desk: ReviewDesk,
  first: number | null,
  onMissed: (error: ApiError) => void,
): InstanceStream {
  const { among, project } = desk;
  let wanted = first;
  return new Stream<InstanceWork, Batch, ReviewStep>({
    load: async (prefetch) => {
      if (wanted !== null && !prefetch) {
        try {
          const batch = await queries.batchOf(project, wanted);
          return batch;
        } catch (error) {
          if (!(error instanceof ApiError)) throw error;
          onMissed(error);
          wanted = null;
        }
      }
      return queries.nextBatch(project, prefetch, among);
    },
    begin: (batch) => {
      if (batch.annotation.id === wanted) wanted = null;
      return openInstances(desk, batch);
    },
    path: () => queries.reviewPath(project),
    open: (step) => openJudgedStep(desk, step),
    reopen: (refusal) => reopen(desk, refusal),
    isOf: (work, { annotation }) => work.annotation.id === annotation.id,
    confirm: (shown, { left, reservation }) => ({ ...shown, left, reservation }),
    untouched: (work) => work.refusal === null && !isBegun(work),
    settled: () => outbox.settled(project),
    prepare: ({ task }) => preloadPictures(desk.schema, task.data),
    mayLoadAhead: ({ reservation }) => reservation.can_prefetch,
    expiresAt: ({ reservation }) => (reservation.expires_at ? Date.parse(reservation.expires_at) : null),
  });
}

/** Whether anything was decided, reported or corrected that is not sent. */
export function isBegun(work: InstanceWork): boolean {
  const { decisions } = work.editor.state();
  const isDecided = [...decisions.values()].some(({ isMine, verdict }) => isMine && verdict !== "pending");
  return isDecided || work.sheet.getState().reports.length > 0 || mendedOf(work).size > 0;
}

export async function openJudgedStep(
  desk: ReviewDesk,
  step: Pick<ReviewStep, "task" | "annotation">,
): Promise<InstanceWork> {
  const [task, items] = await Promise.all([queries.task(step.task), queries.reviewItems(step.annotation)]);
  const annotation = task.annotations.find(({ id }) => id === step.annotation);
  if (!annotation) {
    throw new ApiError(404, { detail: "The annotation does not exist any more.", code: "gone" });
  }
  return openJudgedInstances(desk, task, annotation, items);
}

/** What the server refused, over the batch as it is now, as far as it can still be judged. */
async function reopen(desk: ReviewDesk, refusal: Refusal): Promise<InstanceWork> {
  const { annotation, body } = refusal.parcel;
  const isStale = refusal.code === "stale_revision";
  const [batch, seen] = await Promise.all([
    queries.batchOf(desk.project, annotation ?? 0),
    isStale && annotation !== null
      ? queries.revision(annotation, Number(body.revision)).then(({ result }) => result)
      : null,
  ]);
  return openReturned(desk, batch, refusal, seen);
}
