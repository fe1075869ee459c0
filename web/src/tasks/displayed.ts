/** What a stream is asked to go through, of the list that is displayed. */
import { isEmpty, isSelected, type Selection, selectedItems } from "./selection";
import { queryOf, type TabData } from "./tab";

interface Displayed {
  data: TabData;
  /** The saved tab that is shown as it was saved. */
  view: number | undefined;
  search: string | undefined;
}

/** The address of a stream can name so many tasks. */
export const MOST_NAMED = 1000;

/** The whole list in its order, or what is selected of it; tasks that are named keep the order of the list. */
export function streamOf(
  { data, search, view }: Displayed,
  selection: Selection,
  ids: readonly number[],
): { tasks?: string; view?: number; query?: string } {
  if (!selection.all && !isEmpty(selection)) {
    const shown = ids.filter((id) => isSelected(selection, id));
    return { tasks: [...new Set([...shown, ...selection.ids])].slice(0, MOST_NAMED).join(",") };
  }
  const isWhole = isEmpty(selection) || selection.ids.size === 0;
  if (view !== undefined && isWhole && !search) return { view };
  const asked = JSON.parse(queryOf(data)) as Record<string, unknown>;
  return {
    query: JSON.stringify({
      ...asked,
      search: search || undefined,
      selectedItems: isWhole ? undefined : selectedItems(selection),
    }),
  };
}
