import { SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { nameOf } from "../../access/me";
import type { Performance, Project } from "../../api/contract";
import { count } from "../../kit/numbers";
import { Section } from "../../kit/Section";
import tables from "../../kit/Table.module.css";
import classes from "./Performance.module.css";
import { type ReasonsBy, reasonTable } from "./reasons";

/** Why work was rejected, by person or by class; darker is more often. */
export function Reasons({ project, found }: { project: Project; found: Performance }) {
  const [by, setBy] = useState<ReasonsBy>("user");
  if (found.reasons.length === 0) return null;
  const people = new Map(found.annotators.map(({ user }) => [String(user.id), nameOf(user)]));
  const name = (key: string) =>
    by === "user" ? (people.get(key) ?? `Person ${key}`) : key || "Without a label";
  const { columns, rows } = reasonTable(found.reasons, by, name);
  const most = Math.max(...rows.flatMap((row) => [...row.counts.values()]));
  return (
    <Section
      title="Reasons for rejections"
      action={
        project.review_unit === "instance" && (
          <SegmentedControl
            size="xs"
            aria-label="Reasons by"
            value={by}
            onChange={(value) => setBy(value === "class_name" ? "class_name" : "user")}
            data={[
              { value: "user", label: "By person" },
              { value: "class_name", label: "By class" },
            ]}
          />
        )
      }
    >
      <div className={classes.scroll}>
        <table className={`${tables.table} ${classes.matrix}`}>
          <thead>
            <tr>
              <th>Reason</th>
              {columns.map((column) => (
                <th key={column} className={tables.number} title={column}>
                  {column}
                </th>
              ))}
              <th className={tables.number}>All</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.name}>
                <td title={row.name}>{row.name}</td>
                {columns.map((column) => {
                  const value = row.counts.get(column) ?? 0;
                  return (
                    <td key={column} className={tables.number} data-heat={heat(value, most)}>
                      {value ? count(value) : <span className={classes.none}>–</span>}
                    </td>
                  );
                })}
                <td className={`${tables.number} ${tables.strong}`}>{count(row.total)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

/** One of the four light steps of the ramp, on which text is read well; none for nothing. */
function heat(value: number, most: number): number | undefined {
  return value > 0 ? Math.ceil((value / most) * 4) : undefined;
}
