/** An item of the review stream: the author's work, the last round behind it, and the verdicts that leave it. */

import type { RejectAction, ReviewSettings } from "../../api/contract";
import { createEditor, type LabelSchema, type Region } from "../../editor";
import type { Among } from "../among";
import { newParcelId, type Parcel, type Refusal } from "../outbox/parcel";
import type { Annotation, Batch, GivenReview, Result, TaskDetail } from "../shapes";
import { spoken } from "../work/commentBox";
import { asSeen, isChanged, openWork, type Work } from "../work/work";
import { inOrder } from "./rejectWords";

export interface ReviewWork extends Work {
  annotation: Annotation;
  /** Null for an item of the path that is looked at again. */
  reservation: Batch["reservation"] | null;
  /** The revision that was judged in the last round. */
  previous: Batch["previous"];
  /** The regions as their author left them. */
  original: ReadonlyMap<string, Region>;
  allowed: readonly RejectAction[];
  usual: RejectAction;
  /** Items that wait after this one. */
  left: number | null;
  /** The verdict that stands, when it was given by the person at the page. */
  given: GivenReview | null;
}

export interface ReviewDesk {
  schema: LabelSchema;
  person: number;
  project: number;
  settings: ReviewSettings;
  among: Among;
}

interface Open {
  task: TaskDetail;
  annotation: Annotation;
  previous: Batch["previous"];
  refusal?: Refusal;
  mine?: Result;
}

function openReview(desk: ReviewDesk, { annotation, mine, previous, refusal, task }: Open) {
  const { person, schema } = desk;
  const work = openWork({ schema, person, task, annotation, mode: "review", refusal, mine });
  if (previous) work.editor.setGhosts(previous.result);
  if (work.restored) work.editor.setEditable(true);
  return { ...work, annotation, previous, original: regionsOf(desk, task, annotation) };
}

export function openBatch(desk: ReviewDesk, batch: Batch): ReviewWork {
  const { allowed_reject_actions: allowed, default_reject_action: usual, left, reservation } = batch;
  return { ...openReview(desk, batch), reservation, allowed: inOrder(allowed), usual, left, given: null };
}

/** An item that was judged before, with one's own verdict on it if it still stands. */
export function openJudged(
  desk: ReviewDesk,
  task: TaskDetail,
  annotationId: number,
  reviews: readonly GivenReview[],
): ReviewWork | null {
  const annotation = task.annotations.find(({ id }) => id === annotationId);
  if (!annotation) return null;
  const last = reviews.at(-1);
  return {
    ...openReview(desk, { task, annotation, previous: null }),
    ...rulesOf(desk),
    given: last?.created_by === desk.person ? last : null,
  };
}

/** What the server did not take. A verdict on an older version comes back over what it was meant for. */
export function openRefused(
  desk: ReviewDesk,
  task: TaskDetail,
  refusal: Refusal,
  seen: Result | null,
): ReviewWork | null {
  const found = task.annotations.find(({ id }) => id === refusal.parcel.annotation);
  if (!found) return null;
  const hasEdits = Array.isArray(refusal.parcel.body.result);
  // Without edits there is nothing to lose: the new version is shown, and the one that was judged behind it.
  const annotation = hasEdits ? (asSeen(found, refusal) ?? found) : found;
  const revision = Number(refusal.parcel.body.revision);
  const previous = !hasEdits && seen ? { revision, result: seen } : null;
  return { ...openReview(desk, { task, annotation, previous, refusal }), ...rulesOf(desk), given: null };
}

/** The version that somebody else saved; one's own edits are kept beside it. */
export function openTheirs(desk: ReviewDesk, task: TaskDetail, work: ReviewWork): ReviewWork {
  const annotation = task.annotations.find(({ id }) => id === work.annotation.id) ?? work.annotation;
  const theirs = openReview(desk, { task, annotation, previous: work.previous, mine: work.editor.result() });
  theirs.box.setState(work.box.getState());
  const { allowed, given, left, reservation, usual } = work;
  return { ...theirs, allowed, given, left, reservation, usual };
}

/** The work as its author left it, to look at. */
export function withoutEdits(work: ReviewWork): ReviewWork {
  work.editor.load(work.annotation.result);
  work.editor.setEditable(false);
  void work.keeper.discard();
  return { ...work, restored: null };
}

export function rulesOf({ settings }: ReviewDesk) {
  const { allowed_reject_actions: allowed, default_reject_action: usual } = settings;
  return { allowed: inOrder(allowed), usual, left: null, reservation: null };
}

/** The regions of an annotation as its author left them. */
export function regionsOf({ schema }: ReviewDesk, { data }: TaskDetail, { result }: Annotation) {
  return createEditor({ schema, data, result, mode: "readonly" }).state().regions;
}

export interface Verdict {
  accepted: boolean;
  action?: RejectAction;
  /** Why it is rejected, of the project's reasons. */
  reason?: string;
}

/** A verdict, packed for the outbox. An acceptance carries the reviewer's edits; a rejection drops them. */
export function packVerdict(desk: ReviewDesk, work: ReviewWork, verdict: Verdict, title: string): Parcel {
  const { annotation, box, editor, given, task, watch } = work;
  return {
    id: newParcelId(),
    kind: "review",
    person: desk.person,
    project: desk.project,
    task: task.id,
    annotation: annotation.id,
    title,
    at: Date.now(),
    method: given ? "PATCH" : "POST",
    path: given ? `/api/annotation-reviews/${given.id}/` : "/api/annotation-reviews/",
    body: {
      annotation: annotation.id,
      accepted: verdict.accepted,
      reject_action: verdict.accepted ? undefined : verdict.action,
      reason: verdict.accepted ? undefined : verdict.reason,
      result: verdict.accepted && isChanged(work) ? editor.result() : undefined,
      ...spoken(box),
      started_at: watch.startedAt.toISOString(),
      revision: annotation.revision,
    },
  };
}
