/** The arithmetic of the bar chart. */

export interface Scale {
  top: number;
  ticks: number[];
}

const STEPS = [1, 2, 5, 10];
const WANTED_TICKS = 3;

/** Round numbers from 0 to just above the largest value, about three steps. */
export function scaleFor(largest: number): Scale {
  const rough = Math.max(largest, 1) / WANTED_TICKS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, (STEPS.find((factor) => factor * power >= rough) ?? 10) * power);
  const steps = Math.max(1, Math.ceil(largest / step));
  return { top: steps * step, ticks: Array.from({ length: steps + 1 }, (_, at) => at * step) };
}

/** Mean over the last days that have any work, today left out because it is not over. */
export function perDay(values: readonly number[], days = 10): number {
  const worked = values
    .slice(0, -1)
    .filter((value) => value > 0)
    .slice(-days);
  if (worked.length === 0) return values.at(-1) ?? 0;
  return Math.round(worked.reduce((sum, value) => sum + value, 0) / worked.length);
}

/** The day on which the rest is done at this pace; null when there is no pace or no rest. */
export function doneAbout(rest: number, pace: number, today: Date): Date | null {
  if (rest <= 0 || pace <= 0) return null;
  const day = new Date(today);
  day.setDate(day.getDate() + Math.ceil(rest / pace));
  return day;
}
