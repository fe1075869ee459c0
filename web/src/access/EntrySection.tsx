import { Button, Select, Switch, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { OrganizationRole } from "../api/contract";
import { CopyField } from "../kit/CopyField";
import { Failure } from "../kit/Notice";
import { NotLoaded } from "../kit/NotLoaded";
import { BoneRows } from "../kit/Waiting";
import { useMe } from "./me";
import classes from "./OrganizationPage.module.css";
import { organizationQuery, useChangeOrganization, useRenewLink } from "./organization";
import { ROLES, roleName } from "./roles";

const FOR_NEWCOMERS: OrganizationRole[] = ["AN", "RE", "VO", "NO"];

/** The name of the organization, and how people come in without being invited one by one. */
export function EntrySection() {
  const id = useMe().active_organization;
  const found = useQuery(organizationQuery(id));
  const change = useChangeOrganization(id);
  const renew = useRenewLink(id);
  if (found.isPending) return <BoneRows rows={5} height={48} />;
  if (found.isError)
    return <NotLoaded of={found} what="The settings could not be loaded." className={classes.notice} />;
  const organization = found.data;
  const role = organization.default_role;
  return (
    <section className={classes.settings} aria-label="Settings">
      {change.isError && <Failure what="The settings were not saved." error={change.error} />}
      <Row title="Name" meaning="What the organization is called, also in invitations.">
        <NameField
          key={organization.title}
          title={organization.title}
          saving={change.isPending}
          onSave={(title) => change.mutate({ title })}
        />
      </Row>
      <Row
        title="Role of newcomers"
        meaning="What people are who come by the link below or by open sign-up. An invitation that you make for a role gives that one instead. Default: annotator."
      >
        <Select
          aria-label="Role of newcomers"
          description={ROLES[role].can}
          value={role}
          onChange={(value) => value && change.mutate({ default_role: value as OrganizationRole })}
          data={FOR_NEWCOMERS.map((value) => ({ value, label: roleName(value) }))}
        />
      </Row>
      {organization.token && (
        <Row
          title="Link for everybody"
          meaning="Lets in whoever has it. Once it is renewed, the present one stops working."
        >
          <div className={classes.form}>
            {renew.isError && <Failure what="The link was not renewed." error={renew.error} />}
            <CopyField
              label="Link for everybody"
              value={`${window.location.origin}/join?token=${organization.token}`}
            />
            <div>
              <Button size="xs" loading={renew.isPending} onClick={() => renew.mutate()}>
                Renew
              </Button>
            </div>
          </div>
        </Row>
      )}
      <Row
        title="Open sign-up"
        meaning="Lets everybody who reaches this server make an account, without any link. Default: off."
      >
        <Switch
          aria-label="Open sign-up"
          checked={organization.open_sign_up}
          onChange={(event) => change.mutate({ open_sign_up: event.currentTarget.checked })}
          label={
            organization.open_sign_up ? `Everybody can come in as ${roleName(role).toLowerCase()}` : "Off"
          }
        />
      </Row>
    </section>
  );
}

function NameField(props: { title: string; saving: boolean; onSave: (title: string) => void }) {
  const [title, setTitle] = useState(props.title);
  const changed = title.trim() !== "" && title.trim() !== props.title;
  return (
    <form
      className={classes.nameField}
      onSubmit={(event) => {
        event.preventDefault();
        if (changed) props.onSave(title.trim());
      }}
    >
      <TextInput
        aria-label="Name"
        value={title}
        maxLength={256}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <Button type="submit" disabled={!changed} loading={props.saving && changed}>
        Rename
      </Button>
    </form>
  );
}

function Row({ title, meaning, children }: { title: string; meaning: string; children: ReactNode }) {
  return (
    <div className={classes.setting}>
      <div>
        <p className={classes.settingTitle}>{title}</p>
        <p className={classes.meaning}>{meaning}</p>
      </div>
      <div>{children}</div>
    </div>
  );
}
