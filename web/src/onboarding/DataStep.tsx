import { Button } from "@mantine/core";
import type { Project } from "../api/contract";
import { ImportPanel } from "../exchange/ImportPanel";
import { counted } from "../kit/numbers";
import classes from "./NewProject.module.css";
import { StepBar } from "./StepBar";

interface Props {
  project: Project;
  onNext: () => void;
  onBack: () => void;
}

export function DataStep({ project, onNext, onBack }: Props) {
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
        <ImportPanel projectId={project.id} />
      </div>
      <StepBar onBack={onBack} hint={has ? undefined : "You can bring the data later."}>
        <Button variant={has ? "filled" : "default"} onClick={onNext}>
          {has ? "Continue" : "Continue without data"}
        </Button>
      </StepBar>
    </div>
  );
}
