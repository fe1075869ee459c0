import { Button } from "@mantine/core";
import { IconEye } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useMe } from "../access/me";
import type { ActivityRow, Project } from "../api/contract";
import { mayIn } from "../projects/queries";
import { type Running, RunStrip } from "../tasks/RunStrip";
import { isEmpty, NONE, type Selection } from "../tasks/selection";
import { ActivityActions } from "./ActivityActions";
import type { TableProps } from "./Bar";
import { activityColumns } from "./columns";
import classes from "./Labels.module.css";
import { ReviewsPanel } from "./Panels";
import { activityQuery } from "./queries";
import { filterOf } from "./search";
import { TableFrame } from "./TableFrame";
import { useAll } from "./usePages";
import { WorkTable } from "./WorkTable";

const REFRESH_MS = 15_000;
const taskOf = (row: ActivityRow) => row.task;

/** What was handed in, in review or completed, by its last change. */
export function ActivityTable({ onChange, project, search }: TableProps) {
  const found = useInfiniteQuery({ ...activityQuery(project.id, search), refetchInterval: REFRESH_MS });
  const { ids, more, onMore, rows } = useAll(found, taskOf);
  const [shown, setShown] = useState<ActivityRow>();
  const me = useMe().id;
  const steers = mayIn(project, "queue.control");
  const [selection, setSelection] = useState<Selection>(NONE);
  const [running, setRunning] = useState<Running>();
  const views = mayIn(project, "data.view");
  const columns = useMemo(
    () => activityColumns({ projectId: project.id, opens: views }, setShown),
    [project.id, views],
  );
  return (
    <TableFrame
      project={project}
      table="activity"
      search={search}
      onChange={(next) => {
        setSelection(NONE);
        onChange(next);
      }}
      pages={found}
      rows={rows.length}
      noun="task"
      empty="Nothing was handed in yet. Tasks come here when somebody submits them, with who reviewed what of them."
      selection={
        steers && (
          <>
            {running && (
              <RunStrip projectId={project.id} running={running} onClose={() => setRunning(undefined)} />
            )}
            {!isEmpty(selection) && (
              <ActivityActions
                project={project}
                selection={selection}
                filter={filterOf(search, me) ?? {}}
                onClear={() => setSelection(NONE)}
                onDone={(done) => {
                  setSelection(NONE);
                  setRunning(done);
                }}
              />
            )}
          </>
        )
      }
    >
      <WorkTable
        label="Activity"
        rows={rows}
        ids={ids}
        columns={columns}
        more={more}
        onMore={onMore}
        selection={steers ? selection : undefined}
        onSelect={setSelection}
        nameOf={(row) => row.file}
        actionsWidth={72}
        actions={views ? (row) => <ViewButton project={project} row={row} /> : undefined}
      />
      {shown && <ReviewsPanel task={shown.task} file={shown.file} onClose={() => setShown(undefined)} />}
    </TableFrame>
  );
}

/** Looks at a task beside the queue. */
export function ViewButton({ project, row }: { project: Project; row: { task: number; file: string } }) {
  return (
    <span className={classes.actions}>
      <Button
        size="compact-sm"
        variant="subtle"
        leftSection={<IconEye size={12} aria-hidden />}
        aria-label={`View ${row.file}`}
        renderRoot={(props) => (
          <Link
            to="/projects/$projectId/tasks/$taskId"
            params={{ projectId: project.id, taskId: row.task }}
            {...props}
          />
        )}
      >
        View
      </Button>
    </span>
  );
}
