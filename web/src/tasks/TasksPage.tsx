import { ActionIcon, Button } from "@mantine/core";
import {
  IconLayoutGrid,
  IconLayoutList,
  IconMinus,
  IconPlus,
  IconRefresh,
  IconSearch,
  IconUpload,
} from "@tabler/icons-react";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { TaskAction, TaskRow } from "../api/contract";
import { type Command, useCommands } from "../kit/commands";
import { Empty, Failure } from "../kit/Notice";
import { counted } from "../kit/numbers";
import { SearchField } from "../kit/SearchField";
import { BoneRows } from "../kit/Waiting";
import { mayIn, useProject } from "../projects/queries";
import { ActionDialog } from "./ActionDialog";
import { ColumnsMenu } from "./ColumnsMenu";
import { Conditions } from "./Conditions";
import { withThoseBeside } from "./cells";
import { MOST_NAMED, streamOf } from "./displayed";
import { draftKey, useDrafts } from "./drafts";
import { actionsQuery, figuresQuery, taskCountQuery, taskRowsQuery } from "./queries";
import { type Running, RunStrip } from "./RunStrip";
import { SelectionBar } from "./SelectionBar";
import type { Who } from "./StatusPopover";
import { StreamButtons } from "./StreamButtons";
import { narrowedTo } from "./search";
import { EVERY, isEmpty, NONE, type Selection, selectedItems, sizeOf, withSelected } from "./selection";
import { TabBar } from "./TabBar";
import { TaskFooter } from "./TaskFooter";
import { acrossOf, TaskGrid } from "./TaskGrid";
import classes from "./TasksPage.module.css";
import { TaskTable } from "./TaskTable";
import { conditionsOf, FEWEST_COLUMNS, MOST_COLUMNS, shownColumns, withConditions } from "./tab";
import { useTab } from "./useTab";

/** All tasks of a project: narrowed, ordered, selected, opened, and worked on by the thousand. */
export function TasksPage() {
  return (
    <Suspense fallback={<BoneRows rows={16} />}>
      <Tasks />
    </Suspense>
  );
}

function Tasks() {
  const { projectId } = useParams({ from: "/app/projects/$projectId" });
  const address = useSearch({ from: "/app/projects/$projectId/tabs/tasks" });
  const navigate = useNavigate({ from: "/projects/$projectId/tasks" });
  const project = useProject(projectId);
  const tab = useTab(projectId, address.view);
  const { search } = address;
  const columns = useMemo(
    () => withThoseBeside(shownColumns(tab.data, tab.columns), tab.columns),
    [tab.data, tab.columns],
  );
  const listed = { data: tab.data, search, columns };
  const pages = useInfiniteQuery(taskRowsQuery(projectId, listed));
  const matching = useQuery(taskCountQuery(projectId, listed));
  const figures = useQuery({ ...figuresQuery(projectId), enabled: mayIn(project, "project.dashboard") });
  const actions = useQuery(actionsQuery(projectId)).data ?? [];
  const rows = useMemo(() => pages.data?.pages.flatMap((page) => page.rows) ?? [], [pages.data]);
  const ids = useMemo(() => rows.map(({ id }) => id), [rows]);
  const [selection, setSelection] = useSelection(
    JSON.stringify([tab.data.filters, tab.data.agreement_selected, search, address.view]),
  );
  const [asked, setAsked] = useState<{ action: TaskAction; selection: Selection; size: number | null }>();
  const [running, setRunning] = useState<Running>();

  const change = useCallback(
    (next: Partial<typeof address>) =>
      void navigate({ search: (now) => ({ ...now, ...next }), replace: true }),
    [navigate],
  );
  useStatusOfLink(projectId, address.status, change);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = pages;
  const fetchMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const seesAll = mayIn(project, "tasks.view_all");
  const displayed = { data: tab.data, view: tab.changed ? undefined : tab.view?.id, search };
  const who = useMemo<Who | null>(
    () => (seesAll ? ({ email, id }) => tab.people.find((one) => one.id === id)?.name ?? email : null),
    [seesAll, tab.people],
  );
  const narrowed = Boolean(search) || conditionsOf(tab.data).length > 0;
  const isGrid = tab.data.type === "grid";
  const List = isGrid ? TaskGrid : TaskTable;

  return (
    <>
      <TabBar
        projectId={projectId}
        tab={tab}
        manages={mayIn(project, "tasks.change")}
        mayReset={mayIn(project, "views.reset")}
        onOpen={(view) => change({ view })}
      >
        {rows.length > 0 && (
          <StreamButtons
            project={project}
            among={streamOf(displayed, NONE, ids)}
            words="as displayed"
            look="quiet"
          />
        )}
      </TabBar>
      <div className={classes.bar}>
        <Conditions tab={tab} />
        <span className={classes.space} />
        <div className={classes.tools}>
          <TaskSearchField value={search ?? ""} onChange={(text) => change({ search: text || undefined })} />
          <ColumnsMenu projectId={projectId} tab={tab} manages={mayIn(project, "project.change")} />
          {isGrid && (
            <AcrossButtons
              across={acrossOf(tab.data.gridWidth)}
              onChange={(gridWidth) => tab.change((now) => ({ ...now, gridWidth }))}
            />
          )}
          <LookButtons isGrid={isGrid} onChange={(type) => tab.change((now) => ({ ...now, type }))} />
          <ActionIcon
            aria-label="Load again"
            title="Load again"
            loading={pages.isRefetching}
            onClick={() => {
              void pages.refetch();
              void matching.refetch();
              if (figures.isEnabled) void figures.refetch();
            }}
          >
            <IconRefresh size={16} aria-hidden />
          </ActionIcon>
        </div>
      </div>
      {running && <RunStrip projectId={projectId} running={running} onClose={() => setRunning(undefined)} />}
      {!isEmpty(selection) && (
        <SelectionBar
          selection={selection}
          matching={matching.data}
          loaded={ids}
          actions={actions}
          onSelect={setSelection}
          onAct={(action) => setAsked({ action, selection, size: sizeOf(selection, matching.data) })}
        >
          <StreamButtons
            project={project}
            among={streamOf(displayed, selection, ids)}
            words={wordsOf(selection, matching.data)}
            look="action"
          />
        </SelectionBar>
      )}
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
      {pages.isError && rows.length === 0 && <div className={classes.rest} />}
      {pages.data && rows.length === 0 && (
        <div className={classes.rest}>
          {narrowed ? (
            <Empty
              action={
                <Button
                  onClick={() => {
                    change({ search: undefined });
                    tab.change((now) => withConditions(now, []));
                  }}
                >
                  Clear filters
                </Button>
              }
            >
              No task matches these conditions.
            </Empty>
          ) : (
            <NothingYet projectId={projectId} mayImport={mayIn(project, "tasks.create")} />
          )}
        </div>
      )}
      {rows.length > 0 && (
        <List
          projectId={projectId}
          tab={tab}
          rows={rows}
          ids={ids}
          more={hasNextPage}
          onMore={fetchMore}
          selection={selection}
          onSelect={setSelection}
          actions={actions}
          who={who}
          onActOn={(action, row: TaskRow) =>
            setAsked({ action, selection: withSelected(NONE, [row.id], true), size: 1 })
          }
        />
      )}
      <TaskFooter shown={rows.length} matching={matching.data} figures={figures.data} />
      <ActionDialog
        projectId={projectId}
        action={asked?.action}
        size={asked?.size ?? null}
        people={tab.people}
        call={{ data: tab.data, search, selectedItems: selectedItems(asked?.selection ?? EVERY) }}
        onClose={() => setAsked(undefined)}
        onDone={(title, detail, run) => {
          setAsked(undefined);
          setSelection(NONE);
          setRunning({ title, detail, run });
        }}
      />
    </>
  );
}

/** "3 tasks": those that a stream is asked to go through. */
function wordsOf(selection: Selection, matching: number | undefined): string {
  const size = sizeOf(selection, matching);
  if (size === null) return "the selected tasks";
  return counted(selection.all ? size : Math.min(size, MOST_NAMED), "task");
}

/** What is selected belongs to what is listed: another filter begins with nothing. */
function useSelection(key: string): [Selection, (next: Selection) => void] {
  const [state, setState] = useState({ key, selection: NONE });
  const set = useCallback((selection: Selection) => setState({ key, selection }), [key]);
  return [state.key === key ? state.selection : NONE, set];
}

/** A link may ask for some statuses: they become the filter of the list of all tasks. */
function useStatusOfLink(
  projectId: number,
  status: string | undefined,
  change: (next: { status: undefined; view: undefined; search: undefined }) => void,
): void {
  const put = useDrafts((drafts) => drafts.put);
  useEffect(() => {
    if (!status) return;
    const key = draftKey(projectId, undefined);
    put(key, narrowedTo(useDrafts.getState().drafts[key] ?? {}, status));
    change({ status: undefined, view: undefined, search: undefined });
  }, [projectId, status, put, change]);
}

function NothingYet({ projectId, mayImport }: { projectId: number; mayImport: boolean }) {
  return (
    <Empty
      action={
        mayImport && (
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
      There is nothing to label yet. Import files, paste text or give an address; each item becomes a task.
    </Empty>
  );
}

function LookButtons({ isGrid, onChange }: { isGrid: boolean; onChange: (type: "list" | "grid") => void }) {
  return (
    <ActionIcon.Group className={classes.looks}>
      <ActionIcon
        size={28}
        variant="default"
        aria-label="Table"
        title="Table"
        aria-pressed={!isGrid}
        onClick={() => onChange("list")}
      >
        <IconLayoutList size={15} aria-hidden />
      </ActionIcon>
      <ActionIcon
        size={28}
        variant="default"
        aria-label="Cards"
        title="Cards"
        aria-pressed={isGrid}
        onClick={() => onChange("grid")}
      >
        <IconLayoutGrid size={15} aria-hidden />
      </ActionIcon>
    </ActionIcon.Group>
  );
}

function AcrossButtons({ across, onChange }: { across: number; onChange: (across: number) => void }) {
  return (
    <ActionIcon.Group>
      <ActionIcon
        size={28}
        variant="default"
        aria-label="Larger cards"
        title="Larger cards"
        disabled={across <= FEWEST_COLUMNS}
        onClick={() => onChange(across - 1)}
      >
        <IconPlus size={14} aria-hidden />
      </ActionIcon>
      <ActionIcon
        size={28}
        variant="default"
        aria-label="Smaller cards"
        title="Smaller cards"
        disabled={across >= MOST_COLUMNS}
        onClick={() => onChange(across + 1)}
      >
        <IconMinus size={14} aria-hidden />
      </ActionIcon>
    </ActionIcon.Group>
  );
}

/** The search, reached with a key from anywhere on the page. */
function TaskSearchField({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const commands = useMemo<Command[]>(
    () => [
      {
        id: "search-tasks",
        label: "Search tasks",
        group: "Tasks",
        icon: IconSearch,
        keys: "/",
        run: () => input.current?.focus(),
      },
    ],
    [],
  );
  useCommands("task-search", commands);
  return (
    <SearchField
      ref={input}
      value={value}
      onChange={onChange}
      placeholder="Search titles, or an ID"
      label="Search tasks"
      width={190}
    />
  );
}
