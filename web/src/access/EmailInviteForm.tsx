import { Button, MultiSelect, Select, TagsInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Invite } from "../api/contract";
import { CopyField } from "../kit/CopyField";
import { Failure } from "../kit/Notice";
import { counted } from "../kit/numbers";
import { useMay, useMe } from "./me";
import classes from "./OrganizationPage.module.css";
import { workspacesQuery } from "./organization";
import { ProjectsChoice } from "./ProjectChoice";
import { useInviteActions } from "./queries";
import { type GivenRole, ROLES, roleName, rolesGivenBy } from "./roles";

const SPLIT_AT = [",", ";", " "];

/** Every address once, however they were written or pasted. */
function addressesIn(written: readonly string[]): string[] {
  return [...new Set(written.flatMap((text) => text.split(/[\s,;]+/)).filter((address) => address !== ""))];
}

/** Invites addresses: each lets in who has it, once, with the role, the projects and the workspaces. */
export function EmailInviteForm({ onClose }: { onClose: () => void }) {
  const me = useMe();
  const { send } = useInviteActions();
  const given = rolesGivenBy(me.organization_membership.role);
  const [emails, setEmails] = useState<string[]>([]);
  const [role, setRole] = useState<GivenRole>("AN");
  const [projects, setProjects] = useState<number[]>([]);
  const [workspaces, setWorkspaces] = useState<number[]>([]);
  const [missing, setMissing] = useState(false);
  const seesAll = role === "AD";

  if (send.data) {
    return (
      <Invited
        invites={send.data}
        onMore={() => {
          send.reset();
          setEmails([]);
        }}
        onClose={onClose}
      />
    );
  }
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        setMissing(emails.length === 0);
        if (emails.length === 0) return;
        send.mutate({ emails, role, ...(!seesAll && { projects, workspaces }) });
      }}
    >
      {send.isError && <Failure what="Nobody was invited." error={send.error} />}
      <TagsInput
        label="E-mail addresses"
        description="Write one and press Enter, or paste several."
        placeholder={emails.length === 0 ? "name@example.org" : undefined}
        data-autofocus
        splitChars={SPLIT_AT}
        acceptValueOnBlur
        value={emails}
        onChange={(value) => {
          setEmails(addressesIn(value));
          setMissing(false);
        }}
        error={missing && "Give at least one address."}
      />
      <Select
        label="Role"
        description={ROLES[role].can}
        value={role}
        onChange={(value) => value && setRole(value as GivenRole)}
        data={given.map((value) => ({ value, label: roleName(value) }))}
      />
      {!seesAll && (
        <>
          <ProjectsChoice
            value={projects}
            onChange={setProjects}
            description="Optional. They become members of these."
          />
          <WorkspacesChoice value={workspaces} onChange={setWorkspaces} />
        </>
      )}
      <div className={classes.buttons}>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="filled" loading={send.isPending}>
          {emails.length > 1 ? `Invite ${emails.length} people` : "Invite"}
        </Button>
      </div>
    </form>
  );
}

interface WorkspacesProps {
  value: readonly number[];
  onChange: (ids: number[]) => void;
}

/** Workspaces to join, where there are any that others can be in. */
function WorkspacesChoice({ value, onChange }: WorkspacesProps) {
  const may = useMay("workspaces.change");
  const found = useQuery({ ...workspacesQuery, enabled: may });
  const shared = (found.data ?? []).filter((each) => !each.is_personal && !each.is_archived);
  if (shared.length === 0) return null;
  return (
    <MultiSelect
      label="Workspaces"
      description="Optional. They become members of every project in these."
      {...(value.length === 0 && { placeholder: "None" })}
      searchable
      clearable
      hidePickedOptions
      value={value.map(String)}
      onChange={(chosen) => onChange(chosen.map(Number))}
      data={shared.map((each) => ({ value: String(each.id), label: each.title }))}
    />
  );
}

interface InvitedProps {
  invites: readonly Invite[];
  onMore: () => void;
  onClose: () => void;
}

/** Who was invited, with the links. Without a mail server somebody has to hand them over. */
function Invited({ invites, onMore, onClose }: InvitedProps) {
  const isMailed = invites.every((invite) => invite.mail !== "none");
  return (
    <div className={classes.form}>
      <p>
        {isMailed
          ? `${counted(invites.length, "e-mail")} on the way. The links can also be handed over.`
          : "No e-mail was sent: this installation has no mail server. Hand over the links; each works for its address alone."}
      </p>
      <ul className={classes.links} aria-label="Invited">
        {invites.map((invite) => (
          <li key={invite.id}>
            <span>{invite.email}</span>
            <CopyField label={`Invitation link for ${invite.email}`} value={invite.invite_url ?? ""} />
          </li>
        ))}
      </ul>
      <div className={classes.buttons}>
        <Button onClick={onMore}>Invite more</Button>
        <Button variant="filled" onClick={onClose} data-autofocus>
          Done
        </Button>
      </div>
    </div>
  );
}
