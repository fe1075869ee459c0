/** Review items beside what they are about: pure, so that panes, keys and parcels agree. */
import type { Decision, LabelSchema, Region, Verdict } from "../../editor";
import { keyOf } from "../instanceKey";
import type { ReviewItem } from "../shapes";

/** One thing to judge. */
export interface Row {
  /** The id of its region; the key of the item where nothing of it can be shown. */
  readonly id: string;
  readonly item: ReviewItem;
  readonly region: Region | null;
  /** It waits for a verdict that belongs to the batch in hand. */
  readonly isOpen: boolean;
  /** It waits in another review, while this one is in hand: neither to be judged here nor decided. */
  readonly isElsewhere: boolean;
}

/** What the states of an item mean to a reviewer; of the others there is nothing to show. */
const VERDICTS: Readonly<Record<string, Verdict>> = {
  pending: "pending",
  accepted: "approved",
  returned: "rejected",
  rejected: "rejected",
  passed_on: "rejected",
  expert_pending: "pending",
};

const WAITING: ReadonlySet<string> = new Set(["pending", "expert_pending"]);

/** The rows of a batch, in the order in which its regions are listed; `workItem` is the batch in hand. */
export function rowsOf(
  items: readonly ReviewItem[],
  ordered: readonly Region[],
  schema: LabelSchema,
  workItem: number | null,
): readonly Row[] {
  const byKey = new Map(items.filter(({ state }) => state in VERDICTS).map((item) => [item.key, item]));
  const rows: Row[] = [];
  const take = (region: Region | null, item: ReviewItem) => {
    byKey.delete(item.key);
    const isHere = item.work_item_id === workItem;
    const isOpen = WAITING.has(item.state) && isHere && workItem !== null;
    const isElsewhere = item.state === "pending" && !isHere && workItem !== null;
    rows.push({ id: region?.id ?? item.key, item, region, isOpen, isElsewhere });
  };
  const nameless: Region[] = [];
  for (const region of ordered) {
    const item = byKey.get(keyOf(region, schema));
    if (item) take(region, item);
    else if (region.sources.length > 0 && region.sources[0]?.item.id === undefined) nameless.push(region);
  }
  // What a script left without an id has a key that only the server can make: the kinds and their order tell.
  for (const region of nameless) {
    const kind = region.sources[0]?.item.type;
    const item = [...byKey.values()].find(({ key }) => key.startsWith(`${kind}:`));
    if (item) take(region, item);
  }
  for (const item of [...byKey.values()]) take(null, item);
  return rows;
}

/** The verdict that an instance in hand comes with: an expert decides over it, a reviewer sees what it answers. */
export function standsBefore({ isOpen, item }: Row): ReviewItem["said"] {
  return isOpen ? item.said : null;
}

/** The second line of what waits for an expert: what sent it there. */
export function sentWords({ item: { said } }: Row): string {
  if (said === null) return "Waits for your expert verdict";
  const why = [said.reason, said.comment && `“${said.comment}”`].filter(Boolean).join(" ");
  return [said.accepted ? "Approved by a reviewer" : "Rejected", why].filter(Boolean).join(": ");
}

/** What the server knows already, as the editor shows it. */
export function givenBefore(rows: readonly Row[]): Record<string, Decision> {
  const decisions: Record<string, Decision> = {};
  for (const { id, isElsewhere, item } of rows) {
    const verdict = isElsewhere ? undefined : VERDICTS[item.state];
    if (verdict) decisions[id] = { verdict, reason: "", text: "", isMine: false };
  }
  return decisions;
}

type Decisions = ReadonlyMap<string, Decision>;

export function isPending(row: Row, decisions: Decisions): boolean {
  return row.isOpen && (decisions.get(row.id)?.verdict ?? "pending") === "pending";
}

/** It waits, but nobody can judge it here: the work is only looked at. */
function isUndecided({ isOpen, item }: Row): boolean {
  return item.state === "pending" && !isOpen;
}

export interface Panes {
  readonly pending: readonly Row[];
  readonly completed: readonly Row[];
}

/** What waits and what is decided, from this round and those before it; not what waits in another review. */
export function panesOf(rows: readonly Row[], decisions: Decisions): Panes {
  const pending: Row[] = [];
  const completed: Row[] = [];
  for (const row of rows) {
    if (isPending(row, decisions) || (isUndecided(row) && !row.isElsewhere)) pending.push(row);
    else if (!row.isElsewhere) completed.push(row);
  }
  return { pending, completed };
}

/** Those of some regions that a verdict may be given on now. */
export function judgeable(rows: readonly Row[], ids: Iterable<string>): readonly string[] {
  const wanted = new Set(ids);
  return rows.filter(({ id, isOpen }) => isOpen && wanted.has(id)).map(({ id }) => id);
}

/** Those that wait and have a label on what is shown: "all in frame" chooses, the verdict is about the whole instance. */
export function pendingInFrame(
  rows: readonly Row[],
  decisions: Decisions,
  inFrame: readonly string[],
): readonly string[] {
  const shown = new Set(inFrame);
  return rows.filter((row) => shown.has(row.id) && isPending(row, decisions)).map(({ id }) => id);
}

/** What is selected after a verdict: the next one that waits below those just judged, else the first that waits. */
export function nextPending(pending: readonly Row[], judged: readonly string[]): string | null {
  const gone = new Set(judged);
  const last = pending.findLastIndex(({ id }) => gone.has(id));
  const left = (row: Row | undefined) => row !== undefined && !gone.has(row.id);
  return (pending.slice(last + 1).find(left) ?? pending.find(left))?.id ?? null;
}

/** The row one step from the current one; at either end the current one stays. */
export function stepFrom(rows: readonly Row[], id: string | null, step: 1 | -1): string | null {
  const at = rows.findIndex((row) => row.id === id);
  if (at === -1) return (step === 1 ? rows[0] : rows.at(-1))?.id ?? null;
  return rows[Math.min(Math.max(at + step, 0), rows.length - 1)]?.id ?? null;
}

/** The rows between two, both included, in the order of the list, so that the second is the last. */
export function between(rows: readonly Row[], from: string, to: string): readonly string[] {
  const [a, b] = [rows.findIndex(({ id }) => id === from), rows.findIndex(({ id }) => id === to)];
  if (a === -1 || b === -1) return [to];
  const ids = rows.slice(Math.min(a, b), Math.max(a, b) + 1).map(({ id }) => id);
  return a <= b ? ids : ids.reverse();
}

/** Rows whose name or class holds what is searched for. */
export function found(rows: readonly Row[], search: string, nameOf: (row: Row) => string): readonly Row[] {
  const wanted = search.trim().toLocaleLowerCase();
  if (wanted === "") return rows;
  return rows.filter((row) => `${nameOf(row)} ${row.item.class_name}`.toLocaleLowerCase().includes(wanted));
}
