import { Button, Modal, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import type { Ontology } from "../../api/contract";
import { ApiError } from "../../api/errors";
import { Failure } from "../../kit/Notice";
import classes from "./Ontologies.module.css";
import { useOntologyActions } from "./queries";

/** Says what an ontology is called. */
export function OntologyDialog({ ontology, onClose }: { ontology: Ontology; onClose: () => void }) {
  const { change } = useOntologyActions();
  const form = useForm({
    initialValues: { title: ontology.title, description: ontology.description },
    validate: { title: (value) => (value.trim() ? null : "Give the ontology a name.") },
  });
  return (
    <Modal opened onClose={onClose} title="Ontology" size={440}>
      <form
        className={classes.form}
        noValidate
        onSubmit={form.onSubmit((values) =>
          change.mutate(
            { id: ontology.id, ...values },
            {
              onSuccess: onClose,
              onError: (error) => {
                if (error instanceof ApiError) form.setErrors(error.fields());
              },
            },
          ),
        )}
      >
        {change.isError && <Failure what="The ontology was not saved." atFields error={change.error} />}
        <TextInput label="Name" data-autofocus {...form.getInputProps("title")} />
        <Textarea label="Description" autosize minRows={2} {...form.getInputProps("description")} />
        <div className={classes.buttons}>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="filled" loading={change.isPending}>
            Save
          </Button>
        </div>
      </form>
    </Modal>
  );
}
