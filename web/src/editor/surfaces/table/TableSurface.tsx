import { useVirtualizer } from "@tanstack/react-virtual";
import { useMemo, useRef, useState } from "react";
import { MissingData } from "../MissingData";
import type { SurfaceProps } from "../surface";
import { cellText, isNumeric, tableOf } from "./tableData";
import "./table.css";

/** Longer values are cut to a few lines until they are opened. */
const LONG = 320;
const ROW = 36;
/** Tables with more rows draw only those in view. */
const MANY = 100;

/** An object of the item as keys and values, or a list of objects as rows. */
export function TableSurface({ editor, object }: SurfaceProps) {
  const { value } = editor.context(object.name);
  const table = useMemo(() => tableOf(value), [value]);
  if (!table) return <MissingData object={object} kind="table" />;
  if (table.kind === "rows") return <Rows name={object.name} columns={table.columns} rows={table.rows} />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by the keyboard
    <section className="ed-table" aria-label={object.name} tabIndex={0}>
      <table>
        <tbody>
          {table.rows.map(([key, held]) => (
            <tr key={key}>
              <th scope="row">{key}</th>
              <Cell value={held} />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface RowsProps {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

function Rows({ columns, name, rows }: RowsProps) {
  const pane = useRef<HTMLElement>(null);
  const isLong = rows.length > MANY;
  const lines = useVirtualizer({
    count: rows.length,
    enabled: isLong,
    getScrollElement: () => pane.current,
    estimateSize: () => ROW,
    overscan: 12,
    initialRect: { width: 640, height: 480 },
  });
  const shown = isLong ? lines.getVirtualItems() : rows.map((_, index) => ({ index, start: 0, end: 0 }));
  const above = isLong ? (shown[0]?.start ?? 0) : 0;
  const below = isLong ? lines.getTotalSize() - (shown.at(-1)?.end ?? 0) : 0;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by the keyboard
    <section ref={pane} className="ed-table" data-long={isLong} aria-label={name} tabIndex={0}>
      <table aria-rowcount={rows.length + 1}>
        <thead>
          <tr>
            {columns.map((column, index) => (
              <th
                key={column}
                scope="col"
                data-number={rows.slice(0, MANY).every((row) => isNumeric(row[index]))}
              >
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {above > 0 ? <tr aria-hidden style={{ height: above }} /> : null}
          {shown.map(({ index }) => (
            <tr
              key={index}
              data-index={index}
              ref={isLong ? lines.measureElement : undefined}
              aria-rowindex={index + 2}
            >
              {columns.map((column, at) => (
                <Cell key={column} value={rows[index]?.[at]} />
              ))}
            </tr>
          ))}
          {below > 0 ? <tr aria-hidden style={{ height: below }} /> : null}
        </tbody>
      </table>
    </section>
  );
}

function Cell({ value }: { value: unknown }) {
  const [open, setOpen] = useState(false);
  const text = cellText(value);
  const isLong = text.length > LONG;
  return (
    <td data-number={isNumeric(value)} data-nested={typeof value === "object" && value !== null} dir="auto">
      {isLong && !open ? `${text.slice(0, LONG)}… ` : text}
      {isLong ? (
        <button type="button" className="ed-table-more" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? "Less" : "More"}
        </button>
      ) : null}
    </td>
  );
}
