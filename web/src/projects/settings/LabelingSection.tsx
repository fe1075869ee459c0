import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Project } from "../../api/contract";
import { ApiError } from "../../api/errors";
import { Failure } from "../../kit/Notice";
import { SavedMark } from "../../kit/SavedMark";
import { UnsavedGuard } from "../../kit/UnsavedGuard";
import { LabelingStudio } from "../labeling/LabelingStudio";
import { usedOntologyQuery } from "../ontologies/queries";
import { useChangeProject } from "../queries";
import classes from "./Settings.module.css";

export function LabelingSection({ project }: { project: Project }) {
  const stored = project.config_has_control_tags ? project.label_config : "";
  const [config, setConfig] = useState(stored);
  const saving = useChangeProject(project.id);
  const used = useQuery(usedOntologyQuery(project.id)).data;
  const dirty = config !== stored;
  const refused = saving.error instanceof ApiError ? saving.error.problems : [];
  const pointed = refused.length > 0 && refused.every((problem) => problem.line != null);
  return (
    <div className={`${classes.section} ${classes.full}`}>
      <UnsavedGuard dirty={dirty} what="The labeling interface goes back to what it was." />
      <h2 className={classes.heading}>Labeling interface</h2>
      <div className={classes.studio}>
        <LabelingStudio
          projectId={project.id}
          value={config}
          onChange={(text) => {
            setConfig(text);
            saving.reset();
          }}
          refused={refused}
        />
      </div>
      {saving.isError && !pointed && (
        <Failure
          what="The labeling interface was not saved."
          kept="What you wrote is still here."
          error={saving.error}
        />
      )}
      <div className={classes.bar}>
        <Button
          variant="filled"
          disabled={!dirty || config === ""}
          loading={saving.isPending}
          onClick={() => saving.mutate({ label_config: config })}
        >
          Save
        </Button>
        {dirty && (
          <Button variant="subtle" onClick={() => setConfig(stored)}>
            Undo changes
          </Button>
        )}
        <SavedMark at={saving.isSuccess && !dirty ? saving.submittedAt : undefined} />
        {dirty && used?.is_named && (
          <span className={classes.effect}>
            Saving makes a new version of “{used.title}”.
            {used.other_projects > 0 && " Other projects stay on theirs."}
          </span>
        )}
        {dirty && project.total_annotations_number > 0 && (
          <span className={classes.effect}>Labels that annotations use cannot be taken out.</span>
        )}
      </div>
    </div>
  );
}
