import { Button, Modal, SegmentedControl, Select } from "@mantine/core";
import { useState } from "react";
import type { ProjectRole } from "../api/contract";
import { CopyField } from "../kit/CopyField";
import { Failure } from "../kit/Notice";
import { day } from "../kit/times";
import { EmailInviteForm } from "./EmailInviteForm";
import { useMe } from "./me";
import classes from "./OrganizationPage.module.css";
import { ProjectChoice } from "./ProjectChoice";
import { useInviteActions } from "./queries";
import {
  GIVEN_PROJECT_ROLES,
  type GivenRole,
  PROJECT_ROLES,
  ROLES,
  ROLES_WITH_PROJECT_PART,
  roleName,
  rolesGivenBy,
} from "./roles";

interface FormProps {
  /** When given, everybody who follows the link joins this project too. */
  project?: { id: number; title: string };
}

const LASTS = [
  { value: "1", label: "1 day" },
  { value: "7", label: "7 days" },
  { value: "30", label: "30 days" },
];

type Way = "email" | "link";

/** Invites people in a dialog: by their addresses, or by a link for everybody who has it. */
export function InvitePanel({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const [way, setWay] = useState<Way>("email");
  return (
    <Modal opened={opened} onClose={onClose} title="Invite people" size={520}>
      <SegmentedControl
        fullWidth
        className={classes.ways}
        aria-label="How"
        value={way}
        onChange={(value) => setWay(value as Way)}
        data={[
          { value: "email", label: "By e-mail address" },
          { value: "link", label: "By a link for everybody" },
        ]}
      />
      {way === "email" ? <EmailInviteForm onClose={onClose} /> : <InviteForm />}
    </Modal>
  );
}

/** Chooses a role, makes the link, offers it for copying. The link is shown only once, so it stays until the next. */
export function InviteForm({ project: fixed }: FormProps) {
  const me = useMe();
  const { create } = useInviteActions();
  const given = rolesGivenBy(me.organization_membership.role);
  const [role, setRole] = useState<GivenRole>("AN");
  const [project, setProject] = useState<number | null>(fixed?.id ?? null);
  const [projectRole, setProjectRole] = useState<ProjectRole>("AN");
  const [days, setDays] = useState("7");
  const hasPart = project !== null && ROLES_WITH_PROJECT_PART.includes(role);
  const made = create.data;

  function chooseRole(next: GivenRole) {
    setRole(next);
    setProjectRole(next === "RE" ? "RE" : "AN");
    create.reset();
  }

  return (
    <form
      className={`${classes.form} ${fixed ? classes.row : ""}`}
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate({
          role,
          expires_days: Number(days),
          ...(project !== null && { project }),
          ...(hasPart && { project_role: projectRole }),
        });
      }}
    >
      <Select
        label="Role"
        description={fixed ? undefined : ROLES[role].can}
        value={role}
        onChange={(value) => value && chooseRole(value as GivenRole)}
        data={given.map((value) => ({ value, label: roleName(value) }))}
      />
      {!fixed && <ProjectChoice value={project} onChange={setProject} />}
      {hasPart && (
        <Select
          label={fixed ? "Part in this project" : "Part in the project"}
          description={fixed ? undefined : PROJECT_ROLES[projectRole].can}
          value={projectRole}
          onChange={(value) => value && setProjectRole(value as ProjectRole)}
          data={GIVEN_PROJECT_ROLES.map((value) => ({ value, label: PROJECT_ROLES[value].name }))}
        />
      )}
      <Select
        label="The link holds for"
        value={days}
        onChange={(value) => value && setDays(value)}
        data={LASTS}
      />
      {create.isError && (
        <div className={classes.whole}>
          <Failure what="No link was made." error={create.error} />
        </div>
      )}
      {made?.invite_url ? (
        <div className={`${classes.whole} ${classes.form}`}>
          <CopyField label="Invitation link" value={made.invite_url} />
          <p>
            Send it to everybody who should come in as {roleName(made.role).toLowerCase()}
            {made.expires_at && `, until ${day(made.expires_at, new Date())}`}. It is shown only this once.
          </p>
          <div className={classes.buttons}>
            <Button onClick={() => create.reset()}>Make another link</Button>
          </div>
        </div>
      ) : (
        <div className={classes.buttons}>
          <Button type="submit" variant={fixed ? "default" : "filled"} loading={create.isPending}>
            Make invitation link
          </Button>
        </div>
      )}
    </form>
  );
}
