/** What a tab of the task list holds, in the form in which the server keeps it; changes make new values. */
import type { DataColumn } from "../api/contract";
import type { AgreementSelected } from "./agreement";

export interface Condition {
  filter: string;
  operator: string;
  type: string;
  value: unknown;
  child_filters?: Condition[];
}

export interface TabData {
  title?: string;
  type?: "list" | "grid";
  filters?: { conjunction: "and" | "or"; items: Condition[] };
  ordering?: string[];
  /** The columns that are shown, in their order. Label Studio keeps those that are hidden instead. */
  columns?: string[];
  hiddenColumns?: { explore?: string[]; labeling?: string[] };
  columnsWidth?: Record<string, number>;
  columnsDisplayType?: Record<string, string>;
  gridWidth?: number;
  /** Whose agreement its columns show, are filtered and ordered by; nothing for that of the task. */
  agreement_selected?: Partial<AgreementSelected> | null;
}

/** The column that shows the item itself: always there, and no value of the server's. */
export const ITEM = "item";
export const FEWEST_COLUMNS = 2;
export const MOST_COLUMNS = 8;
const NARROWEST = 48;
export const WIDEST = 800;

export function nameOf(written: string): string {
  return written
    .replace(/^-/, "")
    .replace(/^filter:/, "")
    .replace(/^tasks:/, "");
}

/** Whether a column shows how far people agree: overall, or on one control. */
export function isAgreement(name: string): boolean {
  return name === "agreement" || name.startsWith("dimensions.");
}

/** The names of the shown columns in their order; what the person may not see is left out. */
export function shownColumns(data: TabData, known: readonly DataColumn[]): string[] {
  const showable = known.filter((column) => column.can_show);
  const byName = new Set(showable.map(({ name }) => name));
  if (data.columns) {
    const listed = data.columns.filter((name) => name === ITEM || byName.has(name));
    return listed.includes(ITEM) ? listed : [ITEM, ...listed];
  }
  const hidden = data.hiddenColumns?.explore?.map(nameOf);
  const usual = showable.filter(({ name, visibility_defaults }) =>
    hidden ? !hidden.includes(name) : visibility_defaults.explore,
  );
  const names = usual.map(({ name }) => name);
  const at = names[0] === "id" ? 1 : 0;
  return [...names.slice(0, at), ITEM, ...names.slice(at)];
}

function withColumns(data: TabData, columns: string[], known: readonly DataColumn[]): TabData {
  const hidden = known.filter(({ can_show, name }) => can_show && !columns.includes(name));
  return {
    ...data,
    columns,
    hiddenColumns: { ...data.hiddenColumns, explore: hidden.map(({ name }) => `tasks:${name}`) },
  };
}

export function withColumnToggled(data: TabData, name: string, known: readonly DataColumn[]): TabData {
  const now = shownColumns(data, known);
  return withColumns(data, now.includes(name) ? now.filter((one) => one !== name) : [...now, name], known);
}

/** A column moved before another one, or by a step. */
export function withColumnMoved(
  data: TabData,
  name: string,
  to: number,
  known: readonly DataColumn[],
): TabData {
  const rest = shownColumns(data, known).filter((one) => one !== name);
  const at = Math.max(0, Math.min(to, rest.length));
  return withColumns(data, [...rest.slice(0, at), name, ...rest.slice(at)], known);
}

export function withWidth(data: TabData, name: string, width: number): TabData {
  const kept = Math.round(Math.max(NARROWEST, Math.min(width, WIDEST)));
  return { ...data, columnsWidth: { ...data.columnsWidth, [`tasks:${name}`]: kept } };
}

export function widthOf(data: TabData, name: string): number | undefined {
  return data.columnsWidth?.[`tasks:${name}`];
}

interface Sort {
  name: string;
  descending: boolean;
}

export function sortOf(data: TabData): Sort {
  const [first = "tasks:id"] = data.ordering ?? [];
  return { name: nameOf(first), descending: first.startsWith("-") };
}

/** A click on a head: numbers and times begin with the largest, but agreement, of which one looks for the lack. */
export function withSortToggled(data: TabData, column: Pick<DataColumn, "name" | "type">): TabData {
  const now = sortOf(data);
  const isLarge = column.type === "Number" || column.type === "Datetime";
  const largestFirst = isLarge && column.name !== "id" && !isAgreement(column.name);
  const descending = now.name === column.name ? !now.descending : largestFirst;
  return { ...data, ordering: [`${descending ? "-" : ""}tasks:${column.name}`] };
}

export function conditionsOf(data: TabData): readonly Condition[] {
  return data.filters?.items ?? [];
}

export function withConditions(data: TabData, items: Condition[], conjunction?: "and" | "or"): TabData {
  return { ...data, filters: { conjunction: conjunction ?? data.filters?.conjunction ?? "and", items } };
}

/** What is asked of the server; conditions that are not finished yet ask nothing. */
export function queryOf(data: TabData): string {
  const items = conditionsOf(data).filter(({ value }) => value !== null && value !== undefined);
  return JSON.stringify({
    filters: items.length > 0 ? { conjunction: data.filters?.conjunction ?? "and", items } : undefined,
    ordering: data.ordering?.length ? data.ordering.slice(0, 1) : undefined,
    columnsDisplayType: data.columnsDisplayType,
    agreement_selected: data.agreement_selected ?? undefined,
  });
}

/** Whether two tabs are the same but for their order of keys; a filter without conditions is none. */
export function sameTab(one: TabData, other: TabData): boolean {
  return sorted(withoutEmptyFilter(one)) === sorted(withoutEmptyFilter(other));
}

function withoutEmptyFilter(data: TabData): TabData {
  return conditionsOf(data).length > 0 ? data : { ...data, filters: undefined };
}

function sorted(value: unknown): string {
  return JSON.stringify(value, (_, found: unknown) =>
    found && typeof found === "object" && !Array.isArray(found)
      ? Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)))
      : found,
  );
}
