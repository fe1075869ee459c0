import { Button, Checkbox, Modal, Radio, Select, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useNavigate } from "@tanstack/react-router";
import type { Project, Workspace } from "../../api/contract";
import { ApiError } from "../../api/errors";
import { Failure } from "../../kit/Notice";
import classes from "../settings/Settings.module.css";
import { LabelsChoice } from "./LabelsChoice";
import { isUnderWay, useCopyProject } from "./queries";
import { atFields, type CopyForm, missingIn, wishOf } from "./wish";

interface Props {
  project: Project;
  workspaces: readonly Workspace[];
  opened: boolean;
  onClose: () => void;
}

/** Makes a copy with people, datasets and labels. Goes there, unless its data comes in the background. */
export function CopyDialog({ project, workspaces, opened, onClose }: Props) {
  const navigate = useNavigate();
  const copying = useCopyProject(project.id);
  const form = useForm<CopyForm>({
    initialValues: {
      title: `Copy of ${project.title}`,
      workspace: project.workspace === null ? "" : String(project.workspace),
      collaborators: true,
      data: "attach",
      labels: false,
      states: ["approved"],
      of: "all",
      search: "",
      statuses: [],
      datasets: [],
      tasks: [],
    },
    validate: missingIn,
  });
  const { data, labels } = form.values;
  const withLabels = labels && data !== "none";
  return (
    <Modal opened={opened} onClose={onClose} title="Copy the project" size={560}>
      <form
        className={classes.dialog}
        noValidate
        onSubmit={(event) => {
          // The dialog lies inside the form of the settings as far as React is concerned.
          event.stopPropagation();
          form.onSubmit((values) =>
            copying.mutate(wishOf(values), {
              onSuccess: (copy) => {
                onClose();
                if (isUnderWay(copy)) return;
                void navigate({ to: "/projects/$projectId", params: { projectId: copy.project } });
              },
              onError: (error) => {
                if (error instanceof ApiError) form.setErrors(atFields(error.fields()));
              },
            }),
          )(event);
        }}
      >
        {copying.isError && <Failure what="The project was not copied." atFields error={copying.error} />}
        <TextInput label="Name of the copy" data-autofocus {...form.getInputProps("title")} />
        <Select
          label="Workspace"
          allowDeselect={false}
          data={[
            { value: "", label: "None" },
            ...workspaces.map((each) => ({ value: String(each.id), label: each.title })),
          ]}
          {...form.getInputProps("workspace")}
        />
        <Checkbox
          label="Collaborators and groups, with their roles"
          description="Admins come along in any case."
          {...form.getInputProps("collaborators", { type: "checkbox" })}
        />
        <Radio.Group label="Datasets" {...form.getInputProps("data")}>
          <div className={classes.options}>
            <Radio value="attach" label="Attach the same datasets; data of the project's own is copied" />
            <Radio value="clone" label="Copy all data and its files" />
            <Radio value="none" label="No data" />
          </div>
        </Radio.Group>
        <Checkbox
          label="Labels that were submitted"
          disabled={data === "none"}
          {...form.getInputProps("labels", { type: "checkbox" })}
          checked={withLabels}
        />
        {withLabels && <LabelsChoice projectId={project.id} form={form} />}
        <p className={classes.meaning}>
          Every task of the copy waits in the queue and is held by nobody; who starts it begins with the
          labels that came along. Settings, tags and instructions are the same. The copy is not published.
        </p>
        <div className={classes.dialogFoot}>
          <div className={classes.bar}>
            <Button type="submit" variant="filled" loading={copying.isPending}>
              Copy
            </Button>
            <Button variant="subtle" onClick={onClose}>
              Cancel
            </Button>
          </div>
        </div>
      </form>
    </Modal>
  );
}
