import { useMediaQuery } from "@mantine/hooks";
import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { type PointerEvent, useRef, useState } from "react";
import type { DataColumn, TaskAction, TaskRow } from "../api/contract";
import { AgreementSelection } from "./AgreementSelection";
import { selectedOf, wordsOf } from "./agreement";
import { cellOf, isNumber, SECONDARY, usualWidth } from "./cells";
import { ItemLink } from "./ItemLink";
import { PointedMenu, RowMenu, usePointed } from "./RowMenu";
import { Cell, RowTable } from "./RowTable";
import rowClasses from "./RowTable.module.css";
import type { Who } from "./StatusPopover";
import { isSelected, type Selection } from "./selection";
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
import type { OpenTab } from "./useTab";

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

/** The tasks of a tab, with its columns: sorted by their heads, moved and widened. */
export function TaskTable(props: ListProps) {
  const { actions, ids, more, onActOn, onMore, onSelect, projectId, rows, selection, tab, who } = props;
  const narrow = useMediaQuery("(max-width: 1100px)", false, { getInitialValueInEffect: false });
  const shown = shownColumns(tab.data, tab.columns).filter(
    (name) => !narrow || tab.data.columns !== undefined || !SECONDARY.has(name),
  );
  const byName = new Map(tab.columns.map((column) => [column.name, column]));
  const seen = { now: new Date(), who };
  const { close, onContextMenu, pointed } = usePointed();
  const named = selectedOf(tab.data) !== undefined;
  const tracks = shown.map((name) => {
    const roomy = named && isAgreement(name) ? WITH_NAMES : undefined;
    return trackOf(name, byName.get(name), widthOf(tab.data, name) ?? roomy);
  });
  return (
    <RowTable
      label="Tasks"
      rows={rows}
      ids={ids}
      more={more}
      onMore={onMore}
      selection={selection}
      onSelect={onSelect}
      nameOf={(row) => `task ${row.id}`}
      tracks={tracks}
      heads={<Heads projectId={projectId} shown={shown} byName={byName} tab={tab} />}
      cells={(row, { index, onFocus }) =>
        shown.map((name) => {
          const column = byName.get(name);
          return (
            <Cell key={name} number={holdsNumber(name, column)} people={column?.holds === "people"}>
              {name === ITEM ? (
                <ItemLink row={row} projectId={projectId} index={index} onFocus={onFocus} />
              ) : (
                column && cellOf(row, column, seen)
              )}
            </Cell>
          );
        })
      }
      end={{
        width: 28,
        className: classes.menu,
        of: (row, { onSelect, selected }) => (
          <RowMenu
            projectId={projectId}
            taskId={row.id}
            actions={actions}
            selected={selected}
            onSelect={onSelect}
            onAct={(action) => onActOn(action, row)}
          />
        ),
      }}
      onContextMenu={onContextMenu}
      over={(select) =>
        pointed && (
          <PointedMenu
            projectId={projectId}
            pointed={pointed}
            actions={actions}
            selected={isSelected(selection, pointed.row.id)}
            onSelect={() => select(pointed.index)}
            onAct={(action) => onActOn(action, pointed.row)}
            onClose={close}
          />
        )
      }
    />
  );
}

function holdsNumber(name: string, column: DataColumn | undefined): boolean {
  return (column !== undefined && isNumber(column)) || name === "total_annotations";
}

function trackOf(name: string, column: DataColumn | undefined, width: number | undefined): string {
  if (width !== undefined) return `${width}px`;
  return name === ITEM || !column ? `minmax(${NARROWEST_ITEM}px, 1fr)` : `${usualWidth(column)}px`;
}

/** "Agreement: Mira, Tomas", and of one control "Agreement: mood · Mira, Tomas". */
function separator(name: string): string {
  return name === "agreement" ? ": " : " · ";
}

interface HeadsProps {
  projectId: number;
  shown: readonly string[];
  byName: ReadonlyMap<string, DataColumn>;
  tab: OpenTab;
}

function Heads({ projectId, shown, byName, tab }: HeadsProps) {
  const sort = sortOf(tab.data);
  const Arrow = sort.descending ? IconArrowDown : IconArrowUp;
  const [over, setOver] = useState<string>();
  const whose = wordsOf(selectedOf(tab.data), tab.people);
  return (
    <>
      {shown.map((name, index) => {
        const column = byName.get(name);
        const active = column !== undefined && sort.name === name;
        return (
          // biome-ignore lint/a11y/useSemanticElements: see RowTable
          <div
            key={name}
            role="columnheader"
            tabIndex={-1}
            className={rowClasses.headCell}
            data-number={holdsNumber(name, column) || undefined}
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
                <span className={rowClasses.title}>
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
    </>
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
