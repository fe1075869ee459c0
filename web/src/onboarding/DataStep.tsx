import { Button, SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { useMay } from "../access/me";
import type { Project } from "../api/contract";
import { ImportPanel } from "../exchange/ImportPanel";
import { counted } from "../kit/numbers";
import { DatasetsChoice } from "./DatasetsChoice";
import classes from "./NewProject.module.css";
import { StepBar } from "./StepBar";

interface Props {
  project: Project;
  onNext: () => void;
  onBack: () => void;
}

const WAYS = [
  { value: "import", label: "Bring data for this project" },
  { value: "datasets", label: "Use datasets" },
] as const;

type Way = (typeof WAYS)[number]["value"];

/** Data of the project's own, or datasets of the organization; both, if one likes. */
export function DataStep({ project, onNext, onBack }: Props) {
  const maySeeDatasets = useMay("datasets.view");
  const [way, setWay] = useState<Way>(
    project.preset === "manual_qa" && maySeeDatasets ? "datasets" : "import",
  );
  const has = project.task_number > 0;
  return (
    <div className={classes.step}>
      <div className={classes.wide}>
        <h2 className={classes.heading}>What should be labeled?</h2>
        <p className={classes.lead}>
          Each row or picture becomes a task.{" "}
          {has
            ? `${counted(project.task_number, "task")} are here already.`
            : "Your first item is then used to try the labeling interface."}
        </p>
        {maySeeDatasets && (
          <div>
            <SegmentedControl
              aria-label="Where the items come from"
              data={WAYS.map((row) => ({ ...row }))}
              value={way}
              onChange={setWay}
            />
          </div>
        )}
        {way === "import" ? <ImportPanel projectId={project.id} /> : <DatasetsChoice project={project} />}
      </div>
      <StepBar onBack={onBack} hint={has ? undefined : "You can bring the data later."}>
        <Button variant={has ? "filled" : "default"} onClick={onNext}>
          {has ? "Continue" : "Continue without data"}
        </Button>
      </StepBar>
    </div>
  );
}
