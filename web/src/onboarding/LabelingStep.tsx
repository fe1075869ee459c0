import { Button } from "@mantine/core";
import { useState } from "react";
import type { Project } from "../api/contract";
import { ApiError } from "../api/errors";
import { Failure } from "../kit/Notice";
import { LabelingStudio } from "../projects/labeling/LabelingStudio";
import { useChangeProject } from "../projects/queries";
import classes from "./NewProject.module.css";
import { OntologyChoice } from "./OntologyChoice";
import { StepBar } from "./StepBar";

interface Props {
  project: Project;
  onNext: () => void;
  onBack: () => void;
}

export function LabelingStep({ project, onNext, onBack }: Props) {
  const stored = project.config_has_control_tags ? project.label_config : "";
  const [config, setConfig] = useState(stored);
  const saving = useChangeProject(project.id);
  const refused = saving.error instanceof ApiError ? saving.error.problems : [];
  const pointed = refused.length > 0 && refused.every((problem) => problem.line != null);
  function save() {
    if (config === stored) onNext();
    else saving.mutate({ label_config: config }, { onSuccess: onNext });
  }
  return (
    <div className={`${classes.step} ${classes.full}`}>
      <div className={classes.studio}>
        <h2 className={classes.heading}>How is it labeled?</h2>
        <p className={classes.lead}>
          {config === ""
            ? "Start from a template and change what you like."
            : "Change the words and labels to yours; the preview follows as you type."}
        </p>
        <OntologyChoice project={project} onChosen={onNext} />
        <LabelingStudio
          projectId={project.id}
          value={config}
          onChange={(text) => {
            setConfig(text);
            saving.reset();
          }}
          refused={refused}
        />
        {saving.isError && !pointed && (
          <Failure
            what="The labeling interface was not saved."
            kept="What you wrote is still here."
            error={saving.error}
          />
        )}
      </div>
      <StepBar onBack={onBack}>
        <Button variant="filled" disabled={config === ""} loading={saving.isPending} onClick={save}>
          {config === stored ? "Continue" : "Save and continue"}
        </Button>
      </StepBar>
    </div>
  );
}
