import type { Path } from "../core/nested";
import type { LabelOption } from "../ls/schema";

/** One visible line of the tree. */
export interface Row {
  /** The path in one word. */
  readonly key: string;
  readonly path: Path;
  readonly option: LabelOption;
  readonly depth: number;
  readonly isOpen: boolean;
  /** Its place among the lines of the same option above, from 1, and how many those are. */
  readonly place: number;
  readonly size: number;
}

export const keyOf = (path: Path): string => JSON.stringify(path);

/**
 * The lines of a tree that are to be seen: below open options, or where words are searched every option that has
 * them, with those above it.
 */
export function rowsOf(options: readonly LabelOption[], open: ReadonlySet<string>, sought: string): Row[] {
  const rows: Row[] = [];
  collect(options, [], sought.trim().toLowerCase(), open, rows);
  return rows;
}

/** Whether anything was added: whether an option or something below it has the words. */
function collect(
  options: readonly LabelOption[],
  above: Path,
  wanted: string,
  open: ReadonlySet<string>,
  rows: Row[],
): boolean {
  let any = false;
  options.forEach((option, index) => {
    const path = [...above, option.value];
    const key = keyOf(path);
    const own = wanted !== "" && option.title.toLowerCase().includes(wanted);
    const at = rows.length;
    const isOpen = option.children.length > 0 && (wanted === "" ? open.has(key) : !own || open.has(key));
    rows.push({
      key,
      path,
      option,
      depth: above.length,
      isOpen,
      place: index + 1,
      size: options.length,
    });
    // Below an option that has the words itself, everything is shown once it is opened.
    const below = isOpen && collect(option.children, path, own ? "" : wanted, open, rows);
    if (wanted === "" || own || below) any = true;
    else rows.length = at;
  });
  return any;
}

/** The titles along a path; a word that the configuration does not have stands for itself. */
export function titlesOf(options: readonly LabelOption[], path: Path): string[] {
  const [first, ...rest] = path;
  if (first === undefined) return [];
  const option = options.find((each) => each.value === first);
  return [option?.title ?? first, ...titlesOf(option?.children ?? [], rest)];
}

export function countOf(options: readonly LabelOption[]): number {
  return options.reduce((sum, option) => sum + 1 + countOf(option.children), 0);
}
