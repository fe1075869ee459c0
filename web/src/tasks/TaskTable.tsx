import { Tooltip } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconAlertTriangle, IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type CSSProperties, useEffect, useMemo, useRef, useState } from "react";
import { type Command, useCommands } from "../kit/commands";
import { Bone } from "../kit/Waiting";
import { COLUMNS, type Column } from "./columns";
import type { ListedTask } from "./queries";
import { type SortKey, sortOf } from "./search";
import classes from "./TaskTable.module.css";

const ROW_HEIGHT = 36;
const FETCH_AHEAD = 30;

interface Props {
  projectId: number;
  rows: readonly ListedTask[];
  /** Whether more rows follow the ones at hand. */
  more: boolean;
  onMore: () => void;
  order: string | undefined;
  onSort: (key: SortKey) => void;
}

/** Rows drawn only where they can be seen, so that a million scroll like a hundred. */
export function TaskTable({ projectId, rows, more, onMore, order, onSort }: Props) {
  const narrow = useMediaQuery("(max-width: 1100px)", false, { getInitialValueInEffect: false });
  const columns = useMemo(() => COLUMNS.filter((column) => !(narrow && column.wide)), [narrow]);
  const scroller = useRef<HTMLDivElement>(null);
  const { current, setCurrent, focusRow } = useCurrentRow(rows.length, scroller);
  const virtualizer = useVirtualizer({
    count: rows.length + (more ? 1 : 0),
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    scrollPaddingStart: 32,
  });
  const items = virtualizer.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more && last >= rows.length - FETCH_AHEAD) onMore();
  }, [more, last, rows.length, onMore]);
  useRowCommands(rows.length, current, (to) => {
    virtualizer.scrollToIndex(to);
    focusRow(to);
  });
  const now = new Date();
  const grid = { "--columns": columns.map((column) => column.width).join(" ") } as CSSProperties;

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
      <Head columns={columns} order={order} onSort={onSort} />
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      <div className={classes.rows} role="rowgroup" style={{ height: virtualizer.getTotalSize() }}>
        {items.map((item) => {
          const row = rows[item.index];
          const place = { transform: `translateY(${item.start}px)` };
          return row ? (
            <Row
              key={item.key}
              row={row}
              columns={columns}
              projectId={projectId}
              index={item.index}
              current={item.index === current}
              onFocus={() => setCurrent(item.index)}
              place={place}
              now={now}
            />
          ) : (
            <div key="more" className={classes.row} style={place}>
              <Bone width={160} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

interface HeadProps {
  columns: readonly Column[];
  order: string | undefined;
  onSort: (key: SortKey) => void;
}

function Head({ columns, order, onSort }: HeadProps) {
  const sort = sortOf(order);
  const Arrow = sort.descending ? IconArrowDown : IconArrowUp;
  return (
    // biome-ignore lint/a11y/useSemanticElements: see TaskTable
    <div className={classes.head} role="row" tabIndex={-1}>
      {columns.map((column) => {
        const key = column.sort;
        const active = key === sort.key;
        return (
          // biome-ignore lint/a11y/useSemanticElements: see TaskTable
          <div
            key={column.id}
            role="columnheader"
            tabIndex={-1}
            className={classes.headCell}
            data-number={column.number || undefined}
            aria-sort={active ? (sort.descending ? "descending" : "ascending") : undefined}
          >
            {key ? (
              <button
                type="button"
                className={classes.sort}
                data-active={active || undefined}
                onClick={() => onSort(key)}
              >
                {column.head}
                {active && <Arrow size={12} stroke={2.25} aria-hidden />}
              </button>
            ) : (
              column.head
            )}
          </div>
        );
      })}
    </div>
  );
}

interface RowProps {
  row: ListedTask;
  columns: readonly Column[];
  projectId: number;
  index: number;
  current: boolean;
  onFocus: () => void;
  place: CSSProperties;
  now: Date;
}

function Row({ row, columns, projectId, index, current, onFocus, place, now }: RowProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: see TaskTable
    <div
      role="row"
      tabIndex={-1}
      aria-rowindex={index + 2}
      className={classes.row}
      style={place}
      data-current={current || undefined}
    >
      {columns.map((column) => (
        // biome-ignore lint/a11y/useSemanticElements: see TaskTable
        <div
          key={column.id}
          role="cell"
          className={classes.cell}
          data-number={column.number || undefined}
          data-column={column.id}
        >
          {column.id === "item" ? (
            <ItemLink row={row} projectId={projectId} index={index} onFocus={onFocus} />
          ) : (
            column.cell(row, now)
          )}
        </div>
      ))}
    </div>
  );
}

interface ItemLinkProps {
  row: ListedTask;
  projectId: number;
  index: number;
  onFocus: () => void;
}

/** The link covers the whole row, so that it opens by click, by key and in a new tab alike. */
function ItemLink({ row, projectId, index, onFocus }: ItemLinkProps) {
  return (
    <Link
      to="/projects/$projectId/tasks/$taskId"
      params={{ projectId, taskId: row.id }}
      preload={false}
      className={classes.link}
      data-row={index}
      onFocus={onFocus}
      title={row.title}
    >
      {row.thumbnail && (
        <img
          className={classes.thumbnail}
          src={row.thumbnail}
          alt=""
          loading="lazy"
          decoding="async"
          // A picture that is gone leaves its quiet box, not the browser's broken mark.
          onError={(event) => event.currentTarget.removeAttribute("src")}
        />
      )}
      <span className={classes.title}>{row.title || "Untitled"}</span>
      {row.problem && (
        <Tooltip label={row.problem} multiline maw={360} withArrow>
          <span className={classes.problem} role="img" aria-label={row.problem}>
            <IconAlertTriangle size={14} aria-hidden />
          </span>
        </Tooltip>
      )}
    </Link>
  );
}

/** Which row the keyboard is on. Focus moves once the row is drawn. */
function useCurrentRow(total: number, scroller: React.RefObject<HTMLElement | null>) {
  const [current, setCurrent] = useState(-1);
  const [wanted, setWanted] = useState(-1);
  useEffect(() => {
    if (wanted < 0) return;
    const link = scroller.current?.querySelector<HTMLElement>(`[data-row="${wanted}"]`);
    if (!link) return;
    link.focus({ preventScroll: true });
    setWanted(-1);
  });
  useEffect(() => {
    if (current >= total) setCurrent(-1);
  }, [current, total]);
  return { current, setCurrent, focusRow: setWanted };
}

const PAGE = 15;

function useRowCommands(total: number, current: number, goTo: (index: number) => void): void {
  const latest = useRef({ total, current, goTo });
  useEffect(() => {
    latest.current = { total, current, goTo };
  });
  const commands = useMemo<Command[]>(() => {
    function move(by: number) {
      const { total, current, goTo } = latest.current;
      if (total > 0) goTo(Math.min(Math.max(current + by, 0), total - 1));
    }
    const group = "Tasks";
    return [
      { id: "row-down", label: "Next row", group, keys: "down", run: () => move(1) },
      { id: "row-up", label: "Row before", group, keys: "up", run: () => move(-1) },
      { id: "row-page-down", label: "Further down", group, keys: "pagedown", run: () => move(PAGE) },
      { id: "row-page-up", label: "Further up", group, keys: "pageup", run: () => move(-PAGE) },
      { id: "row-first", label: "First row", group, keys: "home", run: () => move(-latest.current.total) },
      { id: "row-open", label: "Open the task", group, keys: "enter", handledByPage: true, run: openFocused },
    ];
  }, []);
  useCommands("task-rows", commands);
}

function openFocused(): void {
  if (document.activeElement instanceof HTMLAnchorElement) document.activeElement.click();
}
