import { isRecord } from "../../ls/codecs/codec";

/** What a table shows: the keys and values of an object, or rows with a column for each of their keys. */
type TableData =
  | { readonly kind: "pairs"; readonly rows: readonly (readonly [key: string, value: unknown])[] }
  | {
      readonly kind: "rows";
      readonly columns: readonly string[];
      readonly rows: readonly (readonly unknown[])[];
    };

/** Reads an object, a list of objects, a list of lists whose first one is the head, or JSON of them; else null. */
export function tableOf(given: unknown): TableData | null {
  const value = typeof given === "string" ? parsed(given) : given;
  if (isRecord(value)) return { kind: "pairs", rows: Object.entries(value) };
  if (!Array.isArray(value) || value.length === 0) return null;
  if (value.every(isRecord)) {
    const columns = [...new Set(value.flatMap((row) => Object.keys(row)))];
    return { kind: "rows", columns, rows: value.map((row) => columns.map((column) => row[column])) };
  }
  if (value.every(Array.isArray)) {
    const [head, ...rows] = value as unknown[][];
    return { kind: "rows", columns: (head ?? []).map(cellText), rows };
  }
  return { kind: "rows", columns: ["Value"], rows: value.map((each: unknown) => [each]) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export function cellText(value: unknown): string {
  if (value === null || value === undefined || value === "") return "–";
  return typeof value === "object" ? JSON.stringify(value, null, 1) : String(value);
}

/** Numbers stand right, as words that are only a number do. */
export function isNumeric(value: unknown): boolean {
  if (typeof value === "number") return true;
  return typeof value === "string" && /^\s*[-+]?\d[\d,.'\u2009 ]*%?\s*$/.test(value);
}
