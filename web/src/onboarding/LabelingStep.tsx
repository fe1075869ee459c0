import { Button, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useMay } from "../access/me";
import type { Project } from "../api/contract";
import { ApiError } from "../api/errors";
import { Failure } from "../kit/Notice";
import { LabelingStudio } from "../projects/labeling/LabelingStudio";
import { usedOntologyQuery, useOntologyActions } from "../projects/ontologies/queries";
import { useChangeProject } from "../projects/queries";
import classes from "./NewProject.module.css";
import { OntologyChoice } from "./OntologyChoice";
import { StepBar } from "./StepBar";

interface Props {
  project: Project;
  onNext: () => void;
  onBack: () => void;
}

/** The labeling interface: made here, or an ontology that there is. In manual QA what is made here gets a name. */
export function LabelingStep({ project, onNext, onBack }: Props) {
  const stored = project.config_has_control_tags ? project.label_config : "";
  const [config, setConfig] = useState(stored);
  const saving = useChangeProject(project.id);
  const refused = saving.error instanceof ApiError ? saving.error.problems : [];
  const pointed = refused.length > 0 && refused.every((problem) => problem.line != null);

  const used = useQuery(usedOntologyQuery(project.id)).data;
  const mayName = useMay("ontologies.change");
  const isNamed = used?.is_named ?? false;
  const asksName =
    project.preset === "manual_qa" && mayName && used !== undefined && !isNamed && config !== "";
  const [title, setTitle] = useState(project.title);
  const naming = useOntologyActions().create;
  const name = title.trim();

  function save() {
    if (config === stored) giveName();
    else saving.mutate({ label_config: config }, { onSuccess: giveName });
  }

  /** Comes second: an ontology that could not be saved, or does not suit the data, leaves no name behind. */
  function giveName() {
    if (asksName && name !== "") naming.mutate({ title: name, project: project.id }, { onSuccess: onNext });
    else onNext();
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
        {naming.isError && (
          <Failure
            what="The ontology has no name yet."
            kept="The labeling interface is saved."
            error={naming.error}
          />
        )}
      </div>
      <StepBar onBack={onBack} beside={asksName && nameField()} hint={hint()}>
        <Button
          variant="filled"
          disabled={config === ""}
          loading={saving.isPending || naming.isPending}
          onClick={save}
        >
          {config === stored && !(asksName && name !== "") ? "Continue" : "Save and continue"}
        </Button>
      </StepBar>
    </div>
  );

  function nameField() {
    return (
      <div className={classes.naming}>
        <label htmlFor="ontology-name">Name of the ontology</label>
        <TextInput
          id="ontology-name"
          size="xs"
          maxLength={200}
          value={title}
          error={naming.isError}
          onChange={(event) => {
            setTitle(event.currentTarget.value);
            naming.reset();
          }}
        />
      </div>
    );
  }

  function hint(): string | undefined {
    if (used && isNamed) {
      return config === stored
        ? `The ontology “${used.title}”, version ${used.version}`
        : `Saving makes a new version of “${used.title}”.`;
    }
    if (!asksName) return undefined;
    return name === ""
      ? "Without a name the ontology is this project’s own."
      : "By this name other projects can use the ontology too.";
  }
}
