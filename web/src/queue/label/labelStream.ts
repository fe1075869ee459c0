/** The label stream of one person in one project. */
import type { Among } from "../among";
import { outbox } from "../outbox/outbox";
import * as queries from "../queries";
import type { LabelStep, NextTask } from "../shapes";
import { preloadPictures } from "../stream/pictures";
import { Stream } from "../stream/stream";
import { type LabelDesk, type LabelWork, openNext, openPast, openRefused } from "./labelWork";

export type LabelStream = Stream<LabelWork, NextTask, LabelStep>;

export function createLabelStream(desk: LabelDesk, among: Among): LabelStream {
  return new Stream<LabelWork, NextTask, LabelStep>({
    load: (prefetch) => queries.nextTask(desk.project, prefetch, among),
    begin: (task) => openNext(desk, task),
    path: () => queries.labelPath(desk.project),
    open: async ({ annotationId, taskId }) => openPast(desk, await queries.task(taskId), annotationId),
    reopen: async (refusal) => openRefused(desk, await queries.task(refusal.parcel.task), refusal),
    isOf: (work, { id }) => work.task.id === id,
    confirm: (shown, { reservation }) => ({ ...shown, reservation }),
    untouched: ({ box, editor, refusal }) =>
      refusal === null && !editor.isDirty() && box.getState().text === "",
    settled: () => outbox.settled(desk.project),
    prepare: ({ data }) => preloadPictures(desk.schema, data),
    // Best effort: a reservation made ahead is a short one.
    giveBack: ({ id }) => void queries.releaseTask(id).catch(() => undefined),
    mayLoadAhead: ({ reservation }) => reservation.can_prefetch,
    expiresAt: ({ reservation }) => (reservation.expires_at ? Date.parse(reservation.expires_at) : null),
  });
}
