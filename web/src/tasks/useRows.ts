/** Moving through rows by keys, and selecting them: shared by the table and the grid. */
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { type Command, useCommands } from "../kit/commands";
import { EVERY, isEmpty, isSelected, NONE, type Selection, withSelected } from "./selection";

export interface Rows {
  current: number;
  setCurrent: (index: number) => void;
  /** Selects one row; with `range` all from the last one that was selected. */
  select: (index: number, range: boolean) => void;
}

interface Given {
  ids: readonly number[];
  selection: Selection;
  onSelect: (next: Selection) => void;
  scroller: React.RefObject<HTMLElement | null>;
  scrollTo: (index: number) => void;
  /** Rows side by side. */
  across: number;
}

const PAGE = 15;

export function useRows({ ids, selection, onSelect, scroller, scrollTo, across }: Given): Rows {
  const [current, setCurrent] = useState(-1);
  const [wanted, setWanted] = useState(-1);
  const anchor = useRef<number | null>(null);
  useEffect(() => {
    if (wanted < 0) return;
    const link = scroller.current?.querySelector<HTMLElement>(`[data-row="${wanted}"]`);
    if (!link) return;
    link.focus({ preventScroll: true });
    setWanted(-1);
  });
  useEffect(() => {
    if (current >= ids.length) setCurrent(-1);
  }, [current, ids.length]);

  const select = useCallback(
    (index: number, range: boolean) => {
      const id = ids[index];
      if (id === undefined) return;
      const from = range && anchor.current !== null ? ids.indexOf(anchor.current) : -1;
      if (from < 0) {
        onSelect(withSelected(selection, [id], !isSelected(selection, id)));
      } else {
        const like = isSelected(selection, ids[from] ?? id);
        onSelect(withSelected(selection, ids.slice(Math.min(from, index), Math.max(from, index) + 1), like));
      }
      anchor.current = id;
    },
    [ids, selection, onSelect],
  );

  const latest = useRef({ current, ids, select, selection, onSelect, scrollTo, across });
  useEffect(() => {
    latest.current = { current, ids, select, selection, onSelect, scrollTo, across };
  });
  const commands = useMemo<Command[]>(() => {
    function move(by: number, selects = false) {
      const { current, ids, select, scrollTo } = latest.current;
      if (ids.length === 0) return;
      const to = Math.min(Math.max(current + by, 0), ids.length - 1);
      if (selects && current >= 0 && anchor.current === null) select(current, false);
      scrollTo(to);
      setWanted(to);
      if (selects) select(to, true);
    }
    const group = "Tasks";
    return [
      { id: "row-down", label: "Next row", group, keys: "down", run: () => move(latest.current.across) },
      { id: "row-up", label: "Row before", group, keys: "up", run: () => move(-latest.current.across) },
      { id: "row-page-down", label: "Further down", group, keys: "pagedown", run: () => move(PAGE) },
      { id: "row-page-up", label: "Further up", group, keys: "pageup", run: () => move(-PAGE) },
      {
        id: "row-first",
        label: "First row",
        group,
        keys: "home",
        run: () => move(-latest.current.ids.length),
      },
      {
        id: "row-select",
        label: "Select the row, or not",
        group,
        keys: "x",
        when: () => latest.current.current >= 0,
        run: () => latest.current.select(latest.current.current, false),
      },
      {
        id: "row-select-down",
        label: "Select down",
        group,
        keys: "shift+down",
        run: () => move(latest.current.across, true),
      },
      {
        id: "row-select-up",
        label: "Select up",
        group,
        keys: "shift+up",
        run: () => move(-latest.current.across, true),
      },
      {
        id: "row-select-all",
        label: "Select all that match",
        group,
        keys: "mod+a",
        run: () => latest.current.onSelect(EVERY),
      },
      {
        id: "row-select-none",
        label: "Select nothing",
        group,
        keys: "esc",
        // In a dialog about the selection the key closes the dialog.
        when: () => !isEmpty(latest.current.selection) && document.querySelector("[role=dialog]") === null,
        run: () => latest.current.onSelect(NONE),
      },
      { id: "row-open", label: "Open the task", group, keys: "enter", handledByPage: true, run: openFocused },
    ];
  }, []);
  useCommands("task-rows", commands);
  return { current, setCurrent, select };
}

function openFocused(): void {
  if (document.activeElement instanceof HTMLAnchorElement) document.activeElement.click();
}
