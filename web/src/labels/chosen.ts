/** How many rows are chosen, in words: in the bar above a table, and in what is asked before something is done. */
import { count, counted } from "../kit/numbers";
import { type Selection, sizeOf } from "../tasks/selection";

/** "3 selected", "All 108 that match", "107 of 108 that match"; without a number while that is counted. */
export function selectedWords(selection: Selection, matching: number | undefined): string {
  const { all, ids } = selection;
  if (!all) return `${count(ids.size)} selected`;
  if (matching === undefined) return `All that match${ids.size > 0 ? ` but ${count(ids.size)}` : ""}`;
  if (ids.size === 0) return `All ${count(matching)} that match`;
  return `${count(sizeOf(selection, matching) ?? 0)} of ${count(matching)} that match`;
}

/** "3 tasks", "all 108 tasks that match", "107 of the 108 tasks that match". */
export function chosenWords(selection: Selection, matching: number | undefined, noun: string): string {
  const { all, ids } = selection;
  if (!all) return counted(ids.size, noun);
  if (matching === undefined) return `all that match${ids.size > 0 ? ` but ${count(ids.size)}` : ""}`;
  if (matching === 1) return counted(sizeOf(selection, 1) ?? 0, noun);
  const some = ids.size > 0 ? `${count(sizeOf(selection, matching) ?? 0)} of the ` : "all ";
  return `${some}${counted(matching, noun)} that match`;
}
