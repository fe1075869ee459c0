import { Button, Menu } from "@mantine/core";
import { IconPlayerPlay, IconUser, IconUserOff } from "@tabler/icons-react";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useMe } from "../access/me";
import type { QueueRow } from "../api/contract";
import { MoreMenu } from "../kit/MoreMenu";
import { reasonOf } from "../kit/Notice";
import { notify } from "../kit/notify";
import { counted } from "../kit/numbers";
import { mayIn } from "../projects/queries";
import selectionClasses from "../tasks/SelectionBar.module.css";
import { isEmpty, NONE, type Selection } from "../tasks/selection";
import { AssignDialog } from "./AssignDialog";
import type { TableProps } from "./Bar";
import { BringData } from "./BringData";
import { selectedWords } from "./chosen";
import { queueColumns } from "./columns";
import classes from "./Labels.module.css";
import { matchingQuery, numberOf, partedOf, queueQuery, type Rows, useHanding } from "./queries";
import { filterOf } from "./search";
import { TableFrame } from "./TableFrame";
import { useAll } from "./usePages";
import { WorkTable } from "./WorkTable";

const REFRESH_MS = 15_000;

/** What waits or is held, in its order: opened, assigned, released. */
export function QueueTable({ onChange, project, search }: TableProps) {
  const me = useMe().id;
  const navigate = useNavigate();
  const found = useInfiniteQuery({ ...queueQuery(project.id, search, me), refetchInterval: REFRESH_MS });
  const { ids, more, onMore, rows } = useAll(found, numberOf);
  const steers = mayIn(project, "queue.control");
  const [selection, setSelection] = useState<Selection>(NONE);
  const [assigning, setAssigning] = useState(false);
  const { assign, initiate, release } = useHanding(project.id);
  const columns = useMemo(() => queueColumns({ projectId: project.id, opens: steers }), [project.id, steers]);
  const filter = filterOf(search, me);
  const matching = useQuery({
    ...matchingQuery(project.id, "queue", filter ?? {}),
    enabled: selection.all,
  }).data;

  const free = useQuery({
    ...matchingQuery(project.id, "queue", { ...filter, free: true }),
    enabled: selection.all && assigning,
  }).data;
  const freeLeftOut = rows.filter((row) => !row.reserved_by && selection.ids.has(numberOf(row))).length;
  // Of all that match, `ids` are those that are left out.
  const selectedRows = rows.filter((row) => selection.ids.has(numberOf(row)) !== selection.all);
  const toAssign = !selection.all
    ? counted(selection.ids.size, "row")
    : free === undefined
      ? "all free rows that match"
      : counted(free - freeLeftOut, "free row");

  function open(row: QueueRow) {
    initiate.mutate(row, {
      onSuccess: () =>
        void navigate({
          to: row.kind === "annotate" ? "/projects/$projectId/label" : "/projects/$projectId/review",
          params: { projectId: project.id },
          search: { tasks: String(row.task) },
        }),
      onError: (error) => void notify({ color: "red", message: reasonOf(error) }),
    });
  }
  function give(user: number) {
    const chosen = partedOf(selection.ids);
    const asked = selection.all ? { user, filter: filter ?? {}, without: chosen } : { user, rows: chosen };
    assign.mutate(asked, {
      onSuccess: ({ left, tasks, work_items }) => {
        setAssigning(false);
        setSelection(NONE);
        const kept = left > 0 ? ` ${counted(left, "row")} stayed where they were.` : "";
        void notify({ message: `${counted(tasks + work_items, "row")} assigned.${kept}` });
      },
    });
  }
  function letGo(chosen: Rows) {
    release.mutate(chosen, {
      onSuccess: ({ tasks, work_items }) => {
        setSelection(NONE);
        void notify({ message: `${counted(tasks + work_items, "row")} released.` });
      },
      onError: (error) => void notify({ color: "red", message: reasonOf(error) }),
    });
  }

  return (
    <TableFrame
      project={project}
      table="queue"
      search={search}
      onChange={(next) => {
        setSelection(NONE);
        onChange(next);
      }}
      pages={found}
      rows={rows.length}
      noun="row"
      empty={
        project.task_number === 0
          ? "Nothing waits in the queue, because there is no data yet."
          : "Nothing waits in the queue. What is returned, reopened or new comes here by itself."
      }
      emptyAction={project.task_number === 0 && <BringData project={project} />}
      selection={
        steers &&
        !isEmpty(selection) && (
          <section className={selectionClasses.bar} aria-label="Selection">
            <b className={selectionClasses.count} aria-live="polite">
              {selectedWords(selection, matching)}
            </b>
            <Button size="compact-sm" variant="subtle" onClick={() => setSelection(NONE)}>
              Clear
            </Button>
            <span className={selectionClasses.space} />
            <Button
              size="xs"
              leftSection={<IconUser size={15} aria-hidden />}
              onClick={() => setAssigning(true)}
            >
              Assign
            </Button>
            {!selection.all && (
              <Button
                size="xs"
                leftSection={<IconUserOff size={15} aria-hidden />}
                loading={release.isPending}
                onClick={() => letGo(partedOf(selection.ids))}
              >
                Release
              </Button>
            )}
          </section>
        )
      }
    >
      <WorkTable
        label="Queue"
        rows={rows}
        ids={ids}
        columns={columns}
        more={more}
        onMore={onMore}
        selection={steers ? selection : undefined}
        onSelect={setSelection}
        nameOf={(row) => `${row.file}, ${row.kind}`}
        actionsWidth={118}
        actions={(row) => (
          <span className={classes.actions}>
            {row.can_initiate && (
              <Button
                size="compact-sm"
                variant="subtle"
                leftSection={<IconPlayerPlay size={12} aria-hidden />}
                loading={initiate.isPending && initiate.variables === row}
                onClick={() => open(row)}
                aria-label={`Initiate ${row.file}`}
              >
                {row.reserved_by?.id === me ? "Go on" : "Initiate"}
              </Button>
            )}
            {row.reserved_by && (steers || row.reserved_by.id === me) && (
              <MoreMenu label={`More about ${row.file}`} width={180} small>
                <Menu.Item
                  leftSection={<IconUserOff size={14} aria-hidden />}
                  onClick={() => letGo(partedOf([numberOf(row)]))}
                >
                  Release
                </Menu.Item>
              </MoreMenu>
            )}
          </span>
        )}
      />
      {assigning && (
        <AssignDialog
          project={project}
          labels={selectedRows.some(({ kind }) => kind === "annotate")}
          reviews={selectedRows.some(({ kind }) => kind !== "annotate")}
          isWhole={!selection.all}
          what={toAssign}
          pending={assign.isPending}
          error={assign.error}
          onAssign={give}
          onClose={() => {
            setAssigning(false);
            assign.reset();
          }}
        />
      )}
    </TableFrame>
  );
}
