import { Button, Checkbox, Modal, Radio, Select, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { CopyWish, Project, Workspace } from "../../api/contract";
import { ApiError } from "../../api/errors";
import { body, server } from "../../api/server";
import { Failure } from "../../kit/Notice";
import classes from "./Settings.module.css";

interface Props {
  project: Project;
  workspaces: readonly Workspace[];
  opened: boolean;
  onClose: () => void;
}

type LabelState = "approved" | "pending" | "rejected" | "not_selected";

const STATES: readonly { value: LabelState; label: string }[] = [
  { value: "approved", label: "Approved" },
  { value: "pending", label: "Waiting for review" },
  { value: "rejected", label: "Rejected or returned" },
  { value: "not_selected", label: "Not selected for review" },
];

/** Makes a copy with people, datasets and labels, and goes there. */
export function CopyDialog({ project, workspaces, opened, onClose }: Props) {
  const navigate = useNavigate();
  const client = useQueryClient();
  const copying = useMutation({
    mutationFn: (wish: CopyWish) =>
      body(server.POST("/api/projects/{id}/copy/", { params: { path: { id: project.id } }, body: wish })),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ["projects"] });
      return client.invalidateQueries({ queryKey: ["project", project.id, "copies"] });
    },
  });
  const form = useForm({
    initialValues: {
      title: `Copy of ${project.title}`,
      workspace: project.workspace === null ? "" : String(project.workspace),
      collaborators: true,
      datasets: "attach" as NonNullable<CopyWish["datasets"]>,
      labels: false,
      states: ["approved"] as LabelState[],
      search: "",
    },
    validate: {
      states: (states, values) => (values.labels && states.length === 0 ? "Choose at least one." : null),
    },
  });
  const { datasets, labels } = form.values;
  const withLabels = labels && datasets !== "none";
  return (
    <Modal opened={opened} onClose={onClose} title="Copy the project" size={520}>
      <form
        className={classes.dialog}
        noValidate
        onSubmit={(event) => {
          // The dialog lies inside the form of the settings as far as React is concerned.
          event.stopPropagation();
          form.onSubmit(({ title, workspace, collaborators, states, search }) =>
            copying.mutate(
              {
                title,
                workspace: workspace === "" ? null : Number(workspace),
                collaborators,
                datasets,
                labels: withLabels ? { states, search } : null,
              },
              {
                onSuccess: ({ project: made }) =>
                  void navigate({ to: "/projects/$projectId", params: { projectId: made } }),
                onError: (error) => {
                  if (error instanceof ApiError) form.setErrors(error.fields());
                },
              },
            ),
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
        <Radio.Group label="Datasets" {...form.getInputProps("datasets")}>
          <div className={classes.options}>
            <Radio value="attach" label="Attach the same datasets; data of the project's own is copied" />
            <Radio value="clone" label="Copy all data and its files" />
            <Radio value="none" label="No data" />
          </div>
        </Radio.Group>
        <Checkbox
          label="Labels that were submitted"
          disabled={datasets === "none"}
          {...form.getInputProps("labels", { type: "checkbox" })}
          checked={withLabels}
        />
        {withLabels && (
          <div className={classes.nested}>
            <Checkbox.Group label="Which of them" {...form.getInputProps("states")}>
              <div className={classes.options}>
                {STATES.map(({ label, value }) => (
                  <Checkbox key={value} value={value} label={label} />
                ))}
              </div>
            </Checkbox.Group>
            <TextInput
              label="Only of tasks whose title contains"
              placeholder="All tasks"
              {...form.getInputProps("search")}
            />
          </div>
        )}
        <p className={classes.meaning}>
          Every task of the copy waits in the queue and is held by nobody; who starts it begins with the
          labels that came along. Settings, tags and instructions are the same. The copy is not published.
          Much data comes in the background.
        </p>
        <div className={classes.bar}>
          <Button type="submit" variant="filled" loading={copying.isPending}>
            Copy
          </Button>
          <Button variant="subtle" onClick={onClose}>
            Cancel
          </Button>
        </div>
      </form>
    </Modal>
  );
}
