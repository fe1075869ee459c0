import { Button, Checkbox } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { type ReactNode, useMemo, useState } from "react";
import { Failure } from "../../kit/Notice";
import { count, counted } from "../../kit/numbers";
import { SearchField } from "../../kit/SearchField";
import { StatusMark } from "../../kit/StatusMark";
import { BoneRows } from "../../kit/Waiting";
import settings from "../settings/Settings.module.css";
import classes from "./Copying.module.css";
import { labeledTasksQuery } from "./queries";

interface Props {
  projectId: number;
  chosen: readonly number[];
  onChange: (chosen: number[]) => void;
  error: ReactNode;
}

/** Ticks tasks that have labels, found by their titles; what is ticked stays so while something else is searched. */
export function TaskPicker({ chosen, error, onChange, projectId }: Props) {
  const [search, setSearch] = useState("");
  const found = useInfiniteQuery(labeledTasksQuery(projectId, { search, statuses: [], datasets: [] }));
  const rows = found.data?.pages.flatMap((page) => page.rows) ?? [];
  const total = found.data?.pages[0]?.count ?? 0;
  const ticked = useMemo(() => new Set(chosen), [chosen]);
  const unticked = rows.filter(({ task }) => !ticked.has(task));

  function tick(task: number, on: boolean) {
    onChange(on ? [...chosen, task] : chosen.filter((one) => one !== task));
  }
  return (
    <div className={classes.picker}>
      <SearchField
        value={search}
        onChange={setSearch}
        placeholder="Part of a title"
        label="Search tasks with labels"
        width="100%"
      />
      {found.isPending && <BoneRows rows={4} />}
      {found.isError && (
        <Failure
          what="The tasks could not be loaded."
          error={found.error}
          retry={() => void found.refetch()}
        />
      )}
      {found.data && rows.length === 0 && (
        <p className={settings.meaning}>
          {search ? "No task with labels is called like that." : "No labels were submitted yet."}
        </p>
      )}
      {rows.length > 0 && (
        <ul className={classes.tasks} aria-label="Tasks with labels">
          {rows.map(({ inner_id, status, task, title }) => (
            <li key={task}>
              <Checkbox
                size="xs"
                label={title || `Task ${inner_id}`}
                checked={ticked.has(task)}
                onChange={(event) => tick(task, event.currentTarget.checked)}
              />
              <StatusMark status={status} />
            </li>
          ))}
          {found.hasNextPage && (
            <li>
              <Button
                size="compact-sm"
                variant="subtle"
                loading={found.isFetchingNextPage}
                onClick={() => void found.fetchNextPage()}
              >
                Show more of {count(total)}
              </Button>
            </li>
          )}
        </ul>
      )}
      <div className={classes.chosen}>
        <b aria-live="polite">{counted(chosen.length, "task")} chosen</b>
        {unticked.length > 0 && (
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => onChange([...chosen, ...unticked.map(({ task }) => task)])}
          >
            Choose all {count(rows.length)} shown
          </Button>
        )}
        {chosen.length > 0 && (
          <Button size="compact-sm" variant="subtle" onClick={() => onChange([])}>
            Choose none
          </Button>
        )}
      </div>
      {error && <p className={settings.error}>{error}</p>}
    </div>
  );
}
