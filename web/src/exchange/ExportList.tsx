import { ActionIcon, Button } from "@mantine/core";
import { IconDownload, IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { nameOf } from "../access/me";
import type { ExportRun } from "../api/contract";
import { Failure } from "../kit/Notice";
import { NotLoaded } from "../kit/NotLoaded";
import { bytes, count } from "../kit/numbers";
import { ProgressBar } from "../kit/ProgressBar";
import { Section } from "../kit/Section";
import { type Column, Table } from "../kit/Table";
import tables from "../kit/Table.module.css";
import { ago, exactly } from "../kit/times";
import { BoneRows } from "../kit/Waiting";
import classes from "./ExportPage.module.css";
import { downloadPath, exportsQuery, useExportActions } from "./queries";

const COLUMNS: readonly Column[] = [
  { title: "Export" },
  { title: "Made", width: 130 },
  { title: "By", width: 140 },
  { title: "File", width: 300 },
  { title: "Delete", width: 64, silent: true },
];

/** The exports made before; each can be downloaded again as it was. */
export function ExportList({ projectId }: { projectId: number }) {
  const runs = useQuery(exportsQuery(projectId));
  const { remove } = useExportActions(projectId);
  const now = new Date();
  return (
    <Section title="Exports" note={runs.data && runs.data.length > 0 ? count(runs.data.length) : undefined}>
      {runs.isPending && <BoneRows rows={3} />}
      <NotLoaded of={runs} what="The exports could not be loaded." />
      {remove.isError && <Failure what="The export was not deleted." error={remove.error} />}
      {runs.data?.length === 0 && (
        <p className={classes.hint}>None yet. Each export stays here for downloading again.</p>
      )}
      {runs.data && runs.data.length > 0 && (
        <Table columns={COLUMNS} className={classes.list}>
          {runs.data.map((run) => (
            <tr key={run.id}>
              <td className={tables.strong}>{run.title || `Export ${run.id}`}</td>
              <td className={tables.muted} title={exactly(run.created_at)}>
                {ago(run.created_at, now)}
              </td>
              <td>{run.created_by ? nameOf(run.created_by) : "–"}</td>
              <td>
                <FileOf projectId={projectId} run={run} />
              </td>
              <td className={tables.end}>
                <ActionIcon
                  aria-label={`Delete ${run.title}`}
                  title="Delete this export; the annotations stay"
                  loading={remove.isPending && remove.variables === run.id}
                  onClick={() => remove.mutate(run.id)}
                >
                  <IconTrash size={14} aria-hidden />
                </ActionIcon>
              </td>
            </tr>
          ))}
        </Table>
      )}
    </Section>
  );
}

function FileOf({ projectId, run }: { projectId: number; run: ExportRun }) {
  if (run.status === "failed") return <span className={classes.failed}>Did not work. Export again.</span>;
  if (run.status !== "completed") {
    return <ProgressBar label="Writing" done={run.progress} total={run.total} unit="task" />;
  }
  return (
    <span className={classes.buttons}>
      <Button
        size="xs"
        component="a"
        href={downloadPath(projectId, run)}
        download
        leftSection={<IconDownload size={14} aria-hidden />}
      >
        Download
      </Button>
      {run.size !== null && <span className={tables.muted}>{bytes(run.size)}</span>}
    </span>
  );
}
