import { Button } from "@mantine/core";
import type { UseInfiniteQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Empty } from "../kit/Notice";
import { NotLoaded } from "../kit/NotLoaded";
import { counted } from "../kit/numbers";
import { BoneRows } from "../kit/Waiting";
import { Bar, NOTHING, type TableProps } from "./Bar";
import classes from "./Labels.module.css";
import { isNarrowed, type Table } from "./search";

interface Props extends TableProps {
  table: Table;
  pages: Pick<UseInfiniteQueryResult, "isError" | "isPending" | "error" | "refetch" | "hasNextPage">;
  rows: number;
  /** What is said when there is nothing at all. */
  empty: ReactNode;
  /** What brings something into it, for who may. */
  emptyAction?: ReactNode;
  /** What can be done with the selection. */
  selection?: ReactNode;
  children: ReactNode;
  noun: string;
}

/** Around a table: its filter, what went wrong, what to do when it is empty, how many rows it has. */
export function TableFrame(props: Props) {
  const { children, empty, emptyAction, noun, onChange, pages, project, rows, search, selection, table } =
    props;
  return (
    <>
      <Bar project={project} table={table} search={search} onChange={onChange} />
      {selection}
      <NotLoaded of={pages} what="The list could not be loaded." className={classes.notice} />
      {pages.isPending && <BoneRows rows={14} />}
      {!pages.isPending && rows === 0 && (
        <div className={classes.rest}>
          {isNarrowed(search) ? (
            <Empty action={<Button onClick={() => onChange(NOTHING)}>Clear filters</Button>}>
              Nothing matches this filter.
            </Empty>
          ) : (
            <Empty action={emptyAction}>{empty}</Empty>
          )}
        </div>
      )}
      {rows > 0 && children}
      {rows > 0 && (
        <footer className={classes.foot}>
          <span>
            <b>{counted(rows, noun)}</b>
            {pages.hasNextPage && " and more"}
          </span>
        </footer>
      )}
    </>
  );
}
