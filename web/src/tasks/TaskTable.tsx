import { Checkbox } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type CSSProperties, type PointerEvent, useEffect, useRef, useState } from "react";
import type { DataColumn, TaskAction, TaskRow } from "../api/contract";
import { Bone } from "../kit/Waiting";
import { AgreementSelection } from "./AgreementSelection";
import { selectedOf, wordsOf } from "./agreement";
import { cellOf, isNumber, SECONDARY, usualWidth } from "./cells";
import { ItemLink } from "./ItemLink";
import { PointedMenu, RowMenu, usePointed } from "./RowMenu";
import type { Who } from "./StatusPopover";
import { EVERY, isSelected, NONE, type Selection } from "./selection";
import classes from "./TaskTable.module.css";
import {
  ITEM,
  isAgreement,
  shownColumns,
  sortOf,
  widthOf,
  withColumnMoved,
  withSortToggled,
  withWidth,
} from "./tab";
import { useRows } from "./useRows";
import type { OpenTab } from "./useTab";

const ROW_HEIGHT = 36;
const FETCH_AHEAD = 30;
const NARROWEST_ITEM = 140;
/** An agreement column whose head names people. */
const WITH_NAMES = 190;

export interface ListProps {
  projectId: number;
  tab: OpenTab;
  rows: readonly TaskRow[];
  ids: readonly number[];
  /** Whether more rows follow the ones at hand. */
  more: boolean;
  onMore: () => void;
  selection: Selection;
  onSelect: (next: Selection) => void;
  actions: readonly TaskAction[];
  onActOn: (action: TaskAction, row: TaskRow) => void;
  /** What people are called; null for those who may not see how a task came to its state. */
  who: Who | null;
}

/** Rows drawn only where they can be seen, so that a million scroll like a hundred. */
export function TaskTable(props: ListProps) {
  const { actions, ids, more, onActOn, onMore, onSelect, projectId, rows, selection, tab, who } = props;
  const narrow = useMediaQuery("(max-width: 1100px)", false, { getInitialValueInEffect: false });
  const shown = shownColumns(tab.data, tab.columns).filter(
    (name) => !narrow || tab.data.columns !== undefined || !SECONDARY.has(name),
  );
  const byName = new Map(tab.columns.map((column) => [column.name, column]));
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
  const seen = { now: new Date(), who };
  const { close, onContextMenu, pointed } = usePointed();
  const named = selectedOf(tab.data) !== undefined;
  const tracks = shown.map((name) => {
    const roomy = named && isAgreement(name) ? WITH_NAMES : undefined;
    return trackOf(name, byName.get(name), widthOf(tab.data, name) ?? roomy);
  });
  const grid = { "--columns": `28px ${tracks.join(" ")} 28px` } as CSSProperties;

  return (
    // biome-ignore lint/a11y/useSemanticElements: a native table cannot draw a part of its rows
    <div
      className={classes.scroller}
      ref={scroller}
      role="table"
      aria-label="Tasks"
      aria-rowcount={-1}
      style={grid}
    >
      <Head
        projectId={projectId}
        shown={shown}
        byName={byName}
        tab={tab}
        selection={selection}
        onSelect={onSelect}
      />
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      <div className={classes.rows} role="rowgroup" style={{ height: virtualizer.getTotalSize() }}>
        {items.map((item) => {
          const row = rows[item.index];
          const place = { transform: `translateY(${item.start}px)` };
          if (!row) {
            return (
              <div key="more" className={classes.row} style={place}>
                <span />
                <Bone width={160} />
              </div>
            );
          }
          const selected = isSelected(selection, row.id);
          return (
            // biome-ignore lint/a11y/useSemanticElements: as above
            <div
              key={item.key}
              role="row"
              tabIndex={-1}
              aria-rowindex={item.index + 2}
              aria-selected={selected}
              className={classes.row}
              style={place}
              onContextMenu={onContextMenu(row, item.index)}
              data-current={item.index === keys.current || undefined}
              data-selected={selected || undefined}
            >
              <SelectBox row={row} selected={selected} onToggle={(range) => keys.select(item.index, range)} />
              {shown.map((name) => {
                const column = byName.get(name);
                return (
                  // biome-ignore lint/a11y/useSemanticElements: as above
                  <div
                    key={name}
                    role="cell"
                    className={classes.cell}
                    data-number={(column && isNumber(column)) || name === "total_annotations" || undefined}
                    data-people={column?.holds === "people" || undefined}
                  >
                    {name === ITEM ? (
                      <ItemLink
                        row={row}
                        projectId={projectId}
                        index={item.index}
                        onFocus={() => keys.setCurrent(item.index)}
                      />
                    ) : (
                      column && cellOf(row, column, seen)
                    )}
                  </div>
                );
              })}
              {/* biome-ignore lint/a11y/useSemanticElements: as above */}
              <div role="cell" className={classes.menu}>
                <RowMenu
                  projectId={projectId}
                  taskId={row.id}
                  actions={actions}
                  selected={selected}
                  onSelect={() => keys.select(item.index, false)}
                  onAct={(action) => onActOn(action, row)}
                />
              </div>
            </div>
          );
        })}
      </div>
      {pointed && (
        <PointedMenu
          projectId={projectId}
          pointed={pointed}
          actions={actions}
          selected={isSelected(selection, pointed.row.id)}
          onSelect={() => keys.select(pointed.index, false)}
          onAct={(action) => onActOn(action, pointed.row)}
          onClose={close}
        />
      )}
    </div>
  );
}

function trackOf(name: string, column: DataColumn | undefined, width: number | undefined): string {
  if (width !== undefined) return `${width}px`;
  return name === ITEM || !column ? `minmax(${NARROWEST_ITEM}px, 1fr)` : `${usualWidth(column)}px`;
}

interface BoxProps {
  row: TaskRow;
  selected: boolean;
  onToggle: (range: boolean) => void;
}

/** The box of a row. With Shift it reaches from the row that was selected last. */
export function SelectBox({ row, selected, onToggle }: BoxProps) {
  const shift = useRef(false);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a cell of a table that is drawn row by row
    <div role="cell" className={classes.box}>
      <Checkbox
        size="xs"
        aria-label={`Select task ${row.id}`}
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

/** "Agreement: Mira, Tomas", and of one control "Agreement: mood · Mira, Tomas". */
function separator(name: string): string {
  return name === "agreement" ? ": " : " · ";
}

interface HeadProps {
  projectId: number;
  shown: readonly string[];
  byName: ReadonlyMap<string, DataColumn>;
  tab: OpenTab;
  selection: Selection;
  onSelect: (next: Selection) => void;
}

function Head({ projectId, shown, byName, tab, selection, onSelect }: HeadProps) {
  const sort = sortOf(tab.data);
  const Arrow = sort.descending ? IconArrowDown : IconArrowUp;
  const [over, setOver] = useState<string>();
  const whose = wordsOf(selectedOf(tab.data), tab.people);
  const isAll = selection.all && selection.ids.size === 0;
  return (
    // biome-ignore lint/a11y/useSemanticElements: see TaskTable
    <div className={classes.head} role="row" tabIndex={-1}>
      {/* biome-ignore lint/a11y/useSemanticElements: see TaskTable */}
      <div role="columnheader" tabIndex={-1} className={classes.box}>
        <Checkbox
          size="xs"
          aria-label="Select all that match"
          checked={isAll}
          indeterminate={!isAll && (selection.all || selection.ids.size > 0)}
          onChange={() => onSelect(isAll ? NONE : EVERY)}
        />
      </div>
      {shown.map((name, index) => {
        const column = byName.get(name);
        const active = column !== undefined && sort.name === name;
        return (
          // biome-ignore lint/a11y/useSemanticElements: see TaskTable
          <div
            key={name}
            role="columnheader"
            tabIndex={-1}
            className={classes.headCell}
            data-number={(column && isNumber(column)) || name === "total_annotations" || undefined}
            data-over={over === name || undefined}
            aria-sort={active ? (sort.descending ? "descending" : "ascending") : undefined}
            title={isAgreement(name) && whose ? `${column?.help} Of: ${whose}.` : column?.help}
            draggable
            onDragStart={(event) => event.dataTransfer.setData("text/x-column", name)}
            onDragOver={(event) => {
              if (!event.dataTransfer.types.includes("text/x-column")) return;
              event.preventDefault();
              setOver(name);
            }}
            onDragLeave={() => setOver(undefined)}
            onDrop={(event) => {
              event.preventDefault();
              setOver(undefined);
              const moved = event.dataTransfer.getData("text/x-column");
              if (moved && moved !== name)
                tab.change((now) => withColumnMoved(now, moved, index, tab.columns));
            }}
          >
            {column?.can_order ? (
              <button
                type="button"
                className={classes.sort}
                data-active={active || undefined}
                onClick={() => tab.change((now) => withSortToggled(now, column))}
              >
                <span className={classes.title}>
                  {isAgreement(name) && whose ? `${column.title}${separator(name)}${whose}` : column.title}
                </span>
                {active && <Arrow size={12} stroke={2.25} aria-hidden />}
              </button>
            ) : (
              (column?.title ?? "Item")
            )}
            {isAgreement(name) && <AgreementSelection projectId={projectId} tab={tab} />}
            <WidthHandle name={name} title={column?.title ?? "Item"} tab={tab} />
          </div>
        );
      })}
      <span />
    </div>
  );
}

const WIDTH_STEP = 16;

/** The right edge of a head: pulled, or moved by the arrow keys. */
function WidthHandle({ name, title, tab }: { name: string; title: string; tab: OpenTab }) {
  const start = useRef<{ x: number; width: number } | null>(null);
  const widthNow = (handle: HTMLElement) => handle.parentElement?.getBoundingClientRect().width ?? 100;
  const set = (width: number) => tab.change((now) => withWidth(now, name, width));
  function begin(event: PointerEvent<HTMLElement>) {
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { x: event.clientX, width: widthNow(event.currentTarget) };
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule cannot be pulled
    <span
      role="separator"
      aria-orientation="vertical"
      aria-label={`Width of ${title}`}
      aria-valuenow={widthOf(tab.data, name) ?? 0}
      tabIndex={0}
      className={classes.handle}
      draggable
      onDragStart={(event) => {
        // Pulling an edge is not moving the column.
        event.preventDefault();
        event.stopPropagation();
      }}
      onPointerDown={begin}
      onPointerMove={(event) => {
        const from = start.current;
        if (from) set(from.width + event.clientX - from.x);
      }}
      onPointerUp={() => {
        start.current = null;
      }}
      onKeyDown={(event) => {
        if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
        event.preventDefault();
        event.stopPropagation();
        set(widthNow(event.currentTarget) + (event.key === "ArrowRight" ? WIDTH_STEP : -WIDTH_STEP));
      }}
    />
  );
}
