import type { Performance } from "../../api/contract";

interface ReasonRow {
  name: string;
  total: number;
  /** By the name of the column. */
  counts: ReadonlyMap<string, number>;
}

export type ReasonsBy = "user" | "class_name";

const UNSAID = "No reason given";

/** Reasons down, people or classes across; the most frequent first on both sides. */
export function reasonTable(
  rows: Performance["reasons"],
  by: ReasonsBy,
  nameOf: (key: string) => string,
): { columns: string[]; rows: ReasonRow[] } {
  const across = new Map<string, number>();
  const down = new Map<string, Map<string, number>>();
  for (const row of rows) {
    const column = nameOf(String(row[by]));
    const reason = row.reason || UNSAID;
    across.set(column, (across.get(column) ?? 0) + row.count);
    const counts = down.get(reason) ?? new Map<string, number>();
    counts.set(column, (counts.get(column) ?? 0) + row.count);
    down.set(reason, counts);
  }
  const columns = [...across].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).map(([name]) => name);
  const found = [...down].map(([name, counts]) => ({
    name,
    counts,
    total: [...counts.values()].reduce((sum, value) => sum + value, 0),
  }));
  return { columns, rows: found.sort((a, b) => b.total - a.total || a.name.localeCompare(b.name)) };
}
