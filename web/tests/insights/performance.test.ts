import { expect, test } from "vitest";
import { reasonTable } from "../../src/insights/performance/reasons";
import { lastDays, momentsOf, readPerformanceSearch } from "../../src/insights/performance/search";

const row = (user: number, class_name: string, reason: string, count: number) => ({
  user,
  class_name,
  reason,
  count,
});
const ROWS = [row(1, "Car", "Too wide", 2), row(2, "Van", "Too wide", 5), row(1, "Van", "", 1)];

test("reasons by person, the most frequent first; one that was not said has words too", () => {
  const { columns, rows } = reasonTable(ROWS, "user", (key) => `P${key}`);
  expect(columns).toEqual(["P2", "P1"]);
  expect(rows.map(({ name, total }) => [name, total])).toEqual([
    ["Too wide", 7],
    ["No reason given", 1],
  ]);
  expect(rows[0]?.counts.get("P1")).toBe(2);
});

test("reasons by class add people together", () => {
  const { columns, rows } = reasonTable(ROWS, "class_name", (key) => key);
  expect(columns).toEqual(["Van", "Car"]);
  expect(rows[0]?.counts.get("Van")).toBe(5);
});

test("days that are turned round are put right, what is no day is left out", () => {
  expect(readPerformanceSearch({ from: "2026-03-04", to: "2026-03-01" })).toEqual({
    from: "2026-03-01",
    to: "2026-03-04",
  });
  expect(readPerformanceSearch({ from: "soon", to: "2026-13-40" })).toEqual({
    from: undefined,
    to: undefined,
  });
});

test("the last day is included", () => {
  const { since, until } = momentsOf({ from: "2026-03-01", to: "2026-03-01" });
  expect(Date.parse(until ?? "") - Date.parse(since ?? "")).toBe(24 * 3600 * 1000);
  expect(momentsOf({})).toEqual({ since: undefined, until: undefined });
});

test("the last seven days begin six days ago", () => {
  expect(lastDays(7, new Date(2026, 2, 3)).from).toBe("2026-02-25");
});
