import { Button } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import classes from "./ListPage.module.css";
import { Empty } from "./Notice";
import { NotLoaded } from "./NotLoaded";
import { counted } from "./numbers";
import page from "./Page.module.css";
import { PageTop } from "./PageTop";
import { SearchField } from "./SearchField";
import { type Column, Table } from "./Table";
import tables from "./Table.module.css";
import { BoneRows } from "./Waiting";

interface Props<Row> {
  title: string;
  /** What the rows are: "ontology", "ontologies". */
  nouns: readonly [one: string, many: string];
  search: string;
  onSearch: (text: string) => void;
  /** More to narrow the list by, beside the search. */
  filter?: ReactNode;
  found: Pick<
    UseQueryResult<{ count: number; results: Row[] }>,
    "data" | "error" | "isError" | "isPending" | "refetch"
  >;
  /** The button that makes one, for those who may. */
  make: ReactNode;
  /** What is said while there is none. */
  empty: string;
  /** Where the filter leaves nothing: what is said then. Without it only the search can. */
  unmatched?: string;
  /** Takes the search and the filter away. */
  onClear: () => void;
  columns: readonly Column[];
  row: (row: Row) => ReactNode;
  /** Where the list goes on. */
  foot?: ReactNode;
}

/** The page of a kind of things that have names: searched, made, and each row opens one. */
export function ListPage<Row>(props: Props<Row>) {
  const { found, make, nouns, search } = props;
  const [one, many] = nouns;
  const rows = found.data?.results ?? [];
  const total = found.data?.count ?? 0;
  return (
    <>
      <PageTop title={props.title}>{make}</PageTop>
      <div className={page.bar}>
        <SearchField
          value={search}
          onChange={props.onSearch}
          placeholder="Search by name"
          label={`Search ${many} by name`}
          width={280}
        />
        {props.filter}
        <span className={tables.muted}>{total > 0 && counted(total, one, many)}</span>
      </div>
      <div className={page.body}>
        <NotLoaded of={found} what={`The ${many} could not be loaded.`} className={page.notice} />
        {found.isPending && <BoneRows rows={8} height={56} />}
        {found.data && rows.length === 0 && <Nothing {...props} />}
        {rows.length > 0 && (
          <Table columns={props.columns} className={classes.table}>
            {rows.map(props.row)}
          </Table>
        )}
        {props.foot}
      </div>
    </>
  );
}

type NothingProps = Pick<Props<never>, "empty" | "make" | "nouns" | "onClear" | "search" | "unmatched">;

function Nothing({ empty, make, nouns: [one], onClear, search, unmatched }: NothingProps) {
  if (unmatched)
    return <Empty action={<Button onClick={onClear}>Clear the filter</Button>}>{unmatched}</Empty>;
  if (search)
    return (
      <Empty
        action={<Button onClick={onClear}>Clear search</Button>}
      >{`No ${one} is called “${search}”.`}</Empty>
    );
  return <Empty action={make}>{empty}</Empty>;
}

interface NamedProps {
  description: string | null | undefined;
  /** The link, with the class that stretches it over the row, and the marks beside it. */
  children: ReactNode;
}

/** What a row is called, and in small letters what it is about. */
export function Named({ children, description }: NamedProps) {
  return (
    <div className={classes.named}>
      {children}
      {description && (
        <span className={classes.description} title={description}>
          {description}
        </span>
      )}
    </div>
  );
}

/** For the link of a row. */
export const opensRow = classes.link;
