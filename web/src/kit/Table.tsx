import type { ReactNode } from "react";
import classes from "./Table.module.css";

export interface Column {
  title: string;
  /** Pixels, or a share of the table; who says nothing gets the rest. */
  width?: number | string;
  /** Figures, and what stands at the end of the row, lie at the right. */
  align?: "number" | "end";
  /** The title is only for those who do not see what the column holds. */
  silent?: boolean;
  /** What stands in the head in place of the title. */
  head?: ReactNode;
  className?: string;
}

interface Props {
  columns: readonly Column[];
  className?: string;
  /** Its rows. */
  children: ReactNode;
}

/** A table of rows that are all there; each row writes its own cells. */
export function Table({ children, className, columns }: Props) {
  return (
    <table className={joined(classes.table, className)}>
      <colgroup>
        {columns.map(({ className, title, width }) => (
          <col key={title} className={className} style={{ width }} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {columns.map((column) => (
            <th
              key={column.title}
              className={joined(column.align && classes[column.align], column.className)}
            >
              {column.head ??
                (column.silent ? <span className="visually-hidden">{column.title}</span> : column.title)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

function joined(...names: (string | undefined)[]): string | undefined {
  return names.filter(Boolean).join(" ") || undefined;
}
