import { useMediaQuery } from "@mantine/hooks";
import type { ReactNode } from "react";
import { Cell, RowTable } from "../tasks/RowTable";
import rowClasses from "../tasks/RowTable.module.css";
import type { Selection } from "../tasks/selection";

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

/** A table of the work in a project, with columns that are the same for everybody. */
export function WorkTable<Row>(props: Props<Row>) {
  const { actions, actionsWidth = 28, columns, onSelect = nothing, selection = null, ...table } = props;
  const narrow = useMediaQuery("(max-width: 1100px)", false, { getInitialValueInEffect: false });
  const shown = columns.filter((column) => !narrow || !column.secondary);
  const now = new Date();
  return (
    <RowTable
      {...table}
      selection={selection}
      onSelect={onSelect}
      tracks={shown.map(({ width }) => width)}
      heads={shown.map((column) => (
        // biome-ignore lint/a11y/useSemanticElements: see RowTable
        <div
          key={column.id}
          role="columnheader"
          tabIndex={-1}
          className={rowClasses.headCell}
          data-number={column.number || undefined}
          title={column.help}
        >
          <span className={rowClasses.title}>{column.title}</span>
        </div>
      ))}
      cells={(row, { index, onFocus }) =>
        shown.map((column) => (
          <Cell key={column.id} number={column.number}>
            {column.cell(row, { now, index, focus: onFocus })}
          </Cell>
        ))
      }
      end={actions && { width: actionsWidth, of: actions }}
    />
  );
}

function nothing(): void {}
