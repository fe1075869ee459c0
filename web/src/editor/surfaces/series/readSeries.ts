import { timeFormat } from "../../ls/timeFormat";
import { scanDelimited, separatorOf, textOfCell } from "./delimited";

/** What the configuration says about the measurements. */
export interface SeriesOptions {
  /** Name or number of the column of times; null: rows are counted. */
  readonly timeColumn: string | null;
  readonly timeFormat: string | null;
  readonly sep: string | null;
  /** Name or number of the column of each channel. */
  readonly channels: readonly string[];
}

export interface SeriesData {
  /** In rising order. */
  readonly times: Float64Array;
  /** Of each channel; NaN where nothing was measured. */
  readonly channels: readonly Float64Array[];
  /** Times are milliseconds since 1970. */
  readonly dated: boolean;
  /** Rows were not in the order of time. */
  readonly sorted: boolean;
  readonly problems: CellProblems;
}

/** Cells that could not be read: how many, and the first of them as sentences. */
export interface CellProblems {
  readonly count: number;
  readonly first: readonly string[];
}

/** Why nothing can be shown, and what to do. */
export class SeriesProblem extends Error {
  constructor(
    message: string,
    readonly fix: string,
  ) {
    super(message);
  }
}

const MOST_SAID = 20;
const GAPS: ReadonlySet<string> = new Set(["", "nan", "na", "n/a", "null", "none", "-"]);

/** Reads measurements from text: comma-separated and the like, or JSON. */
export function readSeriesText(text: string, options: SeriesOptions): SeriesData {
  const start = text.slice(0, 200).trimStart()[0];
  if (start === "{" || start === "[") {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (error) {
      throw new SeriesProblem(`The measurements are no valid JSON: ${String(error)}`, "Correct the file.");
    }
    return readSeriesValue(value, options);
  }
  return readDelimited(text, options);
}

/** Reads measurements from columns (`{"time": [...], "x": [...]}`) or rows (`[{"time": 0, "x": 1}, ...]`). */
export function readSeriesValue(value: unknown, options: SeriesOptions): SeriesData {
  if (typeof value === "string") return readSeriesText(value, options);
  const columns = columnsOf(value);
  const names = Object.keys(columns);
  if (names.length === 0) {
    throw new SeriesProblem(
      "The measurements have no columns.",
      'Give lists by column, such as {"time": [0, 1], "x": [2.5, 3]}.',
    );
  }
  const builder = new Builder(names, options);
  const wanted = builder.columns.map((column) => columns[names[column] ?? ""] ?? []);
  const rows = Math.max(0, ...Object.values(columns).map((list) => list.length));
  for (let row = 0; row < rows; row += 1) {
    wanted.forEach((list, index) => {
      builder.put(index, list[row]);
    });
    builder.endRow(`Row ${row + 1}`);
  }
  return builder.finish();
}

function columnsOf(value: unknown): Record<string, readonly unknown[]> {
  if (Array.isArray(value)) {
    const columns: Record<string, unknown[]> = {};
    value.forEach((row, index) => {
      if (typeof row !== "object" || row === null) return;
      for (const [name, cell] of Object.entries(row)) {
        columns[name] ??= [];
        columns[name][index] = cell;
      }
    });
    return columns;
  }
  if (typeof value !== "object" || value === null) return {};
  return Object.fromEntries(Object.entries(value).filter(([, list]) => Array.isArray(list)));
}

function readDelimited(text: string, options: SeriesOptions): SeriesData {
  const separator = separatorOf(options.sep ?? undefined, text);
  const header: string[] = [];
  scanDelimited(text, separator, {
    cell: (_, from, to, quoted) => {
      header.push(textOfCell(text, { from, to, quoted }));
    },
    row: () => false,
  });
  if (header.length === 0 || (header.length === 1 && header[0] === "")) {
    throw new SeriesProblem("There are no measurements: the file is empty.", "Replace the file of the item.");
  }
  // A first row of nothing but numbers is no row of names: then columns are known by their numbers.
  const headless = header.every((cell) => cell !== "" && Number.isFinite(Number(cell)));
  const names = headless ? header.map((_, column) => `${column}`) : header;
  const builder = new Builder(names, options);
  const wanted = new Map<number, number[]>();
  builder.columns.forEach((column, index) => {
    wanted.set(column, [...(wanted.get(column) ?? []), index]);
  });
  let blank = true;
  let isHeader = !headless;
  scanDelimited(text, separator, {
    cell(column, from, to, quoted) {
      if (isHeader) return;
      if (to > from) blank = false;
      const indexes = wanted.get(column);
      if (!indexes) return;
      const cell = textOfCell(text, { from, to, quoted });
      for (const index of indexes) builder.put(index, cell);
    },
    row(line, cells) {
      if (isHeader) isHeader = false;
      else if (!(blank && cells === 1)) builder.endRow(`Line ${line}`);
      blank = true;
      return undefined;
    },
  });
  return builder.finish();
}

/** Collects rows as numbers. The column of times, if there is one, comes first. */
class Builder {
  /** The columns that are read, by number. */
  readonly columns: readonly number[];
  private readonly lists: Growing[];
  private readonly row: unknown[];
  private readonly parse: ((text: string) => number) | null;
  private readonly timed: boolean;
  private readonly said: string[] = [];
  private problems = 0;
  private rows = 0;
  private unreadTimes = 0;
  private firstTime = "";

  constructor(
    private readonly names: readonly string[],
    private readonly options: SeriesOptions,
  ) {
    this.timed = options.timeColumn !== null;
    const time =
      options.timeColumn === null ? [] : [this.find(options.timeColumn, "timeColumn", "<TimeSeries>")];
    const channels = options.channels.map((channel) => this.find(channel, "column", "<Channel>"));
    this.columns = [...time, ...channels];
    this.lists = this.columns.map(() => new Growing());
    this.row = this.columns.map(() => undefined);
    this.parse = this.timed && options.timeFormat ? timeFormat(options.timeFormat).parse : null;
  }

  put(index: number, cell: unknown): void {
    this.row[index] = cell;
  }

  endRow(where: string): void {
    this.rows += 1;
    const time = this.timed ? this.timeOf(this.row[0], where) : this.rows - 1;
    if (!Number.isNaN(time)) {
      this.lists.forEach((list, index) => {
        list.push(this.timed && index === 0 ? time : this.numberOf(this.row[index], index, where));
      });
    }
    this.row.fill(undefined);
  }

  finish(): SeriesData {
    const lists = this.lists.map((list) => list.values());
    const count = lists[0]?.length ?? 0;
    if (this.rows === 0)
      throw new SeriesProblem("There are no measurements, only names of columns.", "Replace the file.");
    if (this.timed && count === 0) throw this.noTimes();
    const times = this.timed
      ? (lists[0] ?? new Float64Array(0))
      : Float64Array.from({ length: count }, (_, row) => row);
    const channels = this.timed ? lists.slice(1) : lists;
    const problems = { count: this.problems, first: this.said };
    const dated = this.parse !== null;
    const order = outOfOrder(times);
    if (!order) return { times, channels, dated, sorted: false, problems };
    const put = (list: Float64Array) => Float64Array.from(order, (row) => list[row] ?? Number.NaN);
    return { times: put(times), channels: channels.map(put), dated, sorted: true, problems };
  }

  private noTimes(): SeriesProblem {
    const { timeColumn, timeFormat: pattern } = this.options;
    const first = `The first one is “${this.firstTime}”.`;
    return pattern
      ? new SeriesProblem(
          `No time in the column “${timeColumn}” follows timeFormat="${pattern}". ${first}`,
          "Correct timeFormat of <TimeSeries>.",
        )
      : new SeriesProblem(
          `The times in the column “${timeColumn}” are no numbers. ${first}`,
          'Say how they are written, such as timeFormat="%Y-%m-%d %H:%M:%S".',
        );
  }

  private timeOf(cell: unknown, where: string): number {
    const time = this.parse ? this.parse(`${cell ?? ""}`) : asNumber(cell);
    if (Number.isFinite(time)) return time;
    if (this.unreadTimes === 0) this.firstTime = `${cell ?? ""}`.slice(0, 60);
    this.unreadTimes += 1;
    const should = this.parse ? `does not follow ${this.options.timeFormat}` : "is no number";
    this.say(
      `${where}, column “${this.options.timeColumn}”: “${shown(cell)}” ${should}. The row is left out.`,
    );
    return Number.NaN;
  }

  private numberOf(cell: unknown, index: number, where: string): number {
    if (cell === undefined || cell === null) return Number.NaN;
    const number = asNumber(cell);
    if (Number.isFinite(number)) return number;
    if (typeof cell === "string" && !GAPS.has(cell.trim().toLowerCase())) {
      const column = this.names[this.columns[index] ?? 0] ?? "";
      this.say(
        `${where}, column “${column}”: “${shown(cell)}” is no number. Write one, or leave the cell empty for a gap.`,
      );
    }
    return Number.NaN;
  }

  private say(problem: string): void {
    this.problems += 1;
    if (this.said.length < MOST_SAID) this.said.push(problem);
  }

  /** A column by its name, in whatever case, else by its number from 0. */
  private find(wanted: string, attribute: string, tag: string): number {
    const name = wanted.trim().toLowerCase();
    const named = this.names.findIndex((each) => each.trim().toLowerCase() === name);
    if (named !== -1) return named;
    const number = /^\d+$/.test(name) ? Number(name) : -1;
    if (number >= 0 && number < this.names.length) return number;
    const known = this.names
      .slice(0, 12)
      .map((each) => `“${each}”`)
      .join(", ");
    throw new SeriesProblem(
      `The measurements have no column “${wanted}”. They have ${known}.`,
      this.names.length === 1
        ? `Correct ${attribute} of ${tag}, or say with sep of <TimeSeries> what parts the columns.`
        : `Correct ${attribute} of ${tag}.`,
    );
  }
}

function asNumber(cell: unknown): number {
  if (typeof cell === "number") return cell;
  return typeof cell === "string" && cell.trim() !== "" ? Number(cell) : Number.NaN;
}

function shown(cell: unknown): string {
  const text = `${cell ?? ""}`;
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

/** The order of rows by time, or null when they are in it. */
function outOfOrder(times: Float64Array): Uint32Array | null {
  let before = Number.NEGATIVE_INFINITY;
  const wrong = times.some((time) => {
    const falls = time < before;
    before = time;
    return falls;
  });
  if (!wrong) return null;
  const order = Uint32Array.from(times, (_, row) => row);
  return order.sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0) || a - b);
}

/** A list of numbers that grows without being copied at every step. */
class Growing {
  private list = new Float64Array(1024);
  private length = 0;

  push(value: number): void {
    if (this.length === this.list.length) {
      const larger = new Float64Array(this.length * 2);
      larger.set(this.list);
      this.list = larger;
    }
    this.list[this.length] = value;
    this.length += 1;
  }

  values(): Float64Array {
    return this.list.slice(0, this.length);
  }
}
