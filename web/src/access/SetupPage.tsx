import { Button, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { ApiError } from "../api/errors";
import { Failure } from "../kit/Notice";
import { EntryFrame } from "./EntryFrame";
import classes from "./EntryFrame.module.css";
import { useArrive } from "./me";
import { NOBODY_YET, PersonFields, personRules } from "./PersonFields";
import { setUp, setupQuery } from "./queries";

/** The first thing a new installation shows: it makes the organization and its owner. */
export function SetupPage() {
  const navigate = useNavigate();
  const client = useQueryClient();
  const arrive = useArrive();
  const form = useForm({
    initialValues: { organization: "", ...NOBODY_YET },
    validate: {
      organization: (value) =>
        value.trim() ? null : "Give your organization a name. It can be changed later.",
      ...personRules,
    },
  });
  const creating = useMutation({
    mutationFn: setUp,
    onSuccess: async (me) => {
      arrive(me);
      client.setQueryData(setupQuery.queryKey, { needs_owner: false });
      await navigate({ to: "/projects" });
    },
    onError: (error) => {
      if (error instanceof ApiError) form.setErrors(error.fields());
    },
  });
  return (
    <EntryFrame
      title="Set up Assay"
      lead="This installation is new. Name your organization and create its owner; that is you."
    >
      <form className={classes.form} onSubmit={form.onSubmit((values) => creating.mutate(values))} noValidate>
        {creating.isError && <Failure what="Nothing was set up yet." atFields error={creating.error} />}
        <TextInput
          label="Organization"
          placeholder="Perception Lab"
          autoFocus
          required
          {...form.getInputProps("organization")}
        />
        <PersonFields form={form} />
        <Button type="submit" variant="filled" loading={creating.isPending} fullWidth>
          Create organization and owner
        </Button>
      </form>
    </EntryFrame>
  );
}
