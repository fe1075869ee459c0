/** The rows that were fetched so far, and how to fetch more. */
import type { UseInfiniteQueryResult } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";

interface Pages<Row> {
  pages: { rows: Row[] }[];
}

export function useAll<Row>(found: UseInfiniteQueryResult<Pages<Row>>, numberOf: (row: Row) => number) {
  const { data, fetchNextPage, hasNextPage, isFetchingNextPage } = found;
  const rows = useMemo(() => data?.pages.flatMap((page) => page.rows) ?? [], [data]);
  const ids = useMemo(() => rows.map(numberOf), [rows, numberOf]);
  const onMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return { rows, ids, more: hasNextPage, onMore };
}
