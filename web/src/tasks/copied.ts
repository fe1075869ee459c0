/** Conditions of a tab as text, to take them to another tab, another project, or a script. */
import type { DataColumn } from "../api/contract";
import { type Condition, conditionsOf, nameOf, type TabData } from "./tab";

export type Filters = NonNullable<TabData["filters"]>;

/** As lists and actions of the API take them under `filters`. */
export function copiedFrom(data: TabData): string {
  const filters: Filters = {
    conjunction: data.filters?.conjunction ?? "and",
    items: conditionsOf(data).filter(({ value }) => value !== null && value !== undefined),
  };
  return JSON.stringify(filters, null, 2);
}

/** The conditions that a text holds, or why it holds none that can be used here. */
export function pastedFrom(text: string, columns: readonly DataColumn[]): Filters | string {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    return "This is no JSON. Copy the conditions of a tab first.";
  }
  const { conjunction = "and", items } = (given ?? {}) as Partial<Filters>;
  if (!Array.isArray(items)) return 'There are no conditions in it: they stand in a list "items".';
  if (conjunction !== "and" && conjunction !== "or") return 'The "conjunction" must be "and" or "or".';
  for (const item of items as unknown[]) {
    const wrong = refusalOf(item, columns);
    if (wrong) return wrong;
  }
  return { conjunction, items };
}

function refusalOf(item: unknown, columns: readonly DataColumn[]): string | undefined {
  const { filter, operator, type, child_filters: children } = (item ?? {}) as Partial<Condition>;
  if (typeof filter !== "string" || typeof operator !== "string" || typeof type !== "string") {
    return 'Each condition needs "filter", "operator" and "type".';
  }
  const name = nameOf(filter);
  if (!columns.some((column) => column.name === name)) return `This project has no column "${name}".`;
  for (const child of children ?? []) {
    const wrong = refusalOf(child, columns);
    if (wrong) return wrong;
  }
  return undefined;
}
