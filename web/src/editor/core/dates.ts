import type { ControlTag } from "../ls/schema";
import { timeFormat } from "../ls/timeFormat";

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
  // What is not asked stands for nothing. A date without its time is an answer already, as in Label Studio: midnight.
  const days = [date || year ? yearNumber : "1970", date || month ? monthNumber : "01", date ? day : "01"];
  const at = Date.parse(`${days.join("-")}T${(time && clock) || "00:00"}Z`);
  return timeFormat(formatOf(control)).format(at) || null;
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

/** Directives from which the year is known. */
const YEAR = /%[-_0]?[YyxcDFQs]/;

function parse(format: string, stored: string): DateParts | null {
  const at = new Date(timeFormat(format).parse(stored));
  if (Number.isNaN(at.getTime())) return null;
  const found = /^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d)/.exec(at.toISOString());
  if (!found) return null;
  const [, year = "", month = "", day = "", time = ""] = found;
  return { year: YEAR.test(format) ? year : "", month, day, time };
}
