import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Empty } from "../kit/Notice";
import { NotLoaded } from "../kit/NotLoaded";
import { counted } from "../kit/numbers";
import { type Column, Table } from "../kit/Table";
import tables from "../kit/Table.module.css";
import { BoneRows } from "../kit/Waiting";
import classes from "./OrganizationPage.module.css";

interface Props<Row> {
  title: string;
  /** What one row is: "group". */
  noun: string;
  found: Pick<UseQueryResult, "data" | "error" | "isError" | "isPending" | "refetch">;
  /** Those of them that are shown. */
  rows: readonly Row[];
  columns: readonly Column[];
  row: (row: Row) => ReactNode;
  /** What is said while there is none. */
  empty: string;
  /** At the right end of the head: what makes one. */
  actions: ReactNode;
  /** A change that went wrong. */
  failure?: ReactNode;
  /** Dialogs about a row. */
  children: ReactNode;
}

/** Something that the organization has a list of: how many, the way to make one, and its rows. */
export function OrganizationList<Row>(props: Props<Row>) {
  const { failure, found, noun, rows, title } = props;
  return (
    <section aria-label={title}>
      <div className={classes.bar}>
        <h2>{title}</h2>
        <span className={tables.muted}>{found.data !== undefined && counted(rows.length, noun)}</span>
        <span className={classes.grow} />
        {props.actions}
      </div>
      {failure && <div className={classes.notice}>{failure}</div>}
      <NotLoaded of={found} what={`The ${noun}s could not be loaded.`} className={classes.notice} />
      {found.isPending && <BoneRows rows={4} />}
      {found.data !== undefined && rows.length === 0 && <Empty>{props.empty}</Empty>}
      {rows.length > 0 && <Table columns={props.columns}>{rows.map(props.row)}</Table>}
      {props.children}
    </section>
  );
}
