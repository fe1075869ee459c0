import { Button, Modal } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useMay } from "../../access/me";
import type { AttachedDataset, Going, Project } from "../../api/contract";
import { DatasetPicker } from "../../datasets/DatasetPicker";
import { kindsInWords } from "../../datasets/kinds";
import { attachedQuery, goingQuery, useAttaching } from "../../datasets/queries";
import { Confirm } from "../../kit/Confirm";
import { Failure } from "../../kit/Notice";
import { NotLoaded } from "../../kit/NotLoaded";
import { count, counted } from "../../kit/numbers";
import { type Column, Table } from "../../kit/Table";
import tables from "../../kit/Table.module.css";
import { day, exactly } from "../../kit/times";
import { Bone, BoneRows } from "../../kit/Waiting";
import { mayIn } from "../queries";
import classes from "./Settings.module.css";

const COLUMNS: readonly Column[] = [
  { title: "Dataset" },
  { title: "Holds", width: "30%" },
  { title: "Tasks", width: 72, align: "number" },
  { title: "Attached", width: 96 },
  { title: "Actions", width: 112, silent: true },
];

/** The datasets that the project shows: attach more, detach some after a word on what goes. */
export function DatasetsSection({ project }: { project: Project }) {
  const found = useQuery(attachedQuery(project.id));
  const maySee = useMay("datasets.view");
  const mayAttach = mayIn(project, "datasets.attach");
  const [attaching, setAttaching] = useState(false);
  const [detaching, setDetaching] = useState<AttachedDataset | null>(null);
  const rows = found.data ?? [];
  return (
    <div className={classes.section}>
      <h2 className={classes.heading}>Datasets</h2>
      <p className={classes.lead}>
        Every item of an attached dataset is a task here, and what is added to the dataset later becomes one
        too.
      </p>
      {found.isPending && <BoneRows rows={3} height={48} />}
      <NotLoaded of={found} what="The datasets could not be loaded." />
      {found.data && rows.length === 0 && (
        <p className={classes.note}>No dataset is attached, and nothing was imported yet.</p>
      )}
      {rows.length > 0 && (
        <Table columns={COLUMNS}>
          {rows.map((row) => (
            <tr key={row.dataset}>
              <td title={row.is_own ? "What was imported into this project" : row.title}>
                {row.is_own ? (
                  "Imported here"
                ) : maySee ? (
                  <Link
                    to="/datasets/$datasetId"
                    params={{ datasetId: row.dataset }}
                    className={tables.strong}
                  >
                    {row.title}
                  </Link>
                ) : (
                  <b className={tables.strong}>{row.title}</b>
                )}
              </td>
              <td className={tables.muted} title={kindsInWords(row.kinds)}>
                {kindsInWords(row.kinds)}
              </td>
              <td className={tables.number}>{count(row.tasks)}</td>
              <td className={tables.muted} title={exactly(row.attached_at)}>
                {row.status === "attached" ? day(row.attached_at, new Date()) : underWay(row)}
              </td>
              <td className={tables.end}>
                {!row.is_own && mayAttach && row.status !== "detaching" && (
                  <Button size="xs" variant="subtle" onClick={() => setDetaching(row)}>
                    Detach
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </Table>
      )}
      {mayAttach && (
        <div className={classes.bar}>
          <Button onClick={() => setAttaching(true)}>Attach datasets</Button>
        </div>
      )}
      {attaching && <AttachDialog project={project} onClose={() => setAttaching(false)} />}
      {detaching && <DetachDialog project={project} dataset={detaching} onClose={() => setDetaching(null)} />}
    </div>
  );
}

function underWay({ done, status, total }: AttachedDataset): string {
  if (status === "detaching") return "Detaching …";
  return `${count(done)} of ${count(total)} …`;
}

interface AttachProps {
  project: Project;
  onClose: () => void;
}

function AttachDialog({ onClose, project }: AttachProps) {
  const [chosen, setChosen] = useState<number[]>([]);
  const { attach } = useAttaching(project.id);
  return (
    <Modal opened onClose={onClose} title="Attach datasets" size={520}>
      <form
        className={classes.dialog}
        onSubmit={(event) => {
          event.preventDefault();
          attach.mutate(chosen, { onSuccess: onClose });
        }}
      >
        <DatasetPicker
          projectId={project.id}
          chosen={chosen}
          onChange={(next) => {
            setChosen(next);
            attach.reset();
          }}
        />
        {attach.isError && <Failure what="Nothing was attached." error={attach.error} />}
        <div className={classes.dialogButtons}>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="filled" disabled={chosen.length === 0} loading={attach.isPending}>
            {chosen.length > 1 ? `Attach ${chosen.length} datasets` : "Attach"}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

interface DetachProps {
  project: Project;
  dataset: AttachedDataset;
  onClose: () => void;
}

function DetachDialog({ dataset, onClose, project }: DetachProps) {
  const going = useQuery(goingQuery(project.id, dataset.dataset));
  const { detach } = useAttaching(project.id);
  const told = going.data;
  const hasWork = told !== undefined && told.annotations + told.drafts + told.reviews > 0;
  return (
    <Confirm
      opened
      onClose={onClose}
      title={`Detach ${dataset.title}?`}
      action="Detach"
      typed={hasWork ? dataset.title : undefined}
      pending={detach.isPending || going.isPending}
      error={detach.error ?? going.error}
      onConfirm={() => told && detach.mutate(dataset.dataset, { onSuccess: onClose })}
    >
      {told ? whatGoes(told) : <Bone width="80%" />}
    </Confirm>
  );
}

function whatGoes(told: Going): string {
  const kept = "The items stay in the dataset, and in other projects.";
  const work = [
    told.annotations > 0 && counted(told.annotations, "annotation"),
    told.instances > 0 && `${counted(told.instances, "instance")} (${counted(told.labels, "label")})`,
    told.drafts > 0 && counted(told.drafts, "draft"),
    told.reviews > 0 && counted(told.reviews, "review"),
    told.waiting_reviews > 0 &&
      `${counted(told.waiting_reviews, "review")} that ${told.waiting_reviews === 1 ? "waits" : "wait"}`,
  ].filter((part) => part !== false);
  const gone = [counted(told.tasks, "task"), ...work];
  const list = gone.length > 1 ? `${gone.slice(0, -1).join(", ")} and ${gone.at(-1)}` : gone[0];
  return `${list} ${told.tasks === 1 && work.length === 0 ? "is" : "are"} removed from this project for good. ${kept}`;
}
