import { Button } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { ApiError } from "../api/errors";
import { Failure } from "../kit/Notice";
import { EntryFrame } from "./EntryFrame";
import classes from "./EntryFrame.module.css";
import { useArrive } from "./me";
import { NOBODY_YET, PersonFields, personRules } from "./PersonFields";
import { signUp, signUpQuery } from "./queries";

/** Making an account without an invitation, where an organization is open to it. */
export function SignUpPage() {
  const state = useQuery(signUpQuery);
  const navigate = useNavigate();
  const arrive = useArrive();
  const form = useForm({ initialValues: NOBODY_YET, validate: personRules });
  const joining = useMutation({
    mutationFn: signUp,
    onSuccess: async (me) => {
      arrive(me);
      await navigate({ to: "/projects" });
    },
    onError: (error) => {
      if (error instanceof ApiError) form.setErrors(error.fields());
    },
  });
  if (state.data && !state.data.is_open) {
    return (
      <EntryFrame
        title="Sign-up is closed"
        lead="Accounts are made by invitation here. Ask a manager of your organization for a link."
      >
        <p className={classes.foot}>
          Have an account already? <Link to="/login">Sign in</Link>
        </p>
      </EntryFrame>
    );
  }
  return (
    <EntryFrame title="Create your account" lead="You can sign in with it from now on.">
      <form className={classes.form} noValidate onSubmit={form.onSubmit((values) => joining.mutate(values))}>
        {joining.isError && <Failure what="No account was made." atFields error={joining.error} />}
        <PersonFields form={form} />
        <Button type="submit" variant="filled" loading={joining.isPending} fullWidth>
          Create account
        </Button>
      </form>
      <p className={classes.foot}>
        Have an account already? <Link to="/login">Sign in</Link>
      </p>
    </EntryFrame>
  );
}
