import { Checkbox } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type CSSProperties, type ReactNode, useEffect, useRef } from "react";
import { Bone } from "../kit/Waiting";
import { EVERY, isSelected, NONE, type Selection } from "../tasks/selection";
import classes from "../tasks/TaskTable.module.css";
import { useRows } from "../tasks/useRows";

const ROW_HEIGHT = 36;
const FETCH_AHEAD = 30;

/** A column: its head, how wide it is, and what a row shows in it. Secondary ones go where room is scarce. */
export interface WorkColumn<Row> {
  id: string;
  title: string;
  help?: string;
  /** A track of a grid: "90px", "minmax(140px, 1fr)". */
  width: string;
  number?: boolean;
  secondary?: boolean;
  cell: (row: Row, at: { now: Date; index: number; focus: () => void }) => ReactNode;
}

interface Props<Row> {
  label: string;
  rows: readonly Row[];
  ids: readonly number[];
  columns: readonly WorkColumn<Row>[];
  more: boolean;
  onMore: () => void;
  /** Without it rows are not selected. */
  selection?: Selection;
  onSelect?: (next: Selection) => void;
  nameOf: (row: Row) => string;
  /** What stands at the end of a row: its button and its menu. */
  actions?: (row: Row) => ReactNode;
  actionsWidth?: number;
}

/** Rows drawn only where they can be seen, so that a million scroll like a hundred. */
export function WorkTable<Row>(props: Props<Row>) {
  const { actions, ids, more, onMore, rows } = props;
  const selection = props.selection ?? NONE;
  const selects = props.selection !== undefined;
  const onSelect = props.onSelect ?? nothing;
  const narrow = useMediaQuery("(max-width: 1100px)", false, { getInitialValueInEffect: false });
  const columns = props.columns.filter((column) => !narrow || !column.secondary);
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
  const now = new Date();
  const tracks = [
    ...(selects ? ["28px"] : []),
    ...columns.map(({ width }) => width),
    ...(actions ? [`${props.actionsWidth ?? 28}px`] : []),
  ];
  const grid = { "--columns": tracks.join(" ") } as CSSProperties;
  const isAll = selection.all && selection.ids.size === 0;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a native table cannot draw a part of its rows
    <div
      className={classes.scroller}
      ref={scroller}
      role="table"
      aria-label={props.label}
      aria-rowcount={-1}
      style={grid}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      <div className={classes.head} role="row" tabIndex={-1}>
        {selects && (
          // biome-ignore lint/a11y/useSemanticElements: as above
          <div role="columnheader" tabIndex={-1} className={classes.box}>
            <Checkbox
              size="xs"
              aria-label="Select all that match"
              checked={isAll}
              indeterminate={!isAll && (selection.all || selection.ids.size > 0)}
              onChange={() => onSelect(isAll ? NONE : EVERY)}
            />
          </div>
        )}
        {columns.map((column) => (
          // biome-ignore lint/a11y/useSemanticElements: as above
          <div
            key={column.id}
            role="columnheader"
            tabIndex={-1}
            className={classes.headCell}
            data-number={column.number || undefined}
            title={column.help}
          >
            <span className={classes.title}>{column.title}</span>
          </div>
        ))}
        {actions && <span />}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      <div className={classes.rows} role="rowgroup" style={{ height: virtualizer.getTotalSize() }}>
        {items.map((item) => {
          const row = rows[item.index];
          const place = { transform: `translateY(${item.start}px)` };
          if (row === undefined) {
            return (
              <div key="more" className={classes.row} style={place}>
                <Bone width={160} />
              </div>
            );
          }
          const id = ids[item.index] ?? 0;
          const selected = selects && isSelected(selection, id);
          return (
            // biome-ignore lint/a11y/useSemanticElements: as above
            <div
              key={id}
              role="row"
              tabIndex={-1}
              aria-rowindex={item.index + 2}
              aria-selected={selects ? selected : undefined}
              className={classes.row}
              style={place}
              data-current={item.index === keys.current || undefined}
              data-selected={selected || undefined}
            >
              {selects && (
                <RowBox
                  name={props.nameOf(row)}
                  selected={selected}
                  onToggle={(range) => keys.select(item.index, range)}
                />
              )}
              {columns.map((column) => (
                // biome-ignore lint/a11y/useSemanticElements: as above
                <div
                  key={column.id}
                  role="cell"
                  className={classes.cell}
                  data-number={column.number || undefined}
                >
                  {column.cell(row, { now, index: item.index, focus: () => keys.setCurrent(item.index) })}
                </div>
              ))}
              {/* biome-ignore lint/a11y/useSemanticElements: as above */}
              {actions && <div role="cell">{actions(row)}</div>}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function nothing(): void {}

interface BoxProps {
  name: string;
  selected: boolean;
  onToggle: (range: boolean) => void;
}

/** The box of a row. With Shift it reaches from the row that was selected last. */
function RowBox({ name, onToggle, selected }: BoxProps) {
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
