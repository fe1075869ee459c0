/**
 * Times as text, in the patterns of strftime that `timeFormat` and `timeDisplayFormat` take. Everything is read and
 * written as UTC, as Label Studio does, so that a result means the same wherever it is opened.
 */
interface TimeFormat {
  /** Milliseconds since 1970, or NaN when the text does not follow the pattern. */
  readonly parse: (text: string) => number;
  readonly format: (time: number) => string;
  /** Directives that mean nothing here. */
  readonly unknown: readonly string[];
}

export const MONTHS: readonly string[] = [
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
];
const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/** Directives that stand for several others. */
const LONG: Readonly<Record<string, string>> = {
  c: "%-m/%-d/%Y, %-I:%M:%S %p",
  x: "%-m/%-d/%Y",
  X: "%-I:%M:%S %p",
  D: "%m/%d/%y",
  F: "%Y-%m-%d",
  R: "%H:%M",
  T: "%H:%M:%S",
};

/** What has been read of a time so far. */
interface Reading {
  year: number;
  month: number;
  day: number;
  /** The day is counted from the beginning of the year. */
  countsDays: boolean;
  hour: number;
  minute: number;
  second: number;
  millisecond: number;
  afternoon: boolean | null;
  /** Minutes that the clock is ahead of UTC. */
  zone: number;
  /** The time itself, from a directive that counts milliseconds or seconds. */
  absolute: number | null;
}

/** Reads at a place and gives the place after it, or -1. */
type Reader = (text: string, at: number, into: Reading) => number;
type Writer = (date: Date, pad: string) => string;

interface Directive {
  readonly read: Reader;
  readonly write: Writer;
}

function digits(most: number, put: (into: Reading, value: number) => void): Reader {
  return (text, at, into) => {
    let end = at;
    let value = 0;
    while (end < at + most) {
      const code = text.charCodeAt(end) - 48;
      // A space may stand for a leading nought.
      if (end === at && text[end] === " " && most === 2) {
        end += 1;
        continue;
      }
      if (!(code >= 0 && code <= 9)) break;
      value = value * 10 + code;
      end += 1;
    }
    if (end === at || (end === at + 1 && text[at] === " ")) return -1;
    put(into, value);
    return end;
  };
}

function name(
  names: readonly string[],
  letters: number | null,
  put: (into: Reading, index: number) => void,
): Reader {
  const known = names.map((each) => (letters === null ? each : each.slice(0, letters)).toLowerCase());
  return (text, at, into) => {
    const index = known.findIndex((each) => text.slice(at, at + each.length).toLowerCase() === each);
    if (index === -1) return -1;
    put(into, index);
    return at + (known[index]?.length ?? 0);
  };
}

const padded = (value: number, width: number, pad: string) =>
  pad === "-" ? `${value}` : String(value).padStart(width, pad === "_" ? " " : "0");

/** Digits after the point, however many there are: results of cameras and loggers differ in that. */
const fraction: Reader = (text, at, into) => {
  const found = /^\d{1,9}/.exec(text.slice(at, at + 9))?.[0];
  if (!found) return -1;
  into.millisecond = Number(`0.${found}`) * 1000;
  return at + found.length;
};

const zone: Reader = (text, at, into) => {
  const found = /^(?:Z|([+-])(\d\d):?(\d\d)?)/.exec(text.slice(at, at + 6));
  if (!found) return -1;
  const [all, sign, hours = "0", minutes = "0"] = found;
  if (sign) into.zone = (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  return at + all.length;
};

function absolute(unit: number): Reader {
  return (text, at, into) => {
    const found = /^-?\d+(\.\d+)?/.exec(text.slice(at))?.[0];
    if (!found) return -1;
    into.absolute = Number(found) * unit;
    return at + found.length;
  };
}

const DIRECTIVES: Readonly<Record<string, Directive>> = {
  Y: {
    read: digits(4, (into, value) => {
      into.year = value;
    }),
    write: (date, pad) => padded(date.getUTCFullYear(), 4, pad),
  },
  y: {
    read: digits(2, (into, value) => {
      into.year = value + (value > 68 ? 1900 : 2000);
    }),
    write: (date, pad) => padded(date.getUTCFullYear() % 100, 2, pad),
  },
  m: {
    read: digits(2, (into, value) => {
      into.month = value - 1;
    }),
    write: (date, pad) => padded(date.getUTCMonth() + 1, 2, pad),
  },
  d: {
    read: digits(2, (into, value) => {
      into.day = value;
    }),
    write: (date, pad) => padded(date.getUTCDate(), 2, pad),
  },
  e: {
    read: digits(2, (into, value) => {
      into.day = value;
    }),
    write: (date, pad) => padded(date.getUTCDate(), 2, pad || "_"),
  },
  j: {
    read: digits(3, (into, value) => {
      into.month = 0;
      into.day = value;
      into.countsDays = true;
    }),
    write: (date, pad) => padded(dayOfYear(date), 3, pad),
  },
  H: {
    read: digits(2, (into, value) => {
      into.hour = value;
    }),
    write: (date, pad) => padded(date.getUTCHours(), 2, pad),
  },
  I: {
    read: digits(2, (into, value) => {
      into.hour = value;
    }),
    write: (date, pad) => padded(date.getUTCHours() % 12 || 12, 2, pad),
  },
  M: {
    read: digits(2, (into, value) => {
      into.minute = value;
    }),
    write: (date, pad) => padded(date.getUTCMinutes(), 2, pad),
  },
  S: {
    read: digits(2, (into, value) => {
      into.second = value;
    }),
    write: (date, pad) => padded(date.getUTCSeconds(), 2, pad),
  },
  L: { read: fraction, write: (date, pad) => padded(date.getUTCMilliseconds(), 3, pad) },
  f: { read: fraction, write: (date) => `${padded(date.getUTCMilliseconds(), 3, "0")}000` },
  p: {
    read: name(["AM", "PM"], null, (into, index) => {
      into.afternoon = index === 1;
    }),
    write: (date) => (date.getUTCHours() < 12 ? "AM" : "PM"),
  },
  b: {
    read: name(MONTHS, 3, (into, index) => {
      into.month = index;
    }),
    write: (date) => (MONTHS[date.getUTCMonth()] ?? "").slice(0, 3),
  },
  B: {
    read: name(MONTHS, null, (into, index) => {
      into.month = index;
    }),
    write: (date) => MONTHS[date.getUTCMonth()] ?? "",
  },
  a: { read: name(DAYS, 3, () => {}), write: (date) => (DAYS[date.getUTCDay()] ?? "").slice(0, 3) },
  A: { read: name(DAYS, null, () => {}), write: (date) => DAYS[date.getUTCDay()] ?? "" },
  w: { read: digits(1, () => {}), write: (date) => `${date.getUTCDay()}` },
  u: { read: digits(1, () => {}), write: (date) => `${date.getUTCDay() || 7}` },
  Z: { read: zone, write: () => "+0000" },
  z: { read: zone, write: () => "+0000" },
  Q: { read: absolute(1), write: (date) => `${date.getTime()}` },
  s: { read: absolute(1000), write: (date) => `${Math.floor(date.getTime() / 1000)}` },
};

type Part = { readonly text: string } | { readonly directive: Directive; readonly pad: string };

const KNOWN = new Map<string, TimeFormat>();

/** The reader and writer of a pattern; patterns are understood once. */
export function timeFormat(pattern: string): TimeFormat {
  let known = KNOWN.get(pattern);
  if (!known) {
    known = compiled(pattern);
    KNOWN.set(pattern, known);
  }
  return known;
}

function compiled(pattern: string): TimeFormat {
  const unknown: string[] = [];
  const parts = partsOf(pattern, unknown);
  return {
    unknown,
    parse(text) {
      const trimmed = text.trim();
      const into = { ...BLANK };
      let at = 0;
      for (const part of parts) {
        if ("text" in part) at = trimmed.startsWith(part.text, at) ? at + part.text.length : -1;
        else at = part.directive.read(trimmed, at, into);
        if (at === -1) return Number.NaN;
      }
      return at === trimmed.length ? timeOf(into) : Number.NaN;
    },
    format(time) {
      const date = new Date(time);
      if (Number.isNaN(date.getTime())) return "";
      return parts
        .map((part) => ("text" in part ? part.text : part.directive.write(date, part.pad)))
        .join("");
    },
  };
}

const BLANK: Readonly<Reading> = {
  year: 1900,
  month: 0,
  day: 1,
  countsDays: false,
  hour: 0,
  minute: 0,
  second: 0,
  millisecond: 0,
  afternoon: null,
  zone: 0,
  absolute: null,
};

function timeOf(reading: Reading): number {
  if (reading.absolute !== null) return reading.absolute;
  const { afternoon, day, hour, millisecond, minute, month, second, year } = reading;
  const hours = afternoon === null ? hour : (hour % 12) + (afternoon ? 12 : 0);
  // The calendar would carry a 13th month, a 30th of February or a 60th minute over: they are slips, and said to be.
  if (month > 11 || day > 366 || hours > 24 || minute > 59 || second > 61) return Number.NaN;
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  if (!reading.countsDays && date.getUTCDate() !== day) return Number.NaN;
  date.setUTCHours(hours, minute - reading.zone, second, 0);
  return date.getTime() + millisecond;
}

function partsOf(pattern: string, unknown: string[]): Part[] {
  const parts: Part[] = [];
  const add = (text: string) => {
    const last = parts.at(-1);
    if (last && "text" in last) parts[parts.length - 1] = { text: last.text + text };
    else parts.push({ text });
  };
  for (let at = 0; at < pattern.length; at += 1) {
    if (pattern[at] !== "%") {
      add(pattern[at] ?? "");
      continue;
    }
    const pad = /[-_0]/.test(pattern[at + 1] ?? "") ? (pattern[at + 1] ?? "") : "";
    at += 1 + pad.length;
    const letter = pattern[at] ?? "";
    const directive = Object.hasOwn(DIRECTIVES, letter) ? DIRECTIVES[letter] : undefined;
    if (letter === "%") add("%");
    else if (directive) parts.push({ directive, pad });
    else if (Object.hasOwn(LONG, letter)) parts.push(...partsOf(LONG[letter] ?? "", unknown));
    else unknown.push(`%${letter}`);
  }
  return parts;
}

function dayOfYear(date: Date): number {
  return Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000) + 1;
}
