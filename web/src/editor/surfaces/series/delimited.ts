/** One cell of a text of rows and columns: where it stands in the text. */
interface CellPlace {
  readonly from: number;
  readonly to: number;
  readonly quoted: boolean;
}

interface RowReader {
  /** Called for every cell in order. */
  cell(column: number, from: number, to: number, quoted: boolean): void;
  /** Called after the last cell of a row; false ends the reading. Lines count from 1. */
  row(line: number, cells: number): boolean | undefined;
}

const QUOTE = 34;
const LINE_FEED = 10;
const RETURN = 13;

/** Walks through comma-separated text and the like. Quoted cells may hold separators, line ends and doubled quotes. */
export function scanDelimited(text: string, separator: string, reader: RowReader): void {
  const apart = separator.charCodeAt(0);
  const length = text.length;
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let line = 1;
  while (at < length) {
    const begun = line;
    let column = 0;
    for (;;) {
      if (text.charCodeAt(at) === QUOTE) {
        const from = at + 1;
        const to = closingQuote(text, from);
        for (let index = from; index < to; index += 1) if (text.charCodeAt(index) === LINE_FEED) line += 1;
        reader.cell(column, from, to, true);
        at = Math.min(to + 1, length);
        while (at < length && !endsCell(text.charCodeAt(at), apart)) at += 1;
      } else {
        const from = at;
        while (at < length && !endsCell(text.charCodeAt(at), apart)) at += 1;
        reader.cell(column, from, at, false);
      }
      column += 1;
      if (at >= length || text.charCodeAt(at) !== apart) break;
      at += 1;
    }
    if (text.charCodeAt(at) === RETURN) at += 1;
    if (text.charCodeAt(at) === LINE_FEED) at += 1;
    line += 1;
    if (reader.row(begun, column) === false) return;
  }
}

export function textOfCell(text: string, { from, quoted, to }: CellPlace): string {
  const cell = text.slice(from, to);
  return quoted ? cell.replaceAll('""', '"') : cell.trim();
}

function endsCell(code: number, apart: number): boolean {
  return code === apart || code === LINE_FEED || code === RETURN;
}

function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at !== -1 && text.charCodeAt(at + 1) === QUOTE) at = text.indexOf('"', at + 2);
  return at === -1 ? text.length : at;
}

const NAMED: Readonly<Record<string, string>> = {
  tab: "\t",
  "\\t": "\t",
  space: " ",
  comma: ",",
  semicolon: ";",
  dot: ".",
};
const LIKELY = [",", ";", "\t", "|", " "] as const;

/** The separator that `sep` means; without one, or with "auto", the likeliest for the first line. */
export function separatorOf(sep: string | undefined, text: string): string {
  const wanted = sep === undefined || sep === "" ? "auto" : sep;
  if (wanted !== "auto") return NAMED[wanted] ?? wanted[0] ?? ",";
  const first = /^[^\r\n]*/.exec(text)?.[0] ?? "";
  return LIKELY.find((each) => first.includes(each)) ?? ",";
}
