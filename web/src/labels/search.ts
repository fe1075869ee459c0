/** What the address says of the tables of work: which one, and what it is narrowed to. */

export const TABLES = ["activity", "queue", "data", "instances"] as const;
export type Table = (typeof TABLES)[number];

export const TABLE_WORDS: Readonly<Record<Table, string>> = {
  activity: "Activity",
  queue: "Queue",
  data: "Data",
  instances: "Instances",
};

export const KINDS = ["annotate", "review", "expert"] as const;
export type WorkKind = (typeof KINDS)[number];

export const TYPES = ["image", "image_group", "video", "audio", "pdf", "html", "text", "data"] as const;
export type ItemType = (typeof TYPES)[number];

export type WorkStatus = "queued" | "assigned" | "in_review" | "returned" | "completed";

/** The statuses that a table can show; instances have states of their own. */
export const STATUSES_OF: Readonly<Record<Exclude<Table, "instances">, readonly WorkStatus[]>> = {
  activity: ["in_review", "completed"],
  queue: ["queued", "assigned", "returned"],
  data: ["queued", "assigned", "in_review", "returned", "completed"],
};

export interface LabelsSearch {
  table?: Table;
  search?: string;
  status?: WorkStatus[];
  kind?: WorkKind;
  /** "free", "held", or "mine". */
  hands?: "free" | "held" | "mine";
  class?: string;
  dataset?: number;
  type?: ItemType;
  state?: string;
}

export function readLabelsSearch(given: Record<string, unknown>): LabelsSearch {
  const status = Array.isArray(given.status) ? given.status : given.status ? [given.status] : [];
  const known = status.filter((one): one is WorkStatus => STATUSES_OF.data.includes(one as WorkStatus));
  return {
    table: among(TABLES, given.table),
    search: text(given.search),
    status: known.length > 0 ? known : undefined,
    kind: among(KINDS, given.kind),
    hands: among(["free", "held", "mine"] as const, given.hands),
    class: text(given.class),
    dataset: number(given.dataset),
    type: among(TYPES, given.type),
    state: text(given.state),
  };
}

function among<T extends string>(words: readonly T[], found: unknown): T | undefined {
  return words.find((word) => word === found);
}

function text(found: unknown): string | undefined {
  if (typeof found === "number") return String(found);
  return typeof found === "string" && found !== "" ? found : undefined;
}

function number(found: unknown): number | undefined {
  return Number.isSafeInteger(found) && Number(found) > 0 ? Number(found) : undefined;
}

/** The filter as requests and streams take it; undefined narrows nothing. */
export function filterOf(search: LabelsSearch, me: number): Record<string, unknown> | undefined {
  const filter: Record<string, unknown> = {};
  if (search.search) filter.search = search.search;
  if (search.status) filter.status = search.status;
  if (search.kind) filter.kind = search.kind;
  if (search.hands === "mine") filter.reserved_by = me;
  else if (search.hands) filter.free = search.hands === "free";
  return narrowed({ ...filter, ...ofItems(search) });
}

/**
 * The part of a filter that says which work is gone through: whose hands it is in and its kind say nothing there. A
 * status does in the queue; what was handed in is nobody's to start.
 */
export function listOf(search: LabelsSearch): string | undefined {
  const filter: Record<string, unknown> = {};
  if (search.search) filter.search = search.search;
  if (search.status && (search.table ?? "queue") === "queue") filter.status = search.status;
  const list = narrowed({ ...filter, ...ofItems(search) });
  return list && JSON.stringify(list);
}

/** What is asked of the item, whoever holds it. */
function ofItems({ class: named, dataset, type }: LabelsSearch): Record<string, unknown> {
  const filter: Record<string, unknown> = {};
  if (named) filter.class = named;
  if (dataset) filter.dataset = dataset;
  if (type) filter.type = type;
  return filter;
}

function narrowed(filter: Record<string, unknown>): Record<string, unknown> | undefined {
  return Object.keys(filter).length > 0 ? filter : undefined;
}

export function isNarrowed(search: LabelsSearch): boolean {
  const { table: _, ...rest } = search;
  return Object.values(rest).some((value) => value !== undefined);
}
