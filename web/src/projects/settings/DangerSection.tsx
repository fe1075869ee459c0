import { Button } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { Project } from "../../api/contract";
import { Confirm } from "../../kit/Confirm";
import { counted } from "../../kit/numbers";
import { mayIn, useDeleteProject, useDeleteTasks, useDropTabs } from "../queries";
import { SettingRow } from "./SettingRow";
import classes from "./Settings.module.css";

/** What cannot be taken back. Each asks for the name of the project. */
export function DangerSection({ project }: { project: Project }) {
  return (
    <div className={classes.section}>
      <h2 className={classes.heading}>Danger zone</h2>
      <div className={classes.rows}>
        {mayIn(project, "views.reset") && <DropTabs project={project} />}
        {mayIn(project, "tasks.delete") && <DeleteTasks project={project} />}
        {mayIn(project, "project.delete") && <DeleteProject project={project} />}
      </div>
    </div>
  );
}

function DropTabs({ project }: { project: Project }) {
  const [asking, setAsking] = useState(false);
  const dropping = useDropTabs(project.id);
  return (
    <SettingRow
      title="Drop all tabs"
      meaning="Deletes the saved tabs of the list of tasks, with their filters, orders and columns. What people keep for themselves stays."
    >
      <Button color="red" onClick={() => setAsking(true)}>
        Drop all tabs
      </Button>
      <Confirm
        opened={asking}
        onClose={() => setAsking(false)}
        title="Drop all tabs?"
        action="Drop all tabs"
        typed={project.title}
        pending={dropping.isPending}
        error={dropping.error}
        onConfirm={() => dropping.mutate(undefined, { onSuccess: () => setAsking(false) })}
      >
        All tabs that people share in this project are lost for good; the tasks stay as they are.
      </Confirm>
    </SettingRow>
  );
}

function DeleteTasks({ project }: { project: Project }) {
  const [asking, setAsking] = useState(false);
  const deleting = useDeleteTasks(project.id);
  return (
    <SettingRow
      title="Delete all tasks"
      meaning="Takes out all data with its annotations, reviews and comments. Settings and members stay."
    >
      <Button color="red" onClick={() => setAsking(true)} disabled={project.task_number === 0}>
        Delete {counted(project.task_number, "task")}
      </Button>
      <Confirm
        opened={asking}
        onClose={() => setAsking(false)}
        title="Delete all tasks?"
        action={`Delete ${counted(project.task_number, "task")}`}
        typed={project.title}
        pending={deleting.isPending}
        error={deleting.error}
        onConfirm={() => deleting.mutate(undefined, { onSuccess: () => setAsking(false) })}
      >
        {counted(project.task_number, "task")} and {counted(project.total_annotations_number, "annotation")}{" "}
        are lost for good. Export them first if you may need them.
      </Confirm>
    </SettingRow>
  );
}

function DeleteProject({ project }: { project: Project }) {
  const [asking, setAsking] = useState(false);
  const navigate = useNavigate();
  const deleting = useDeleteProject(project.id);
  return (
    <SettingRow
      title="Delete the project"
      meaning="Takes out the project with its labels, reviews and its own ontology, for everybody. Datasets and ontologies that have a name stay."
    >
      <Button color="red" onClick={() => setAsking(true)}>
        Delete project
      </Button>
      <Confirm
        opened={asking}
        onClose={() => setAsking(false)}
        title="Delete the project?"
        action="Delete project"
        typed={project.title}
        pending={deleting.isPending}
        error={deleting.error}
        onConfirm={() => deleting.mutate(undefined, { onSuccess: () => void navigate({ to: "/projects" }) })}
      >
        {counted(project.task_number, "task")}, {counted(project.total_annotations_number, "annotation")},{" "}
        {counted(verdicts(project), "judged item")}, all reviews and all exports are lost for good, and so are
        the project&rsquo;s own data and labeling interface. Datasets that are attached stay, and so do
        ontologies with a name.
      </Confirm>
    </SettingRow>
  );
}

/** What reviewers have decided about. */
function verdicts({ item_counts: { accepted, rejected, returned } }: Project): number {
  return accepted + rejected + returned;
}
