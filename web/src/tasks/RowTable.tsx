import { Checkbox } from "@mantine/core";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type CSSProperties, type MouseEvent, type ReactNode, useEffect, useRef } from "react";
import { Bone } from "../kit/Waiting";
import classes from "./RowTable.module.css";
import { EVERY, isSelected, NONE, type Selection } from "./selection";
import { useRows } from "./useRows";

const ROW_HEIGHT = 36;
const FETCH_AHEAD = 30;

/** A row where it stands: its cells tell when they get the focus, its menu selects it. */
export interface Place {
  index: number;
  selected: boolean;
  onFocus: () => void;
  onSelect: () => void;
}

interface Props<Row> {
  label: string;
  rows: readonly Row[];
  ids: readonly number[];
  /** Whether more rows follow the ones at hand. */
  more: boolean;
  onMore: () => void;
  /** Null where rows are not selected. */
  selection: Selection | null;
  onSelect: (next: Selection) => void;
  /** A row in words: "task 17". */
  nameOf: (row: Row) => string;
  /** How wide the columns are, as tracks of a grid. */
  tracks: readonly string[];
  /** The heads of the columns. */
  heads: ReactNode;
  /** The cells of a row, one for each column. */
  cells: (row: Row, place: Place) => ReactNode;
  /** What stands at the end of a row, and how wide it is. */
  end?: { width: number; of: (row: Row, place: Place) => ReactNode; className?: string };
  onContextMenu?: (row: Row, index: number) => (event: MouseEvent) => void;
  /** What lies over the rows; it can select one of them. */
  over?: (select: (index: number) => void) => ReactNode;
}

/** Rows drawn only where they can be seen, so that a million scroll like a hundred. */
export function RowTable<Row>(props: Props<Row>) {
  const { cells, end, ids, more, onMore, onSelect, rows } = props;
  const selects = props.selection !== null;
  const selection = props.selection ?? NONE;
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: rows.length + (more ? 1 : 0),
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    scrollPaddingStart: 32,
  });
  const keys = useRows({
    ids,
    selection,
    onSelect,
    scroller,
    scrollTo: (index) => virtualizer.scrollToIndex(index),
    across: 1,
  });
  const items = virtualizer.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more && last >= rows.length - FETCH_AHEAD) onMore();
  }, [more, last, rows.length, onMore]);
  const tracks = [...(selects ? ["28px"] : []), ...props.tracks, ...(end ? [`${end.width}px`] : [])];
  return (
    // biome-ignore lint/a11y/useSemanticElements: a native table cannot draw a part of its rows
    <div
      className={classes.scroller}
      ref={scroller}
      role="table"
      aria-label={props.label}
      aria-rowcount={-1}
      style={{ "--columns": tracks.join(" ") } as CSSProperties}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      <div className={classes.head} role="row" tabIndex={-1}>
        {selects && <AllBox selection={selection} onSelect={onSelect} />}
        {props.heads}
        {end && <span />}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      <div className={classes.rows} role="rowgroup" style={{ height: virtualizer.getTotalSize() }}>
        {items.map(({ index, start }) => {
          const row = rows[index];
          const style = { transform: `translateY(${start}px)` };
          if (row === undefined) {
            return (
              <div key="more" className={classes.row} style={style}>
                {selects && <span />}
                <Bone width={160} />
              </div>
            );
          }
          const id = ids[index] ?? 0;
          const selected = selects && isSelected(selection, id);
          const place = {
            index,
            selected,
            onFocus: () => keys.setCurrent(index),
            onSelect: () => keys.select(index, false),
          };
          return (
            // biome-ignore lint/a11y/useSemanticElements: as above
            <div
              key={id}
              role="row"
              tabIndex={-1}
              aria-rowindex={index + 2}
              aria-selected={selects ? selected : undefined}
              className={classes.row}
              style={style}
              onContextMenu={props.onContextMenu?.(row, index)}
              data-current={index === keys.current || undefined}
              data-selected={selected || undefined}
            >
              {selects && (
                <SelectBox
                  name={props.nameOf(row)}
                  selected={selected}
                  onToggle={(range) => keys.select(index, range)}
                />
              )}
              {cells(row, place)}
              {end && (
                // biome-ignore lint/a11y/useSemanticElements: as above
                <div role="cell" className={end.className}>
                  {end.of(row, place)}
                </div>
              )}
            </div>
          );
        })}
      </div>
      {props.over?.((index) => keys.select(index, false))}
    </div>
  );
}

interface CellProps {
  number?: boolean;
  people?: boolean;
  children: ReactNode;
}

export function Cell({ children, number, people }: CellProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: see RowTable
    <div
      role="cell"
      className={classes.cell}
      data-number={number || undefined}
      data-people={people || undefined}
    >
      {children}
    </div>
  );
}

/** The box of all rows that match, also of those that were not fetched. */
function AllBox({ onSelect, selection }: { selection: Selection; onSelect: (next: Selection) => void }) {
  const isAll = selection.all && selection.ids.size === 0;
  return (
    // biome-ignore lint/a11y/useSemanticElements: see RowTable
    <div role="columnheader" tabIndex={-1} className={classes.box}>
      <Checkbox
        size="xs"
        aria-label="Select all that match"
        checked={isAll}
        indeterminate={!isAll && (selection.all || selection.ids.size > 0)}
        onChange={() => onSelect(isAll ? NONE : EVERY)}
      />
    </div>
  );
}

interface BoxProps {
  /** Of the row: "task 17". */
  name: string;
  selected: boolean;
  onToggle: (range: boolean) => void;
}

/** The box of a row. With Shift it reaches from the row that was selected last. */
export function SelectBox({ name, selected, onToggle }: BoxProps) {
  const shift = useRef(false);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a cell of a table that is drawn row by row
    <div role="cell" className={classes.box}>
      <Checkbox
        size="xs"
        aria-label={`Select ${name}`}
        checked={selected}
        onClick={(event) => {
          shift.current = event.shiftKey;
        }}
        onChange={() => {
          onToggle(shift.current);
          shift.current = false;
        }}
      />
    </div>
  );
}
