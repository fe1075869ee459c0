import { clock } from "../../core/kinds/time";
import { spanOf, type Window } from "./window";

export interface Tick {
  readonly value: number;
  /** Empty for a mark between two that are named. */
  readonly label: string;
}

/** How close named marks may stand, in pixels. */
const APART = 88;
/** How many marks one of the other kind may be split into, before they touch. */
const LEAST_MINOR = 7;

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const CLOCK_STEPS: readonly (readonly [step: number, parts: number])[] = [
  [1, 5],
  [2, 4],
  [5, 5],
  [10, 5],
  [15, 3],
  [30, 6],
  [60, 6],
  [120, 4],
  [300, 5],
  [600, 5],
  [900, 3],
  [1800, 6],
  [3600, 6],
  [7200, 4],
  [14400, 4],
  [21600, 6],
  [43200, 6],
  [86400, 6],
];

/** Marks of an axis in seconds: 0:05, 1:02:30; below a second 0:05.25. */
export function clockTicks(window: Window, width: number): readonly Tick[] {
  const wanted = (spanOf(window) / width) * APART;
  const [step, parts] =
    wanted <= 1 ? decimalStep(wanted) : (CLOCK_STEPS.find(([each]) => each >= wanted) ?? decimalStep(wanted));
  const digits = step >= 1 ? 0 : Math.min(Math.ceil(-Math.log10(step) - 1e-9), 4);
  return evenTicks(window, width, step, parts, (value) => clock(value, digits));
}

/** Marks of an axis of plain numbers. */
export function numberTicks(
  window: Window,
  width: number,
  words: (value: number) => string = plainNumber,
  apart = APART,
): readonly Tick[] {
  const [step, parts] = decimalStep((spanOf(window) / width) * apart);
  return evenTicks(window, width, step, parts, words);
}

const DATE_STEPS: readonly (readonly [step: number, parts: number])[] = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500].map((step) => [step, 5] as const),
  ...[1, 2, 5, 10, 15, 30].map((step) => [step * SECOND, 5] as const),
  ...[1, 2, 5, 10, 15, 30].map((step) => [step * MINUTE, 5] as const),
  ...[1, 2, 3, 6, 12].map((step) => [step * HOUR, step === 1 ? 4 : 6] as const),
  ...[1, 2, 7, 14].map((step) => [step * DAY, step === 1 ? 4 : step] as const),
];
const MONTH_STEPS = [1, 3, 6, 12, 24, 60, 120, 240, 600, 1200];

/** Marks of an axis of dates, in milliseconds since 1970, as UTC. */
export function dateTicks(window: Window, width: number): readonly Tick[] {
  const wanted = (spanOf(window) / width) * APART;
  const found = DATE_STEPS.find(([each]) => each >= wanted);
  if (found) {
    const [step, parts] = found;
    return evenTicks(window, width, step, parts, (value) => dateWords(value, step));
  }
  const months = MONTH_STEPS.find((each) => each * 30 * DAY >= wanted) ?? 2400;
  const first = new Date(window.start);
  const from = first.getUTCFullYear() * 12 + first.getUTCMonth();
  const ticks: Tick[] = [];
  for (let month = Math.ceil(from / months) * months; ticks.length < 400; month += months) {
    const value = Date.UTC(Math.floor(month / 12), month % 12, 1);
    if (value > window.end) break;
    if (value < window.start) continue;
    const year = `${new Date(value).getUTCFullYear()}`;
    const named = months >= 12 || month % 12 === 0;
    ticks.push({ value, label: named ? year : `${MONTHS[month % 12]} ${year}` });
  }
  return ticks;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;

function dateWords(value: number, step: number): string {
  const date = new Date(value);
  const day = `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;
  // Midnight is named by its day: the line between two days is what people look for.
  if (step >= DAY || value % DAY === 0) return day;
  const time = date.toISOString().slice(11, 23);
  if (step >= MINUTE) return time.slice(0, 5);
  return step >= SECOND ? time.slice(0, 8) : time;
}

/** A number in as few digits as tell it from its neighbours. */
export function plainNumber(value: number): string {
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size >= 1e9 || size < 1e-5) return value.toExponential(2).replace("e+", "e");
  return Number(value.toPrecision(10)).toLocaleString("en", { maximumFractionDigits: 10 });
}

/** The least step of 1, 2 or 5 times a power of ten that is not below the wanted one, and how it is parted. */
function decimalStep(wanted: number): readonly [step: number, parts: number] {
  const power = 10 ** Math.floor(Math.log10(wanted));
  const share = wanted / power;
  if (share <= 1 + 1e-9) return [power, 5];
  if (share <= 2) return [2 * power, 4];
  return share <= 5 ? [5 * power, 5] : [10 * power, 5];
}

function evenTicks(
  window: Window,
  width: number,
  step: number,
  parts: number,
  words: (value: number) => string,
): readonly Tick[] {
  if (!(spanOf(window) > 0) || !(width > 0) || !(step > 0)) return [];
  const split = ((step / parts) * width) / spanOf(window) >= LEAST_MINOR ? parts : 1;
  const minor = step / split;
  const first = Math.ceil(window.start / minor - 1e-9);
  const last = Math.floor(window.end / minor + 1e-9);
  const ticks: Tick[] = [];
  for (let at = first; at <= last && ticks.length < 2000; at += 1) {
    // Multiplied anew each time: adding up a tenth ten times does not give one.
    const value = at * minor;
    ticks.push({ value, label: at % split === 0 ? words(value) : "" });
  }
  return ticks;
}
