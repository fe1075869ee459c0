import { Button, Modal, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import type { Dataset, OneDataset } from "../api/contract";
import { ApiError } from "../api/errors";
import { Failure } from "../kit/Notice";
import classes from "./Datasets.module.css";
import { useDatasetActions } from "./queries";

interface Props {
  /** Null makes a new one. */
  dataset: Dataset | null;
  onClose: () => void;
  onDone: (dataset: OneDataset) => void;
}

/** Makes a dataset, or says what one is called. */
export function DatasetDialog({ dataset, onClose, onDone }: Props) {
  const { change, create } = useDatasetActions();
  const action = dataset ? change : create;
  const form = useForm({
    initialValues: { title: dataset?.title ?? "", description: dataset?.description ?? "" },
    validate: { title: (value) => (value.trim() ? null : "Give the dataset a name.") },
  });
  const answers = {
    onSuccess: onDone,
    onError: (error: Error) => {
      if (error instanceof ApiError) form.setErrors(error.fields());
    },
  };
  return (
    <Modal opened onClose={onClose} title={dataset ? "Dataset" : "New dataset"} size={440}>
      <form
        className={classes.form}
        noValidate
        onSubmit={form.onSubmit((values) =>
          dataset ? change.mutate({ id: dataset.id, ...values }, answers) : create.mutate(values, answers),
        )}
      >
        {action.isError && <Failure what="The dataset was not saved." atFields error={action.error} />}
        <TextInput
          label="Name"
          placeholder="Street crossings, May"
          data-autofocus
          {...form.getInputProps("title")}
        />
        <Textarea label="Description" autosize minRows={2} {...form.getInputProps("description")} />
        <div className={classes.buttons}>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="filled" loading={action.isPending}>
            {dataset ? "Save" : "Create dataset"}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
