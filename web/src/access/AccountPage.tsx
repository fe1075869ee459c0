import { Button, PasswordInput, SegmentedControl, TextInput, useMantineColorScheme } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { ApiError } from "../api/errors";
import { Failure } from "../kit/Notice";
import { PageTop } from "../kit/PageTop";
import { SavedMark } from "../kit/SavedMark";
import { Section } from "../kit/Section";
import classes from "./AccountPage.module.css";
import { EmailSection } from "./EmailSection";
import { KeyboardSection } from "./KeyboardSection";
import { nameOf, organizationName, useMay, useMe } from "./me";
import { SHORTEST_PASSWORD } from "./PersonFields";
import { changePassword, useProfile } from "./queries";
import { ROLES } from "./roles";
import { TokenSections } from "./TokenSections";

/** One's own profile, password, look and keys. */
export function AccountPage() {
  const mayHaveTokens = useMay("tokens.create");
  return (
    <>
      <PageTop title="Account" />
      <div className={classes.body}>
        <div className={classes.column}>
          <ProfileSection />
          <PasswordSection />
          <LookSection />
          <EmailSection />
          <KeyboardSection />
          {mayHaveTokens && <TokenSections />}
        </div>
      </div>
    </>
  );
}

function ProfileSection() {
  const me = useMe();
  const saving = useProfile();
  const form = useForm({
    initialValues: { first_name: me.first_name, last_name: me.last_name, phone: me.phone },
  });
  const role = ROLES[me.organization_membership.role];
  return (
    <Section title="Profile" note={`${nameOf(me)}, ${role.name} of ${organizationName(me)}`}>
      <form
        className={classes.form}
        onSubmit={form.onSubmit((values) =>
          saving.mutate(values, {
            onSuccess: () => form.resetDirty(values),
            onError: (error) => error instanceof ApiError && form.setErrors(error.fields()),
          }),
        )}
      >
        <div className={classes.pair}>
          <TextInput label="First name" autoComplete="given-name" {...form.getInputProps("first_name")} />
          <TextInput label="Last name" autoComplete="family-name" {...form.getInputProps("last_name")} />
        </div>
        <div className={classes.pair}>
          <TextInput
            label="E-mail"
            description="You sign in with it; it cannot be changed."
            value={me.email}
            readOnly
            variant="filled"
          />
          <TextInput
            label="Phone"
            description="Optional; managers can see it."
            autoComplete="tel"
            {...form.getInputProps("phone")}
          />
        </div>
        {saving.isError && <Failure what="Your profile was not saved." atFields error={saving.error} />}
        <div className={classes.buttons}>
          <Button type="submit" disabled={!form.isDirty()} loading={saving.isPending}>
            Save profile
          </Button>
          <SavedMark at={saving.isSuccess && !form.isDirty() ? saving.submittedAt : undefined} />
        </div>
      </form>
    </Section>
  );
}

function PasswordSection() {
  const form = useForm({
    initialValues: { current_password: "", new_password: "" },
    validate: {
      current_password: (value) => (value ? null : "Give the password you have now."),
      new_password: (value) =>
        value.length >= SHORTEST_PASSWORD ? null : `Use at least ${SHORTEST_PASSWORD} characters.`,
    },
  });
  const saving = useMutation({
    mutationFn: changePassword,
    onSuccess: () => form.reset(),
    onError: (error) => error instanceof ApiError && form.setErrors(error.fields()),
  });
  return (
    <Section title="Password">
      <form className={classes.form} onSubmit={form.onSubmit((values) => saving.mutate(values))}>
        <div className={classes.pair}>
          <PasswordInput
            label="Current password"
            autoComplete="current-password"
            {...form.getInputProps("current_password")}
          />
          <PasswordInput
            label="New password"
            autoComplete="new-password"
            {...form.getInputProps("new_password")}
          />
        </div>
        {saving.isError && <Failure what="Your password was not changed." atFields error={saving.error} />}
        <div className={classes.buttons}>
          <Button type="submit" disabled={!form.isDirty()} loading={saving.isPending}>
            Change password
          </Button>
          <SavedMark at={saving.isSuccess && !form.isDirty() ? saving.submittedAt : undefined} />
        </div>
      </form>
    </Section>
  );
}

const SCHEMES = [
  { value: "auto", label: "As the system" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
] as const;

function LookSection() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Section title="Colours" note="Kept in this browser.">
      <SegmentedControl
        aria-label="Colours"
        size="xs"
        data={SCHEMES.map((scheme) => ({ ...scheme }))}
        value={colorScheme}
        onChange={setColorScheme}
      />
    </Section>
  );
}
