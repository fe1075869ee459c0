import { Button } from "@mantine/core";
import { IconCheck, IconPlus } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import type { OneDataset, Project } from "../api/contract";
import { DatasetDialog } from "../datasets/DatasetDialog";
import { DatasetPicker } from "../datasets/DatasetPicker";
import { kindsInWords } from "../datasets/kinds";
import { attachedQuery, useAttaching } from "../datasets/queries";
import { FillPanel } from "../exchange/datasets/FillPanel";
import { Failure } from "../kit/Notice";
import { counted } from "../kit/numbers";
import { ProgressBar } from "../kit/ProgressBar";
import classes from "./NewProject.module.css";

/** Attaches datasets to a new project, or makes one on the spot: named, filled, attached. */
export function DatasetsChoice({ project }: { project: Project }) {
  const attached = useQuery(attachedQuery(project.id)).data ?? [];
  const shown = attached.filter((dataset) => !dataset.is_own);
  const { attach } = useAttaching(project.id);
  const [chosen, setChosen] = useState<number[]>([]);
  const [naming, setNaming] = useState(false);
  const [filling, setFilling] = useState<OneDataset | null>(null);
  const client = useQueryClient();
  const onFilled = useCallback(() => {
    setFilling(null);
    void client.invalidateQueries({ queryKey: ["project", project.id] });
    void client.invalidateQueries({ queryKey: ["datasets"] });
    void client.invalidateQueries({ queryKey: ["projects"] });
  }, [client, project.id]);
  if (filling) {
    return (
      <>
        <p className={classes.lead}>
          Add data to “{filling.title}”. It stays in the organization, and each item becomes a task here.
        </p>
        <FillPanel datasetId={filling.id} onDone={onFilled} />
        <div>
          <Button variant="subtle" onClick={() => setFilling(null)}>
            Add data later
          </Button>
        </div>
      </>
    );
  }
  return (
    <>
      {shown.length > 0 && (
        <ul className={classes.checks} aria-label="Attached datasets">
          {shown.map((dataset) => (
            <li key={dataset.dataset} data-done>
              <IconCheck size={16} aria-hidden />
              {dataset.status === "attaching" ? (
                <span>
                  <ProgressBar
                    label={`Attaching ${dataset.title}`}
                    done={dataset.done}
                    total={dataset.total}
                    unit="item"
                  />
                </span>
              ) : (
                <span>
                  {dataset.title}: {kindsInWords(dataset.kinds)}, {counted(dataset.tasks, "task")}
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      <DatasetPicker
        projectId={project.id}
        chosen={chosen}
        onChange={(next) => {
          setChosen(next);
          attach.reset();
        }}
      />
      {attach.isError && <Failure what="Nothing was attached." error={attach.error} />}
      <div className={classes.choice}>
        <Button
          variant={chosen.length > 0 ? "filled" : "default"}
          disabled={chosen.length === 0}
          loading={attach.isPending}
          onClick={() => attach.mutate(chosen, { onSuccess: () => setChosen([]) })}
        >
          {chosen.length > 1 ? `Attach ${chosen.length} datasets` : "Attach"}
        </Button>
        <Button leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setNaming(true)}>
          New dataset
        </Button>
      </div>
      {naming && (
        <DatasetDialog
          dataset={null}
          onClose={() => setNaming(false)}
          onDone={(made) => {
            setNaming(false);
            attach.mutate([made.id], { onSuccess: () => setFilling(made) });
          }}
        />
      )}
    </>
  );
}
