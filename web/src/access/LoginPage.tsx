import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link, useRouter, useSearch } from "@tanstack/react-router";
import { Failure } from "../kit/Notice";
import { EntryFrame } from "./EntryFrame";
import classes from "./EntryFrame.module.css";
import { useArrive } from "./me";
import { signIn, signUpQuery } from "./queries";

export function LoginPage() {
  const { next } = useSearch({ from: "/login" });
  const router = useRouter();
  const arrive = useArrive();
  const isOpen = useQuery(signUpQuery).data?.is_open ?? false;
  const form = useForm({
    initialValues: { email: "", password: "" },
    validate: {
      email: (value) => (value.trim() ? null : "Give the e-mail address you were invited with."),
      password: (value) => (value ? null : "Give your password."),
    },
  });
  const entering = useMutation({
    mutationFn: signIn,
    onSuccess: (me) => {
      arrive(me);
      router.history.push(next ?? "/projects");
    },
    onError: () => form.setFieldValue("password", ""),
  });
  return (
    <EntryFrame
      title="Sign in"
      lead={next ? "Sign in to go on where you were." : "Sign in to label, review and manage projects."}
    >
      <form className={classes.form} onSubmit={form.onSubmit((values) => entering.mutate(values))} noValidate>
        {entering.isError && <Failure what="You are not signed in." error={entering.error} />}
        <TextInput
          label="E-mail"
          type="email"
          autoComplete="username"
          autoFocus
          {...form.getInputProps("email")}
        />
        <PasswordInput label="Password" autoComplete="current-password" {...form.getInputProps("password")} />
        <Button type="submit" variant="filled" loading={entering.isPending} fullWidth>
          Sign in
        </Button>
      </form>
      <p className={classes.foot}>
        No account yet?{" "}
        {isOpen ? (
          <Link to="/signup">Create one.</Link>
        ) : (
          "Ask a manager of your organization for an invitation link."
        )}{" "}
        A forgotten password is set anew by an administrator, or on the server with{" "}
        <code>assay user password</code>.
      </p>
    </EntryFrame>
  );
}
