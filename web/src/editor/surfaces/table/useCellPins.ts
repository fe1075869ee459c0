/** Cells of a table as places that something is said about. */
import { type MouseEvent, type RefObject, useEffect } from "react";
import type { Editor } from "../../core/store";
import { useEditor } from "../../useEditor";

interface Table {
  readonly editor: Editor;
  readonly object: string;
  readonly pane: RefObject<HTMLElement | null>;
  /** Brings a row into view, as far as it is not there. */
  readonly showRow?: (row: number) => void;
}

/** Takes presses on rows with a `data-index`, and tells which rows have a pin. */
export function useCellPins({ editor, object, pane, showRow }: Table) {
  const pins = useEditor(editor, (state) => state.pins);
  const pinning = useEditor(editor, (state) => state.pinning);

  useEffect(
    () =>
      editor.attach({
        object,
        goTo({ item }) {
          if (item === undefined) return;
          if (showRow) showRow(item);
          else pane.current?.querySelector(`[data-index="${item}"]`)?.scrollIntoView({ block: "nearest" });
        },
      }),
    [editor, object, pane, showRow],
  );

  function onClick({ target }: MouseEvent): void {
    const cell = pinning && target instanceof Element ? target.closest<HTMLTableCellElement>("td, th") : null;
    const row = cell?.closest<HTMLElement>("[data-index]");
    if (!cell || !row) return;
    const item = Number(row.dataset.index);
    const { named } = row.dataset;
    const column = pane.current?.querySelectorAll("thead th")[cell.cellIndex]?.textContent;
    const words = named ? `“${named}”` : `row ${item + 1}, “${column}”`;
    editor.pin({ object, item, words });
  }

  const pinned = new Map(
    pins.flatMap(({ place, title }) =>
      place.object === object && place.item !== undefined ? [[place.item, title] as const] : [],
    ),
  );
  return { onClick, pinning, pinned };
}
