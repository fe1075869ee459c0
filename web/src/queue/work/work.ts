/** One item in somebody's hands: the editor, the draft that follows it, the comment box, the clock. */
import { createEditor, type Editor, type LabelSchema, type Mode } from "../../editor";
import type { Refusal } from "../outbox/parcel";
import type { Annotation, Draft, Result, TaskDetail } from "../shapes";
import { type CommentBox, createCommentBox } from "./commentBox";
import { DraftKeeper } from "./draftKeeper";
import { newerDraft, type Restored, readLocal } from "./localDraft";
import { mediaOf } from "./media";
import { sameResult } from "./sameResult";
import { type Stopwatch, startStopwatch } from "./stopwatch";

export interface Work {
  /** One per time that an item is opened. */
  key: string;
  task: TaskDetail;
  /** What is mended, judged or looked at; null when the work is new. */
  annotation: Annotation | null;
  editor: Editor;
  keeper: DraftKeeper;
  box: CommentBox;
  watch: Stopwatch;
  /** Unfinished work that was found and is shown. */
  restored: Restored | null;
  /** Why the server did not take it, when it came back. */
  refusal: Refusal | null;
  /** One's own version, kept while the version of somebody else is shown. */
  mine: Result | null;
}

interface OpenOptions {
  schema: LabelSchema;
  person: number;
  task: TaskDetail;
  annotation: Annotation | null;
  mode: Mode;
  /** What the work begins with where there is no draft; the annotation's own result if left out. */
  start?: Result;
  /** What a model proposes beside it; with `mustReveal` only where the person draws over it. */
  predictions?: Result;
  mustReveal?: boolean;
  /** What was handed in and refused: newer than any draft. */
  refusal?: Refusal;
  /** One's own version, when the other one shall be shown in spite of a draft. */
  mine?: Result;
}

let opened = 0;

export function openWork(options: OpenOptions): Work {
  const { annotation, mine = null, mode, person, refusal = null, schema, task } = options;
  const place = { person, task: task.id, annotation: annotation?.id ?? null };
  const draft = draftOf(task, place.annotation);
  const unsent = readLocal(window.localStorage, place);
  const newer = mode === "readonly" || mine ? null : newerDraft(unsent, draft);
  // Edits that were all undone are no work.
  const found = newer && annotation && sameResult(newer.result, annotation.result) ? null : newer;
  const refused = refusedWork(refusal);
  const restored = refused ?? found;
  const watch = startStopwatch(restored?.lead_time ?? annotation?.lead_time ?? 0);
  const editor: Editor = createEditor({
    schema,
    data: task.data,
    media: mediaOf(task.media),
    result: restored?.result ?? options.start ?? annotation?.result ?? [],
    mode,
    ...(options.predictions && { predictions: options.predictions }),
    mustReveal: options.mustReveal ?? false,
    // Verdicts on single regions are no part of the result.
    onChange: ({ state }) => {
      if (state().regions === kept) return;
      kept = state().regions;
      keeper.changed();
    },
  });
  let kept = editor.state().regions;
  const own = draft?.came_with_task ? null : draft;
  const keeper = new DraftKeeper({ place, draft: own, result: editor.result, leadTime: watch.seconds });
  if (restored?.from === "browser") keeper.changed();
  opened += 1;
  return {
    key: `${task.id} ${place.annotation ?? "new"} ${opened}`,
    task,
    annotation,
    editor,
    keeper,
    box: createCommentBox(place, commentOf(refusal)),
    watch,
    restored,
    refusal,
    mine,
  };
}

/** An annotation with the revision that the person saw, so that a stale change stays refused until theirs was seen. */
export function asSeen(annotation: Annotation | null, refusal: Refusal): Annotation | null {
  const { revision } = refusal.parcel.body;
  if (!annotation || refusal.code !== "stale_revision" || typeof revision !== "number") return annotation;
  return { ...annotation, revision };
}

/** Shows one's own version again in place of somebody else's, as a draft over it. */
export function withMine<W extends Work>(work: W): W {
  const { editor, keeper, mine, watch } = work;
  if (!mine) return work;
  editor.load(mine);
  keeper.changed();
  const restored: Restored = { result: mine, lead_time: watch.seconds(), from: "browser", at: Date.now() };
  return { ...work, restored, mine: null };
}

/** Whether anything is there that was not handed in: edits of now, or a draft from before. */
export function isChanged(work: Work): boolean {
  return work.editor.isDirty() || work.restored !== null;
}

function draftOf(task: TaskDetail, annotation: number | null): Draft | null {
  return task.drafts.find((draft) => draft.annotation === annotation) ?? null;
}

function commentOf(refusal: Refusal | null): string {
  const comment = refusal?.parcel.body.comment;
  return typeof comment === "string" ? comment : "";
}

function refusedWork(refusal: Refusal | null): Restored | null {
  const { result, lead_time } = refusal?.parcel.body ?? {};
  if (!refusal || !Array.isArray(result)) return null;
  return {
    result: result as Result,
    lead_time: typeof lead_time === "number" ? lead_time : 0,
    from: "browser",
    at: refusal.parcel.at,
  };
}
