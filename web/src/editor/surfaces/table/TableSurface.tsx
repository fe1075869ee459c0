import { useVirtualizer } from "@tanstack/react-virtual";
import { useMemo, useRef, useState } from "react";
import type { Editor } from "../../core/store";
import { MissingData } from "../MissingData";
import type { SurfaceProps } from "../surface";
import { cellText, isNumeric, tableOf } from "./tableData";
import { useCellPins } from "./useCellPins";
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
  const { name } = object;
  if (table.kind === "rows")
    return <Rows editor={editor} name={name} columns={table.columns} rows={table.rows} />;
  return <Fields editor={editor} name={name} fields={table.rows} />;
}

interface FieldsProps {
  readonly editor: Editor;
  readonly name: string;
  readonly fields: readonly (readonly [string, unknown])[];
}

function Fields({ editor, fields, name }: FieldsProps) {
  const pane = useRef<HTMLElement>(null);
  const { onClick, pinned, pinning } = useCellPins({ editor, object: name, pane });
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a press says a place; by keyboard a report says it in words
    <section
      ref={pane}
      className="ed-table"
      data-pinning={pinning || undefined}
      aria-label={name}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by the keyboard
      tabIndex={0}
      onClick={onClick}
    >
      <table>
        <tbody>
          {fields.map(([key, held], index) => (
            <tr key={key} data-index={index} data-named={key} data-pin={pinned.get(index)}>
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
  readonly editor: Editor;
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

function Rows({ columns, editor, name, rows }: RowsProps) {
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
  const { scrollToIndex } = lines;
  const showRow = useMemo(
    () => (isLong ? (row: number) => scrollToIndex(row) : undefined),
    [isLong, scrollToIndex],
  );
  const { onClick, pinned, pinning } = useCellPins({ editor, object: name, pane, showRow });
  const shown = isLong ? lines.getVirtualItems() : rows.map((_, index) => ({ index, start: 0, end: 0 }));
  const above = isLong ? (shown[0]?.start ?? 0) : 0;
  const below = isLong ? lines.getTotalSize() - (shown.at(-1)?.end ?? 0) : 0;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a press says a place; by keyboard a report says it in words
    <section
      ref={pane}
      className="ed-table"
      data-long={isLong}
      data-pinning={pinning || undefined}
      aria-label={name}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by the keyboard
      tabIndex={0}
      onClick={onClick}
    >
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
              data-pin={pinned.get(index)}
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
