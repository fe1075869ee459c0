import { Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { ApiError } from "../api/errors";
import { DialogForm } from "./DialogForm";
import { Failure } from "./Notice";

interface Words {
  title: string;
  description: string;
}

interface Props {
  /** What gets a name: "dataset". */
  noun: string;
  /** Null while it is not made yet. */
  named: Words | null;
  placeholder?: string;
  saving: { error: unknown; isPending: boolean };
  /** Saves the words, and hands on what the server says of them. */
  onSave: (words: Words, answers: { onError: (error: Error) => void }) => void;
  onClose: () => void;
}

/** Says what something is called, and what it is about. */
export function NameDialog({ named, noun, onClose, onSave, placeholder, saving }: Props) {
  const form = useForm({
    initialValues: { title: named?.title ?? "", description: named?.description ?? "" },
    validate: { title: (value) => (value.trim() ? null : `Give the ${noun} a name.`) },
  });
  function onError(error: Error) {
    if (error instanceof ApiError) form.setErrors(error.fields());
  }
  return (
    <DialogForm
      title={named ? noun.charAt(0).toUpperCase() + noun.slice(1) : `New ${noun}`}
      action={named ? "Save" : `Create ${noun}`}
      pending={saving.isPending}
      onClose={onClose}
      onSubmit={form.onSubmit((words) => onSave(words, { onError }))}
    >
      {saving.error != null && <Failure what={`The ${noun} was not saved.`} atFields error={saving.error} />}
      <TextInput label="Name" placeholder={placeholder} data-autofocus {...form.getInputProps("title")} />
      <Textarea label="Description" autosize minRows={2} {...form.getInputProps("description")} />
    </DialogForm>
  );
}
