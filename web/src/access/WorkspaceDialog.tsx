import { ColorInput, Switch, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import type { Workspace } from "../api/contract";
import { ApiError } from "../api/errors";
import { DialogForm } from "../kit/DialogForm";
import { Failure } from "../kit/Notice";
import { useWorkspaceActions } from "./organization";

/** Makes a workspace, or renames and colours one. */
export function WorkspaceDialog({
  workspace,
  onClose,
}: {
  workspace: Workspace | null;
  onClose: () => void;
}) {
  const { create, change } = useWorkspaceActions();
  const action = workspace ? change : create;
  const form = useForm({
    initialValues: {
      title: workspace?.title ?? "",
      description: workspace?.description ?? "",
      color: workspace?.color ?? "",
      is_personal: workspace?.is_personal ?? false,
    },
    validate: { title: (value) => (value.trim() ? null : "Give the workspace a name.") },
  });
  const answers = {
    onSuccess: onClose,
    onError: (error: Error) => {
      if (error instanceof ApiError) form.setErrors(error.fields());
    },
  };
  return (
    <DialogForm
      title={workspace ? "Workspace" : "New workspace"}
      action={workspace ? "Save" : "Create workspace"}
      pending={action.isPending}
      onClose={onClose}
      onSubmit={form.onSubmit(({ is_personal, ...values }) =>
        workspace
          ? change.mutate({ id: workspace.id, ...values }, answers)
          : create.mutate({ is_personal, ...values }, answers),
      )}
    >
      {action.isError && <Failure what="The workspace was not saved." atFields error={action.error} />}
      <TextInput label="Name" data-autofocus {...form.getInputProps("title")} />
      <Textarea label="Description" autosize minRows={2} {...form.getInputProps("description")} />
      <ColorInput label="Colour" placeholder="None" withEyeDropper={false} {...form.getInputProps("color")} />
      {!workspace && (
        <Switch
          label="Personal sandbox"
          description="Only you see it and what is in it; its projects cannot be published."
          {...form.getInputProps("is_personal", { type: "checkbox" })}
        />
      )}
    </DialogForm>
  );
}
