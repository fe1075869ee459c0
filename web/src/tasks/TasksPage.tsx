import { ActionIcon, Button } from "@mantine/core";
import { IconRefresh, IconSearch, IconUpload } from "@tabler/icons-react";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo, useRef } from "react";
import type { TaskStatus } from "../api/contract";
import { type Command, useCommands } from "../kit/commands";
import { Empty, Failure } from "../kit/Notice";
import { usePageCommands } from "../kit/pageCommands";
import { SearchField } from "../kit/SearchField";
import { BoneRows } from "../kit/Waiting";
import { mayIn, useProject } from "../projects/queries";
import { figuresQuery, taskRowsQuery } from "./queries";
import { StatusFilter } from "./StatusFilter";
import { withSortToggled, withStatusToggled } from "./search";
import { TaskFooter } from "./TaskFooter";
import classes from "./TasksPage.module.css";
import { TaskTable } from "./TaskTable";

/** All tasks of a project: search, filter, order, open. */
export function TasksPage() {
  const { projectId } = useParams({ from: "/app/projects/$projectId" });
  const filter = useSearch({ from: "/app/projects/$projectId/tabs/tasks" });
  const navigate = useNavigate({ from: "/projects/$projectId/tasks" });
  const project = useProject(projectId);
  const pages = useInfiniteQuery(taskRowsQuery(projectId, filter));
  const figures = useQuery(figuresQuery(projectId));
  const rows = useMemo(() => pages.data?.pages.flatMap((page) => page.rows) ?? [], [pages.data]);
  const narrowed = Boolean(filter.search || filter.status);

  const change = useCallback(
    (next: Partial<typeof filter>) =>
      void navigate({ search: (now) => ({ ...now, ...next }), replace: true }),
    [navigate],
  );
  const toggleStatus = (status: TaskStatus) => change({ status: withStatusToggled(filter.status, status) });
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = pages;
  const fetchMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const clear = () => change({ search: undefined, status: undefined });

  return (
    <>
      <div className={classes.bar}>
        <StatusFilter chosen={filter.status} figures={figures.data} onToggle={toggleStatus} onAll={clear} />
        <span className={classes.space} />
        <TaskSearchField
          value={filter.search ?? ""}
          onChange={(text) => change({ search: text || undefined })}
        />
        <ActionIcon
          aria-label="Load again"
          title="Load again"
          loading={pages.isRefetching}
          onClick={() => {
            void pages.refetch();
            void figures.refetch();
          }}
        >
          <IconRefresh size={16} aria-hidden />
        </ActionIcon>
      </div>
      {pages.isError && (
        <div className={classes.notice}>
          <Failure
            what="The tasks could not be loaded."
            kept={rows.length > 0 ? "What was loaded before is shown below." : undefined}
            error={pages.error}
            retry={() => void pages.refetch()}
          />
        </div>
      )}
      {pages.isPending && <BoneRows rows={14} />}
      {pages.data && rows.length === 0 && (
        <div className={classes.rest}>
          {narrowed ? (
            <Empty action={<Button onClick={clear}>Clear filters</Button>}>
              No task matches this search.
            </Empty>
          ) : (
            <Empty
              action={
                mayIn(project, "tasks.create") && (
                  <Button
                    variant="filled"
                    leftSection={<IconUpload size={14} aria-hidden />}
                    renderRoot={(props) => (
                      <Link to="/projects/$projectId/import" params={{ projectId }} {...props} />
                    )}
                  >
                    Import data
                  </Button>
                )
              }
            >
              There is nothing to label yet. Import files, paste text or give an address; each item becomes a
              task.
            </Empty>
          )}
        </div>
      )}
      {rows.length > 0 && (
        <TaskTable
          projectId={projectId}
          rows={rows}
          more={hasNextPage}
          onMore={fetchMore}
          order={filter.order}
          onSort={(key) => change({ order: withSortToggled(filter.order, key) })}
        />
      )}
      <TaskFooter shown={rows.length} total={null} more={hasNextPage} figures={figures.data} />
    </>
  );
}

/** The search, reached with a key from anywhere on the page. */
function TaskSearchField({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const page = usePageCommands();
  const commands = useMemo<Command[]>(
    () => [
      {
        ...page("search-tasks"),
        group: "Tasks",
        icon: IconSearch,
        run: () => input.current?.focus(),
      },
    ],
    [page],
  );
  useCommands("task-search", commands);
  return (
    <SearchField
      ref={input}
      value={value}
      onChange={onChange}
      placeholder="Search in the data, or an ID"
      label="Search tasks"
      width={230}
    />
  );
}
