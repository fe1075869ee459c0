/** The span of time that is looked at, in whole days of the person's own clock. */
export interface PerformanceSearch {
  from?: string;
  to?: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export function readPerformanceSearch(found: Record<string, unknown>): PerformanceSearch {
  const day = (value: unknown) =>
    typeof value === "string" && DAY.test(value) && !Number.isNaN(Date.parse(value)) ? value : undefined;
  const [from, to] = [day(found.from), day(found.to)];
  return from && to && to < from ? { from: to, to: from } : { from, to };
}

/** The moments that the days begin and end with; the last day is included. */
export function momentsOf({ from, to }: PerformanceSearch): { since?: string; until?: string } {
  const until = to === undefined ? undefined : new Date(`${to}T00:00`);
  until?.setDate(until.getDate() + 1);
  return {
    since: from === undefined ? undefined : new Date(`${from}T00:00`).toISOString(),
    until: until?.toISOString(),
  };
}

/** The days of the last so many, today included. */
export function lastDays(days: number, today: Date): PerformanceSearch {
  const first = new Date(today);
  first.setDate(first.getDate() - days + 1);
  return { from: isoDay(first) };
}

function isoDay(moment: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}
