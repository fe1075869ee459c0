/** An item of the label stream: what it begins with, and the decisions that leave it. */
import type { Project } from "../../api/contract";
import type { LabelSchema } from "../../editor";
import { newParcelId, type Parcel, type ParcelKind, type Refusal } from "../outbox/parcel";
import type { Annotation, NextTask, Prediction, TaskDetail } from "../shapes";
import { spoken } from "../work/commentBox";
import { asOwn } from "../work/predicted";
import { asSeen, openWork, type Work } from "../work/work";

export interface LabelWork extends Work {
  /** "new" work is submitted, "returned" work mended and resubmitted, "past" work of one's own updated. */
  kind: "new" | "returned" | "past";
  reservation: NextTask["reservation"] | null;
  /** The prediction that the work began with. */
  prediction: Prediction | null;
  /** It is shown as suggestions to take, instead of being the beginning. */
  suggests?: boolean;
}

export interface LabelDesk {
  schema: LabelSchema;
  person: number;
  project: number;
  /** Predictions begin the annotation. */
  usesPredictions: boolean;
  /** They wait instead until the person draws over them. */
  reveals: boolean;
}

/** How a project wants its predictions to be used. */
export function usesOf(project: Project): Pick<LabelDesk, "reveals" | "usesPredictions"> {
  const usesPredictions = project.show_collab_predictions;
  return { usesPredictions, reveals: usesPredictions && project.reveal_preannotations_interactively };
}

export function openNext(desk: LabelDesk, task: NextTask): LabelWork {
  const returned = task.reservation.returned ? returnedOf(task) : null;
  const prediction = returned || !desk.usesPredictions ? null : bestOf(task.predictions);
  const skipped = task.annotations.find((annotation) => annotation.was_cancelled);
  const waiting = desk.reveals ? prediction : null;
  const start = returned?.result ?? (prediction && !waiting ? asOwn(prediction) : skipped?.result);
  const options = { ...desk, ...revealed(desk, waiting), task, annotation: returned, start: start ?? [] };
  const work = openWork({ ...options, mode: "annotate" });
  const kind = returned ? "returned" : "new";
  return { ...work, kind, reservation: task.reservation, prediction, suggests: waiting !== null };
}

/** Work of one's own that was handed in before; a skip can still become an annotation. */
export function openPast(desk: LabelDesk, task: TaskDetail, annotationId: number | null): LabelWork {
  const annotation = task.annotations.find(({ id }) => id === annotationId) ?? null;
  const prediction = annotation === null && desk.reveals ? bestOf(task.predictions) : null;
  const work = openWork({ ...desk, ...revealed(desk, prediction), task, annotation, mode: "annotate" });
  const kind = kindOf(annotation);
  return { ...work, kind, reservation: null, prediction, suggests: prediction !== null };
}

/** A prediction that is shown only where it is drawn over. */
function revealed({ reveals }: LabelDesk, prediction: Prediction | null) {
  return { mustReveal: reveals, ...(prediction && { predictions: asOwn(prediction) }) };
}

/** The version that somebody else saved; one's own is kept beside it. */
export function openTheirs(desk: LabelDesk, task: TaskDetail, work: LabelWork): LabelWork {
  const annotation = task.annotations.find(({ id }) => id === work.annotation?.id) ?? null;
  const theirs = openWork({ ...desk, task, annotation, mode: "annotate", mine: work.editor.result() });
  return { ...theirs, kind: kindOf(annotation), reservation: work.reservation, prediction: null };
}

function kindOf(annotation: Annotation | null): LabelWork["kind"] {
  if (annotation === null || annotation.was_cancelled) return "new";
  return annotation.verdict === "returned" ? "returned" : "past";
}

/** What the server did not take, as it was handed in. */
export function openRefused(desk: LabelDesk, task: TaskDetail, refusal: Refusal): LabelWork {
  // Handed in before in another window: what is here is a change of that.
  const wanted = refusal.parcel.annotation ?? refusal.context.annotation;
  const found = task.annotations.find(({ id }) => id === wanted) ?? null;
  const annotation = asSeen(found, refusal);
  const work = openWork({ ...desk, task, annotation, mode: "annotate", refusal });
  const { parent_prediction } = refusal.parcel.body;
  const prediction = task.predictions.find(({ id }) => id === parent_prediction) ?? null;
  return { ...work, kind: kindOf(annotation), reservation: null, prediction };
}

/** The rejected annotation of a task that came back to its author. */
function returnedOf(task: TaskDetail): Annotation | null {
  const own = task.annotations.filter((annotation) => !annotation.was_cancelled);
  return own.find(({ verdict }) => verdict === "returned") ?? own[0] ?? null;
}

/** The prediction to begin with: the one its model is surest of, else the newest. */
export function bestOf(predictions: readonly Prediction[]): Prediction | null {
  return predictions.reduce<Prediction | null>(
    (best, each) => (best === null || (each.score ?? -1) >= (best.score ?? -1) ? each : best),
    null,
  );
}

/** A decision about an item, packed for the outbox. */
export function pack(desk: LabelDesk, work: LabelWork, kind: ParcelKind, title: string): Parcel {
  const { annotation, box, editor, keeper, prediction, task, watch } = work;
  const id = newParcelId();
  const done = { result: editor.result(), lead_time: watch.seconds() };
  const said = spoken(box);
  const head = {
    id,
    kind,
    person: desk.person,
    project: desk.project,
    task: task.id,
    annotation: annotation?.id ?? null,
    title,
    at: Date.now(),
  };
  if (kind === "postpone") {
    return { ...head, method: "POST", path: `/api/tasks/${task.id}/postpone/`, body: done };
  }
  if (annotation && !annotation.was_cancelled) {
    const body = { ...done, ...said, revision: annotation.revision };
    return { ...head, kind: "update", method: "PATCH", path: `/api/annotations/${annotation.id}/`, body };
  }
  return {
    ...head,
    method: "POST",
    path: `/api/tasks/${task.id}/annotations/`,
    body: {
      ...done,
      ...said,
      was_cancelled: kind === "skip",
      unique_id: id,
      draft_id: keeper.state.getState().draft?.id,
      parent_prediction: prediction?.id,
      reservation: work.reservation?.work_item,
    },
  };
}
