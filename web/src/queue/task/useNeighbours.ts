import { type InfiniteData, useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import type { TaskRow } from "../../api/contract";
import { projectQuery } from "../../projects/queries";
import { seesList } from "../../projects/tabs";
import { taskRowsQuery } from "../../tasks/queries";

interface Rows {
  rows: Pick<TaskRow, "id">[];
}

interface Neighbours {
  before: number | null;
  after: number | null;
}

/** The tasks before and after one, in the list that the person came from; else in the list as it opens. */
export function useNeighbours(project: number, task: number): Neighbours {
  const client = useQueryClient();
  const lists = client.getQueriesData<InfiniteData<Rows>>({ queryKey: ["project", project, "task-rows"] });
  const known = lists.map(([, data]) => idsOf(data)).findLast((ids) => ids.includes(task));
  const seen = useQuery({ ...projectQuery(project), select: seesList }).data ?? false;
  const usual = useInfiniteQuery({ ...taskRowsQuery(project), enabled: seen && known === undefined });
  const ids = known ?? idsOf(usual.data);
  return useMemo(() => {
    const at = ids.indexOf(task);
    return at < 0
      ? { before: null, after: null }
      : { before: ids[at - 1] ?? null, after: ids[at + 1] ?? null };
  }, [ids, task]);
}

function idsOf(data: InfiniteData<Rows> | undefined): number[] {
  return data?.pages.flatMap(({ rows }) => rows.map(({ id }) => id)) ?? [];
}
