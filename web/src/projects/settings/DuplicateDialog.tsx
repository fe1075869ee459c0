import { Button, Checkbox, Modal, Select, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useNavigate } from "@tanstack/react-router";
import type { Project, Workspace } from "../../api/contract";
import { ApiError } from "../../api/errors";
import { Failure } from "../../kit/Notice";
import { counted } from "../../kit/numbers";
import { useDuplicateProject } from "../queries";
import classes from "./Settings.module.css";

interface Props {
  project: Project;
  workspaces: readonly Workspace[];
  opened: boolean;
  onClose: () => void;
}

/** Makes another project like this one and goes there. */
export function DuplicateDialog({ project, workspaces, opened, onClose }: Props) {
  const navigate = useNavigate();
  const duplicating = useDuplicateProject(project.id);
  const form = useForm({
    initialValues: {
      title: `${project.title} (copy)`,
      workspace: project.workspace === null ? "" : String(project.workspace),
      data: false,
      members: true,
    },
  });
  return (
    <Modal opened={opened} onClose={onClose} title="Duplicate the project" size={440}>
      <form
        className={classes.dialog}
        noValidate
        onSubmit={(event) => {
          // The dialog lies inside the form of the settings as far as React is concerned.
          event.stopPropagation();
          form.onSubmit(({ title, workspace, data, members }) =>
            duplicating.mutate(
              {
                mode: data ? "settings,data" : "settings",
                title,
                workspace: workspace === "" ? null : Number(workspace),
                include_members: members,
              },
              {
                onSuccess: ({ id }) =>
                  void navigate({ to: "/projects/$projectId", params: { projectId: id } }),
                onError: (error) => {
                  if (error instanceof ApiError) form.setErrors(error.fields());
                },
              },
            ),
          )(event);
        }}
      >
        {duplicating.isError && (
          <Failure what="The project was not duplicated." atFields error={duplicating.error} />
        )}
        <TextInput label="Name of the copy" data-autofocus {...form.getInputProps("title")} />
        <Select
          label="Workspace"
          data={[
            { value: "", label: "None" },
            ...workspaces.map((each) => ({ value: String(each.id), label: each.title })),
          ]}
          {...form.getInputProps("workspace")}
        />
        <Checkbox
          label={`Copy the data too: ${counted(project.task_number, "task")}`}
          {...form.getInputProps("data", { type: "checkbox" })}
        />
        <Checkbox
          label="Copy the members and their parts"
          {...form.getInputProps("members", { type: "checkbox" })}
        />
        <p className={classes.meaning}>
          The copy has the same labeling interface and settings: limits, evaluation, agreement, rules of what
          is reviewed. Annotations, reviews, comments, predictions and exports stay here. It is not published.
          Much data comes in the background.
        </p>
        <div className={classes.bar}>
          <Button type="submit" variant="filled" loading={duplicating.isPending}>
            Duplicate
          </Button>
          <Button variant="subtle" onClick={onClose}>
            Cancel
          </Button>
        </div>
      </form>
    </Modal>
  );
}
