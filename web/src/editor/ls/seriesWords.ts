import { numberFormat } from "./numberFormat";
import { timeFormat } from "./timeFormat";

type Attributes = Readonly<Record<string, string>>;

/** Whether the times of a series are dates, in milliseconds, rather than plain numbers. */
export function isDated({ timeColumn, timeFormat: pattern }: Attributes): boolean {
  return Boolean(timeColumn && pattern);
}

/** Times of a series as people read them: as `timeDisplayFormat` says, else as exact as they are. */
export function seriesTime(attributes: Attributes): (time: number) => string {
  const wanted = attributes.timeDisplayFormat?.trim();
  if (!isDated(attributes)) return (wanted && numberFormat(wanted)) || plainTime;
  return wanted && wanted !== "date" ? timeFormat(wanted).format : plainDate;
}

/** Lengths of time, as `durationDisplayFormat` says: a pattern of a date for dates, of a number for numbers. */
export function seriesLength(attributes: Attributes): (length: number) => string {
  const wanted = attributes.durationDisplayFormat?.trim();
  if (!isDated(attributes)) return (wanted && numberFormat(wanted)) || plainTime;
  return wanted?.includes("%") ? timeFormat(wanted).format : plainLength;
}

function plainTime(time: number): string {
  return `${Number(time.toPrecision(12))}`;
}

/** A date with as much of the time of day as it has. */
function plainDate(time: number): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return "–";
  const [day = "", clock = ""] = date.toISOString().split("T");
  const exact = time % 1000 === 0 ? clock.slice(0, 8) : clock.slice(0, 12);
  return `${day} ${exact}`;
}

const UNITS = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["min", 60_000],
  ["s", 1000],
] as const;

/** The two largest units of a length in milliseconds: "2 d 3 h". */
function plainLength(length: number): string {
  const first = UNITS.findIndex(([, size]) => length >= size);
  if (first === -1) return `${Number(length.toFixed(1))} ms`;
  let left = length;
  const words: string[] = [];
  for (const [unit, size] of UNITS.slice(first, first + 2)) {
    const last = words.length === 1 || unit === "s";
    const count = last && unit === "s" ? Number((left / size).toFixed(3)) : Math.floor(left / size);
    if (count > 0) words.push(`${count} ${unit}`);
    left -= count * size;
  }
  return words.join(" ");
}
