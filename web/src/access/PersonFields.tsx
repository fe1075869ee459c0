import { PasswordInput, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import classes from "./EntryFrame.module.css";
import type { NewPerson } from "./queries";

export const SHORTEST_PASSWORD = 8;

export const NOBODY_YET: NewPerson = { first_name: "", last_name: "", email: "", password: "" };

/** What is asked of everybody who gets an account. */
export const personRules = {
  email: (value: string) =>
    /^\S+@\S+$/.test(value.trim()) ? null : "Give an e-mail address, such as name@example.org.",
  password: (value: string) =>
    value.length >= SHORTEST_PASSWORD ? null : `Use at least ${SHORTEST_PASSWORD} characters.`,
};

interface Props<T extends NewPerson> {
  form: UseFormReturnType<T>;
  /** The invitation says whose it is, so the address cannot be another one. */
  emailIsGiven?: boolean;
}

/** Name, e-mail and password of a new person. */
export function PersonFields<T extends NewPerson>({ form, emailIsGiven = false }: Props<T>) {
  return (
    <>
      <div className={classes.pair}>
        <TextInput label="First name" autoComplete="given-name" {...form.getInputProps("first_name")} />
        <TextInput label="Last name" autoComplete="family-name" {...form.getInputProps("last_name")} />
      </div>
      <TextInput
        label="E-mail"
        type="email"
        autoComplete="username"
        required
        readOnly={emailIsGiven}
        {...(emailIsGiven && { description: "The invitation is for this address." })}
        {...form.getInputProps("email")}
      />
      <PasswordInput
        label="Password"
        description={`At least ${SHORTEST_PASSWORD} characters.`}
        autoComplete="new-password"
        required
        {...form.getInputProps("password")}
      />
    </>
  );
}
