import { Button, Modal, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useMay } from "../../access/me";
import type { OntologySwitch } from "../../api/contract";
import { Empty, Failure } from "../../kit/Notice";
import { count, counted } from "../../kit/numbers";
import { Bone } from "../../kit/Waiting";
import classes from "./Ontologies.module.css";
import {
  offeredOntologiesQuery,
  type SwitchTarget,
  switchPreviewQuery,
  usedOntologyQuery,
  useSwitchOntology,
} from "./queries";

interface Props {
  projectId: number;
  /** What is proposed; null leaves the choice open. */
  target: SwitchTarget | null;
  onClose: () => void;
}

/** Lets a project use another ontology or version, after saying what becomes invalid. */
export function SwitchDialog({ onClose, projectId, target }: Props) {
  const [ontology, setOntology] = useState(target?.ontology ?? null);
  const [version, setVersion] = useState(target?.version ?? null);
  const listed = useQuery(offeredOntologiesQuery(projectId));
  const wanted = { ontology: ontology ?? 0, version };
  const preview = useQuery({ ...switchPreviewQuery(projectId, wanted), enabled: ontology !== null });
  const switching = useSwitchOntology(projectId);
  const told = ontology === null ? undefined : preview.data;
  const used = useQuery(usedOntologyQuery(projectId)).data;
  const isUsed = told !== undefined && used?.ontology === told.ontology && used.version === told.version;
  const asks = told !== undefined && told.problems.length === 0 && told.invalid.length > 0;
  const rows = listed.data?.results ?? [];
  const newest = rows.find((row) => row.id === ontology)?.version ?? 0;
  const mayMake = useMay("ontologies.change");
  return (
    <Modal opened onClose={onClose} title="Switch the ontology" size={560}>
      <div className={classes.form}>
        {listed.data && rows.length === 0 ? (
          <Empty>
            {mayMake
              ? "There is no ontology with a name yet."
              : "There is no ontology with a name yet. A manager of the organization makes one under Ontologies."}
          </Empty>
        ) : (
          <>
            <Select
              label="Ontology"
              placeholder="Choose one"
              searchable
              allowDeselect={false}
              data={rows.map((row) => ({ value: String(row.id), label: row.title }))}
              value={ontology === null ? null : String(ontology)}
              onChange={(value) => {
                setOntology(value === null ? null : Number(value));
                setVersion(null);
              }}
            />
            {ontology !== null && (
              <Select
                label="Version"
                allowDeselect={false}
                data={Array.from({ length: newest }, (_, at) => ({
                  value: String(newest - at),
                  label: at === 0 ? `${newest}, the newest` : String(newest - at),
                }))}
                value={String(version ?? newest)}
                onChange={(value) => setVersion(Number(value))}
              />
            )}
          </>
        )}
        {ontology !== null && preview.isPending && <Bone width="60%" />}
        {preview.isError && <Failure what="What would change is not known." error={preview.error} />}
        {isUsed && <p className={classes.lead}>The project uses this version already.</p>}
        {told && !isUsed && <Told told={told} />}
        {switching.isError && <Failure what="The ontology was not switched." error={switching.error} />}
        <div className={classes.buttons}>
          {mayMake && (
            <Link to="/ontologies/new" className={classes.make}>
              Make a new ontology
            </Link>
          )}
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="filled"
            color={asks ? "red" : undefined}
            disabled={!told || isUsed || told.problems.length > 0}
            loading={switching.isPending}
            onClick={() => switching.mutate(wanted, { onSuccess: onClose })}
          >
            {asks ? "Switch all the same" : "Switch"}
          </Button>
        </div>
      </div>
    </Modal>
  );
}

function Told({ told }: { told: OntologySwitch }) {
  if (told.problems.length > 0) {
    return (
      <div role="status">
        <p className={classes.lead}>The tasks of this project cannot be shown with it:</p>
        <ul className={classes.invalid}>
          {told.problems.map((problem) => (
            <li key={problem.message}>
              <span>
                {problem.message} {problem.fix}
              </span>
            </li>
          ))}
        </ul>
      </div>
    );
  }
  if (told.invalid.length === 0) {
    return (
      <p className={classes.lead} role="status">
        All data can be shown, and everything that was labelled stays valid.
      </p>
    );
  }
  return (
    <div role="status" className={classes.form}>
      <p className={classes.lead}>
        {counted(told.instances, "label")} in {counted(told.annotations, "annotation")} of{" "}
        {counted(told.tasks, "task")} become invalid. Nothing is deleted: they stay as they are, and have to
        be mended where they are handed in again.
      </p>
      <ul className={classes.invalid} aria-label="What becomes invalid">
        {told.invalid.map((entry) => (
          <li key={`${entry.control} ${entry.label}`} title={entry.message}>
            <span>
              <b>{entry.label || "Without a label"}</b>{" "}
              <span className={classes.hint}>of {entry.control || "relations"}</span>
            </span>
            <span>{count(entry.count)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
