import { useElementSize } from "@mantine/hooks";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type CSSProperties, useEffect, useRef } from "react";
import type { DataColumn, TaskRow } from "../api/contract";
import { Bone } from "../kit/Waiting";
import { cellOf } from "./cells";
import { ItemLink } from "./ItemLink";
import { PointedMenu, RowMenu, usePointed } from "./RowMenu";
import { SelectBox } from "./RowTable";
import { isSelected } from "./selection";
import classes from "./TaskGrid.module.css";
import type { ListProps } from "./TaskTable";
import { FEWEST_COLUMNS, ITEM, MOST_COLUMNS, shownColumns } from "./tab";
import { useRows } from "./useRows";

const GAP = 12;
const PADDING = 16;
const SHARE = 10 / 16;
const FOOT = 62;
const USUAL_ACROSS = 5;
const MOST_FACTS = 3;
const FETCH_AHEAD = 6;

/** Items as cards, for what is known by sight; only rows that can be seen are drawn. */
export function TaskGrid(props: ListProps) {
  const { actions, ids, more, onActOn, onMore, onSelect, projectId, rows, selection, tab, who } = props;
  const across = acrossOf(tab.data.gridWidth);
  const scroller = useRef<HTMLDivElement>(null);
  const { ref: measured, width } = useElementSize<HTMLDivElement>();
  const inner = Math.max(0, width - 2 * PADDING);
  const card = (inner - GAP * (across - 1)) / across;
  const height = Math.round(Math.max(card, 80) * SHARE) + FOOT;
  const lines = Math.ceil(rows.length / across);
  const virtualizer = useVirtualizer({
    count: lines + (more ? 1 : 0),
    getScrollElement: () => scroller.current,
    estimateSize: () => height + GAP,
    overscan: 3,
    paddingStart: PADDING,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height is what was measured before
  useEffect(() => virtualizer.measure(), [height]);
  const keys = useRows({
    ids,
    selection,
    onSelect,
    scroller,
    scrollTo: (index) => virtualizer.scrollToIndex(Math.floor(index / across)),
    across,
  });
  const items = virtualizer.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more && last >= lines - FETCH_AHEAD) onMore();
  }, [more, last, lines, onMore]);
  const byName = new Map(tab.columns.map((column) => [column.name, column]));
  const facts = shownColumns(tab.data, tab.columns)
    .filter((name) => name !== ITEM && name !== "id")
    .slice(0, MOST_FACTS);
  const seen = { now: new Date(), who };
  const { close, onContextMenu, pointed } = usePointed();

  return (
    <div className={classes.scroller} ref={scroller}>
      <div ref={measured}>
        <ul className={classes.rows} aria-label="Tasks" style={{ height: virtualizer.getTotalSize() }}>
          {items.map((line) => (
            <li
              key={line.key}
              className={classes.line}
              style={{ transform: `translateY(${line.start}px)`, "--across": across } as CSSProperties}
            >
              {line.index >= lines && <Bone width={160} />}
              {rows.slice(line.index * across, (line.index + 1) * across).map((row, at) => {
                const index = line.index * across + at;
                const selected = isSelected(selection, row.id);
                return (
                  <article
                    key={row.id}
                    className={classes.card}
                    data-focus-frame
                    style={{ height }}
                    onContextMenu={onContextMenu(row, index)}
                    data-selected={selected || undefined}
                    data-current={index === keys.current || undefined}
                  >
                    <ItemLink
                      row={row}
                      projectId={projectId}
                      index={index}
                      onFocus={() => keys.setCurrent(index)}
                      large
                    />
                    <div className={classes.facts}>
                      {facts.map((name) => {
                        const column = byName.get(name);
                        return (
                          column &&
                          hasValue(row, column) && <span key={name}>{cellOf(row, column, seen)}</span>
                        );
                      })}
                    </div>
                    <div className={classes.box}>
                      <SelectBox
                        name={`task ${row.id}`}
                        selected={selected}
                        onToggle={(range) => keys.select(index, range)}
                      />
                    </div>
                    <div className={classes.menu}>
                      <RowMenu
                        projectId={projectId}
                        taskId={row.id}
                        actions={actions}
                        selected={selected}
                        onSelect={() => keys.select(index, false)}
                        onAct={(action) => onActOn(action, row)}
                      />
                    </div>
                  </article>
                );
              })}
            </li>
          ))}
        </ul>
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

/** A card has no heads, so it says nothing of what is not there. */
function hasValue(row: TaskRow, { name }: DataColumn): boolean {
  const value: unknown = row.cells[name];
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

/** Cards side by side. */
export function acrossOf(gridWidth: number | undefined): number {
  return Math.max(FEWEST_COLUMNS, Math.min(gridWidth ?? USUAL_ACROSS, MOST_COLUMNS));
}
