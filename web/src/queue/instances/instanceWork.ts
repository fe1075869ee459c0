/** A batch of single instances in a reviewer's hands, and what leaves it. */
import { type Decision, isEntry, type Region } from "../../editor";
import { newParcelId, type Parcel, type Refusal } from "../outbox/parcel";
import { type ReviewDesk, type ReviewWork, regionsOf, rulesOf } from "../review/reviewWork";
import type { Annotation, Batch, Result, ReviewItem, TaskDetail } from "../shapes";
import { whatChanged } from "../whatChanged";
import { asClassifications, type Classifications, pathsOf } from "../work/classes";
import { openWork } from "../work/work";
import { merged } from "./merged";
import { givenBefore, isPending, type Row, rowsOf } from "./rows";
import { dropSheet, openSheet, type SheetPlace, type SheetStore } from "./sheet";

export interface InstanceWork extends ReviewWork {
  readonly items: readonly ReviewItem[];
  readonly rows: readonly Row[];
  /** Where unsent verdicts are kept; null for work that is only looked at again. */
  readonly place: SheetPlace | null;
  readonly sheet: SheetStore;
  /** Verdicts that came back undone, because their instances changed meanwhile. */
  readonly undone: number;
}

interface Open {
  readonly task: TaskDetail;
  readonly annotation: Annotation;
  readonly items: readonly ReviewItem[];
  readonly previous: Batch["previous"];
  readonly reservation: Batch["reservation"] | null;
  /** The annotation with corrections of one's own. */
  readonly start?: Result;
  readonly refusal?: Refusal;
  readonly rules: Pick<ReviewWork, "allowed" | "usual" | "left">;
}

function open(desk: ReviewDesk, opened: Open): InstanceWork {
  const { annotation, items, previous, refusal, reservation, rules, start, task } = opened;
  const { person, schema } = desk;
  // Corrections travel in `start`: what came back must not be laid over another version whole.
  const bare = refusal && { ...refusal, parcel: { ...refusal.parcel, body: {} } };
  const work = openWork({ schema, person, task, annotation, mode: "review", start, refusal: bare });
  const { editor, keeper } = work;
  const { restored } = work;
  let isOriginal = !restored;
  if (start) {
    editor.load(start);
    keeper.changed();
    isOriginal = false;
  } else if (restored && (!reservation || restored.at < Date.parse(annotation.updated_at))) {
    // Corrections of an older version would undo what its author has mended.
    editor.load(annotation.result);
    void keeper.discard();
    isOriginal = true;
  }
  if (previous) editor.setGhosts(previous.result);
  const workItem = reservation?.work_item ?? null;
  const ordered = [...editor.ordered()].sort((a, b) => last(a) - last(b));
  const rows = rowsOf(items, ordered, editor.state().schema, workItem);
  const place = workItem === null ? null : { person, workItem, revision: annotation.revision };
  const sheet = openSheet(window.localStorage, place);
  const isOpen = new Set(rows.filter((row) => row.isOpen).map(({ id }) => id));
  const mine = [...sheet.getState().decisions].filter(([id]) => isOpen.has(id));
  editor.setDecisions({ ...givenBefore(rows), ...Object.fromEntries(mine) });
  if (place) editor.select(rows.find((row) => isPending(row, editor.state().decisions))?.id ?? null);
  editor.subscribe(({ decisions }, before) => {
    if (decisions !== before.decisions) sheet.setState({ decisions });
  });
  return {
    ...work,
    ...rules,
    restored: null,
    refusal: refusal ?? null,
    annotation,
    previous,
    reservation,
    given: null,
    // What nobody has touched is the same object, so that it need not be looked into.
    original: isOriginal ? editor.state().regions : regionsOf(desk, task, annotation),
    items,
    rows,
    place,
    sheet,
    undone: 0,
  };
}

/** Answers about the whole item stand below what is drawn. */
function last({ shape }: Region): number {
  return shape.kind === "whole" ? 1 : shape.kind === "opaque" ? 2 : 0;
}

export function openInstances(desk: ReviewDesk, batch: Batch, start?: Result): InstanceWork {
  const { allowed_reject_actions: allowed, annotation, default_reject_action: usual } = batch;
  const { items, left, previous, reservation, task } = batch;
  return open(desk, {
    task,
    annotation,
    items,
    previous,
    reservation,
    start,
    rules: { allowed, usual, left },
  });
}

/** What was judged before, to look at. */
export function openJudgedInstances(
  desk: ReviewDesk,
  task: TaskDetail,
  annotation: Annotation,
  items: readonly ReviewItem[],
): InstanceWork {
  const rules = rulesOf(desk);
  return open(desk, { task, annotation, items, previous: null, reservation: null, rules });
}

/**
 * Verdicts that the server did not take, over the batch as it is now. With `seen`, the version that they were about,
 * verdicts on what has changed since are open again, and everything else is as it was.
 */
export function openReturned(
  desk: ReviewDesk,
  batch: Batch,
  refusal: Refusal,
  seen: Result | null,
): InstanceWork {
  const body = refusal.parcel.body as Partial<SheetBody>;
  const fresh = openInstances(desk, batch);
  const before = seen ? regionsOf(desk, batch.task, { ...batch.annotation, result: seen }) : null;
  const changed = new Set(
    before ? whatChanged(before, fresh.original, fresh.editor.context).map(({ id }) => id) : [],
  );
  const { annotation, items, previous, reservation, task } = batch;
  const rules = { allowed: fresh.allowed, usual: fresh.usual, left: fresh.left };
  const kept = body.result && idsOf(body.result, fresh.rows, changed);
  const work = open(desk, {
    task,
    annotation,
    items,
    previous: seen ? { revision: Number(body.revision), result: seen } : previous,
    reservation,
    refusal,
    rules,
    start: kept && body.result ? merged(annotation.result, body.result, kept) : undefined,
  });
  const given = new Map(body.verdicts?.map((verdict) => [verdict.item, verdict]));
  const mended = mendedOf(work);
  const decisions = new Map(work.editor.state().decisions);
  let undone = 0;
  for (const { id, isOpen, item } of work.rows) {
    const verdict = given.get(item.id);
    if (!verdict || !isOpen) continue;
    if (changed.has(id)) undone += 1;
    else decisions.set(id, decisionOf(verdict, mended.has(id)));
  }
  work.editor.setDecisions(Object.fromEntries(decisions));
  work.sheet.setState({
    decisions: work.editor.state().decisions,
    reports: (body.reports ?? []).map(({ place, text }, at) => ({ id: `${at}`, place, text })),
  });
  return { ...work, undone };
}

function decisionOf(given: ItemVerdict, isMended: boolean): Decision {
  const { accepted, comment = "", comment_classifications = null, reason = "" } = given;
  const verdict = accepted ? (isMended ? "fixed" : "approved") : "rejected";
  return { verdict, reason, text: comment, classes: pathsOf(comment_classifications), isMine: true };
}

function idsOf(result: Result, rows: readonly Row[], changed: ReadonlySet<string>): ReadonlySet<string> {
  const there = new Set(result.filter(isEntry).map(({ id }) => id));
  return new Set(rows.map(({ id }) => id).filter((id) => there.has(id) && !changed.has(id)));
}

const MENDED = new WeakMap<ReadonlyMap<string, Region>, ReadonlySet<string>>();

/** The instances that the reviewer has corrected. */
export function mendedOf({ editor, original }: InstanceWork): ReadonlySet<string> {
  const { regions } = editor.state();
  let mended = MENDED.get(regions);
  if (!mended) {
    mended = new Set(whatChanged(original, regions, editor.context).map(({ id }) => id));
    MENDED.set(regions, mended);
  }
  return mended;
}

/** Those of some instances that the reviewer has corrected, as their author left them: what a rejection restores. */
export function uncorrected(work: InstanceWork, ids: readonly string[]): ReadonlyMap<string, Region> {
  const [mended, wanted] = [mendedOf(work), new Set(ids)];
  return new Map([...work.original].filter(([id]) => mended.has(id) && wanted.has(id)));
}

/** The annotation with the corrections of some instances only. */
export function withCorrections({ annotation, editor }: InstanceWork, ids: ReadonlySet<string>): Result {
  return merged(annotation.result, editor.result(), ids);
}

interface ItemVerdict {
  item: number;
  accepted: boolean;
  reject_action?: string;
  reason?: string;
  comment?: string;
  comment_classifications?: Classifications | null;
}

interface SheetBody {
  revision: number;
  verdicts: ItemVerdict[];
  reports: { text: string; place: Record<string, unknown> | null }[];
  result?: Result;
  started_at: string;
}

/** Everything that is decided, packed for the outbox. Rejections keep no corrections. */
export function packSheet(
  desk: ReviewDesk,
  work: InstanceWork,
  action: ReviewWork["usual"],
  title: string,
): Parcel {
  const { annotation, editor, place, rows, sheet, task } = work;
  const { decisions } = editor.state();
  const verdicts: ItemVerdict[] = [];
  const accepted = new Set<string>();
  for (const { id, isOpen, item } of rows) {
    const given = decisions.get(id);
    if (!isOpen || !given?.isMine || given.verdict === "pending") continue;
    if (given.verdict === "rejected") verdicts.push(rejection(desk, item.id, given, action));
    else {
      accepted.add(id);
      verdicts.push({ item: item.id, accepted: true, comment: given.text || undefined });
    }
  }
  const mended = new Set([...mendedOf(work)].filter((id) => accepted.has(id)));
  const body: SheetBody = {
    revision: annotation.revision,
    verdicts,
    reports: sheet.getState().reports.map(({ place: where, text }) => ({
      text,
      place: where && { ...where },
    })),
    result: mended.size > 0 ? withCorrections(work, mended) : undefined,
    // Tells this parcel from the other parts of the batch when its answer is lost.
    started_at: work.watch.startedAt.toISOString(),
  };
  return {
    id: newParcelId(),
    kind: "verdicts",
    person: desk.person,
    project: desk.project,
    task: task.id,
    annotation: annotation.id,
    title,
    at: Date.now(),
    method: "POST",
    path: `/api/work-items/${place?.workItem ?? 0}/verdicts/`,
    body: { ...body },
  };
}

function rejection(
  { settings }: ReviewDesk,
  item: number,
  { classes = [], reason, text }: Decision,
  action: ReviewWork["usual"],
): ItemVerdict {
  // Where a comment is asked for, the reason is one.
  const comment = text || (settings.require_comment_on_reject ? reason : "");
  return {
    item,
    accepted: false,
    reject_action: action,
    reason: reason || undefined,
    comment: comment || undefined,
    comment_classifications: comment && classes.length > 0 ? asClassifications(classes) : undefined,
  };
}

/** The verdicts are on their way: nothing of them stays in the browser. */
export function forget({ place }: InstanceWork): void {
  if (place) dropSheet(window.localStorage, place);
}
