import type { ControlTag } from "../ls/schema";

/** A date and a time as people enter them: numbers as words of fixed length, or empty. */
export interface DateParts {
  /** `YYYY` */
  readonly year: string;
  /** `MM` */
  readonly month: string;
  /** `DD` */
  readonly day: string;
  /** `HH:MM` */
  readonly time: string;
}

export const NO_DATE: DateParts = { year: "", month: "", day: "", time: "" };

export interface Fields {
  readonly date: boolean;
  readonly time: boolean;
  readonly month: boolean;
  readonly year: boolean;
}

/** What is asked for: date and time unless `only` says less. A date holds its month and year. */
export function fieldsOf({ attributes }: Pick<ControlTag, "attributes">): Fields {
  const only = (attributes.only ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
  const date = only.length === 0 || only.includes("date");
  const month = !date && only.includes("month");
  return {
    date,
    time: only.length === 0 || only.includes("time"),
    month,
    // A month without its year is no month that could be stored.
    year: !date && (month || only.includes("year")),
  };
}

/** How answers are stored: as the configuration says, else as Label Studio does. Times alone are never formatted. */
function formatOf(control: Pick<ControlTag, "attributes">): string {
  const { date, month, time, year } = fieldsOf(control);
  if (!date && !month && !year) return "%H:%M";
  return control.attributes.format || (time ? "%Y-%m-%dT%H:%M" : "%Y-%m-%d");
}

/** The answer as it is stored; null while something is missing. */
export function datetimeOf(control: Pick<ControlTag, "attributes">, parts: DateParts): string | null {
  const { date, month, time, year } = fieldsOf(control);
  const { day, month: monthNumber, time: clock, year: yearNumber } = parts;
  if ((date || year) && !/^\d{4}$/.test(yearNumber)) return null;
  if ((date || month) && monthNumber === "") return null;
  if (date && day === "") return null;
  if (!date && !year && clock === "") return null;
  // A date without its time is an answer already, as in Label Studio: midnight.
  const full = {
    year: yearNumber,
    month: date || month ? monthNumber : "01",
    day: date ? day : "01",
    time: (time && clock) || "00:00",
  };
  return formatOf(control).replace(/%-?([a-zA-Z%])/g, (written, letter: string) => {
    const value = WRITERS[letter]?.(full);
    if (value === undefined) return written;
    return written.startsWith("%-") ? value.replace(/^0+(?=\d)/, "") : value;
  });
}

/** What a stored answer says; null when it is not written as the configuration asks. */
export function partsOf(control: Pick<ControlTag, "attributes">, stored: string): DateParts | null {
  return parse(formatOf(control), stored) ?? parse("%Y-%m-%dT%H:%M", stored) ?? parse("%Y-%m-%d", stored);
}

/** What limits are compared with: `YYYY-MM-DD`, with the time where one is asked; a time; or a year. */
export function isoOf(control: Pick<ControlTag, "attributes">, parts: DateParts): string {
  const { date, month, time, year } = fieldsOf(control);
  if (!date && !year) return parts.time;
  if (!date && !month) return parts.year;
  const day = `${parts.year}-${parts.month}-${parts.day || "01"}`;
  return date && time ? `${day}T${parts.time || "00:00"}` : day;
}

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"] as const;

export const monthNames: readonly string[] = MONTHS;

const two = (value: number): string => String(value).padStart(2, "0");
const hourOf = ({ time }: DateParts): number => Number(time.slice(0, 2));
const monthOf = ({ month }: DateParts): string => MONTHS[Number(month) - 1] ?? "";
const weekdayOf = ({ day, month, year }: DateParts): string =>
  DAYS[new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDay()] ?? "";

/** The letters of strftime that name a part of a minute-exact date. */
const WRITERS: Readonly<Record<string, (parts: DateParts) => string>> = {
  Y: ({ year }) => year,
  y: ({ year }) => year.slice(2),
  m: ({ month }) => month,
  d: ({ day }) => day,
  e: ({ day }) => String(Number(day)).padStart(2, " "),
  H: (parts) => two(hourOf(parts)),
  I: (parts) => two(hourOf(parts) % 12 || 12),
  M: ({ time }) => time.slice(3, 5),
  S: () => "00",
  L: () => "000",
  p: (parts) => (hourOf(parts) < 12 ? "AM" : "PM"),
  B: monthOf,
  b: (parts) => monthOf(parts).slice(0, 3),
  A: weekdayOf,
  a: (parts) => weekdayOf(parts).slice(0, 3),
  "%": () => "%",
};

const READERS: Readonly<Record<string, string>> = {
  Y: "\\d{4}",
  y: "\\d{2}",
  m: "\\d{1,2}",
  d: "\\d{1,2}",
  e: "\\s?\\d{1,2}",
  H: "\\d{1,2}",
  I: "\\d{1,2}",
  M: "\\d{2}",
  S: "\\d{2}",
  L: "\\d{3}",
  p: "AM|PM",
  B: MONTHS.join("|"),
  b: MONTHS.map((name) => name.slice(0, 3)).join("|"),
  A: DAYS.join("|"),
  a: DAYS.map((name) => name.slice(0, 3)).join("|"),
  "%": "%",
};

function parse(format: string, stored: string): DateParts | null {
  const letters: string[] = [];
  const pattern = format
    .split(/(%-?[a-zA-Z%])/)
    .map((piece) => {
      const letter = /^%-?([a-zA-Z%])$/.exec(piece)?.[1];
      const reader = letter === undefined ? undefined : READERS[letter];
      if (letter === undefined || reader === undefined) return piece.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
      letters.push(letter);
      return `(${reader})`;
    })
    .join("");
  const found = new RegExp(`^${pattern}$`, "i").exec(stored.trim());
  if (!found) return null;
  const read = new Map(letters.map((letter, index) => [letter, (found[index + 1] ?? "").trim()]));
  return checked(read);
}

function checked(read: ReadonlyMap<string, string>): DateParts | null {
  const short = read.get("y");
  const year = read.get("Y") ?? (short === undefined ? "" : `${Number(short) < 69 ? 20 : 19}${short}`);
  const name = (read.get("B") ?? read.get("b") ?? "").toLowerCase();
  const named = name === "" ? -1 : MONTHS.findIndex((each) => each.toLowerCase().startsWith(name));
  const month = Number(read.get("m") ?? (named < 0 ? 1 : named + 1));
  const day = Number(read.get("d") ?? read.get("e") ?? 1);
  const half = read.get("p")?.toUpperCase();
  const written = Number(read.get("H") ?? read.get("I") ?? 0);
  const hour = half === undefined ? written : (written % 12) + (half === "PM" ? 12 : 0);
  const minute = Number(read.get("M") ?? 0);
  const days = year === "" ? 31 : new Date(Date.UTC(Number(year), month, 0)).getUTCDate();
  if (month < 1 || month > 12 || day < 1 || day > days || hour > 23 || minute > 59) return null;
  return { year, month: two(month), day: two(day), time: `${two(hour)}:${two(minute)}` };
}
