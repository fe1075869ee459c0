import { ActionIcon, Select, Tooltip } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconPlayerPause, IconPlayerPlay, IconX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { InviteForm } from "../../access/InvitePanel";
import { nameOf, useMay } from "../../access/me";
import {
  GIVEN_PROJECT_ROLES,
  PROJECT_ROLES,
  ROLES_WITH_PROJECT_PART,
  roleName,
  rolesInProjectGivenBy,
} from "../../access/roles";
import type { Evaluation, Project, ProjectMember, ProjectRole, TeamMember } from "../../api/contract";
import { Confirm } from "../../kit/Confirm";
import { Failure } from "../../kit/Notice";
import { NotLoaded } from "../../kit/NotLoaded";
import { PersonBadge } from "../../kit/PersonBadge";
import { type Column, Table } from "../../kit/Table";
import tables from "../../kit/Table.module.css";
import { BoneRows } from "../../kit/Waiting";
import { evaluationQuery, mayIn, membersQuery, useMemberActions } from "../queries";
import { offeredPeopleQuery, sourceWords, teamQuery, useTeamActions } from "../team";
import { EvaluationMark } from "./EvaluationMark";
import { GroupsOfProject } from "./GroupsOfProject";
import { PauseForm } from "./PauseForm";
import { isLifted, PauseMark, setByHand } from "./PauseMark";
import classes from "./Settings.module.css";

const COLUMNS: readonly Column[] = [
  { title: "Person" },
  { title: "Organization", width: 150 },
  { title: "In this project", width: 230 },
  { title: "Pause or remove", width: 84, silent: true },
];

const TYPING_PAUSE_MS = 250;

export function MembersSection({ project }: { project: Project }) {
  return (
    <div className={classes.section}>
      <h2 className={classes.heading}>Members</h2>
      <MemberEditor project={project} />
    </div>
  );
}

/** Who works in a project: the list, adding people of the organization, inviting others by link. */
export function MemberEditor({ project }: { project: Project }) {
  const mayInvite = useMay("members.invite");
  const members = useQuery(membersQuery(project.id));
  const { remove, giveRole, pause, resume } = useMemberActions(project.id);
  const [leaving, setLeaving] = useState<ProjectMember | null>(null);
  const [pausing, setPausing] = useState<ProjectMember | null>(null);
  const mayPause = mayIn(project, "queue.control");
  const evaluated = useQuery({
    ...evaluationQuery(project.id),
    enabled: mayPause && project.annotator_evaluation_enabled,
  });
  const outcomes = new Map((evaluated.data ?? []).map((each) => [each.user, each]));
  const failed = giveRole.error ?? resume.error;
  const team = useQuery(teamQuery(project.id));
  const standing = new Map((team.data ?? []).map((each) => [each.id, each]));
  const everybody = members.data?.results ?? [];
  const [tag, setTag] = useState("");
  const tags = [...new Set(everybody.flatMap((member) => member.tags.map(({ label }) => label)))].sort();
  const found = everybody.filter((member) => tag === "" || member.tags.some(({ label }) => label === tag));
  return (
    <>
      <p className={classes.lead}>
        People see a project they are members of once it is published; its Admins see it before.
        Administrators and the owner see every project, as its Admins.
      </p>
      <AddMember project={project} />
      {failed && <Failure what="The members were not changed." error={failed} />}
      {members.isPending && <BoneRows rows={4} />}
      <NotLoaded of={members} what="The members could not be loaded." />
      {tags.length > 0 && (
        <Select
          size="xs"
          className={classes.tags}
          aria-label="Members with the tag"
          value={tag}
          onChange={(value) => setTag(value ?? "")}
          data={[{ value: "", label: "All tags" }, ...tags]}
        />
      )}
      {members.data && everybody.length === 0 && <p className={classes.meaning}>Nobody was added yet.</p>}
      {found.length > 0 && (
        <Table columns={COLUMNS} className={classes.members}>
          {found.map((member) => (
            <MemberRow
              key={member.id}
              member={member}
              project={project}
              standing={standing.get(member.id)}
              onRole={(role) => giveRole.mutate({ user: member.id, role })}
              onRemove={() => setLeaving(member)}
              evaluation={outcomes.get(member.id)}
              {...(mayPause && {
                onPause: () => setPausing(member),
                onResume: () => resume.mutate({ user: member.id, pauses: setByHand(member.pauses) }),
              })}
            />
          ))}
        </Table>
      )}
      <GroupsOfProject project={project} />
      {mayInvite && (
        <div className={classes.invite}>
          <h3 className={classes.title}>Invite by link</h3>
          <p className={classes.meaning}>
            For people who have no account yet. They become members of this project.
          </p>
          <InviteForm project={project} />
        </div>
      )}
      {pausing && (
        <PauseForm
          name={nameOf(pausing)}
          pending={pause.isPending}
          error={pause.error}
          onClose={() => {
            pause.reset();
            setPausing(null);
          }}
          onPause={(words) =>
            pause.mutate({ user: pausing.id, words }, { onSuccess: () => setPausing(null) })
          }
        />
      )}
      <Confirm
        opened={leaving !== null}
        onClose={() => setLeaving(null)}
        title={`Remove ${leaving ? nameOf(leaving) : ""} from the project?`}
        action="Remove"
        pending={remove.isPending}
        error={remove.error}
        onConfirm={() => leaving && remove.mutate(leaving.id, { onSuccess: () => setLeaving(null) })}
      >
        They get no more tasks of this project, and what they hold goes back to the queue. Their annotations
        stay.
      </Confirm>
    </>
  );
}

interface RowProps {
  member: ProjectMember;
  project: Project;
  standing: TeamMember | undefined;
  onRole: (role: ProjectRole) => void;
  onRemove: () => void;
  evaluation: Evaluation | undefined;
  onPause?: () => void;
  onResume?: () => void;
}

function MemberRow({ evaluation, member, onPause, onRemove, onResume, onRole, project, standing }: RowProps) {
  const name = nameOf(member);
  const organizationRole = member.organization_membership.role;
  const canBePaused = ROLES_WITH_PROJECT_PART.includes(organizationRole);
  const hasPart = canBePaused || (organizationRole === "MA" && project.preset === "manual_qa");
  const stays =
    standing?.given_role === "AD" || standing?.sources.some((source) => source.kind === "creator") === true;
  const beyond = standing?.role === "AD" && !mayIn(project, "members.admins");
  const byGroups = standing?.sources.filter((source) => source.kind === "group") ?? [];
  const byName = standing?.sources.find((source) => source.kind !== "group")?.role ?? null;
  const role = standing ? (standing.given_role ?? byName) : member.project_role;
  const roles = rolesInProjectGivenBy(project);
  return (
    <tr>
      <td>
        <span className={tables.person}>
          <PersonBadge id={member.id} name={name} initials={member.initials} />
          <span title={member.email}>{name}</span>
          {evaluation?.outcome && <EvaluationMark evaluation={evaluation} />}
          {member.pauses.length > 0 && <PauseMark pauses={member.pauses} />}
        </span>
      </td>
      <td className={tables.muted}>{roleName(organizationRole)}</td>
      <td>
        {hasPart ? (
          <>
            <Select
              size="xs"
              aria-label={`Part of ${name} in this project`}
              value={role}
              placeholder={byGroups.length > 0 ? "By the group" : "None"}
              disabled={stays || beyond}
              title={stays ? "Who was made an Admin of a project stays one." : undefined}
              allowDeselect={false}
              onChange={(chosen) => chosen && chosen !== role && onRole(chosen as ProjectRole)}
              data={GIVEN_PROJECT_ROLES.filter((value) => roles.includes(value) || value === role).map(
                (value) => ({ value, label: PROJECT_ROLES[value].name }),
              )}
            />
            {byGroups.map((source) => (
              <span key={source.group?.id} className={classes.source}>
                {sourceWords(source)}
                {role && source.role === standing?.role && source.role !== role && ", which counts"}
              </span>
            ))}
          </>
        ) : (
          <span className={tables.muted}>May do everything here</span>
        )}
      </td>
      <td className={tables.end}>
        {canBePaused && onPause && member.pauses.length === 0 && (
          <ActionIcon
            aria-label={`Pause ${name}`}
            title="Pause the work of this person here"
            onClick={onPause}
          >
            <IconPlayerPause size={14} aria-hidden />
          </ActionIcon>
        )}
        {canBePaused && onResume && member.pauses.length > 0 && (
          <Tooltip label={isLifted(member.pauses)} disabled={setByHand(member.pauses).length > 0}>
            <ActionIcon
              aria-label={`End the pause of ${name}`}
              title={setByHand(member.pauses).length > 0 ? "End the pause" : undefined}
              disabled={setByHand(member.pauses).length === 0}
              onClick={onResume}
            >
              <IconPlayerPlay size={14} aria-hidden />
            </ActionIcon>
          </Tooltip>
        )}
        {member.implicit_member || beyond ? (
          <span
            className={classes.nothing}
            title={
              beyond
                ? "Only Admins of the project take Admins out."
                : "By the workspace or a group, or because they made the project"
            }
          >
            –
          </span>
        ) : (
          <ActionIcon aria-label={`Remove ${name}`} title="Remove from the project" onClick={onRemove}>
            <IconX size={14} aria-hidden />
          </ActionIcon>
        )}
      </td>
    </tr>
  );
}

function AddMember({ project }: { project: Project }) {
  const { add } = useMemberActions(project.id);
  const { invite } = useTeamActions(project.id);
  const [search, setSearch] = useState("");
  const [asked] = useDebouncedValue(search, TYPING_PAUSE_MS);
  // Manual QA begins everybody as an annotator; elsewhere people are what the organization says.
  const [role, setRole] = useState<ProjectRole | "">(project.preset === "manual_qa" ? "AN" : "");
  const found = useQuery(offeredPeopleQuery(project.id, asked));
  const failed = add.error ?? invite.error;
  return (
    <>
      <div className={classes.adding}>
        <Select
          label="Add somebody of the organization"
          placeholder="Name or e-mail"
          searchable
          searchValue={search}
          onSearchChange={setSearch}
          nothingFoundMessage="Nobody else of the organization matches."
          value={null}
          onChange={(id) => {
            const person = found.data?.find((each) => String(each.id) === id);
            if (
              person &&
              (role === "" || person.role === "VO" || (person.role === "MA" && !isManual(project)))
            )
              add.mutate(person.id);
            else if (person && role !== "") invite.mutate({ email: person.email, role });
            setSearch("");
          }}
          data={(found.data ?? []).map((person) => ({
            value: String(person.id),
            label: `${nameOf(person)}, ${roleName(person.role).toLowerCase()}`,
          }))}
          filter={({ options }) => options}
        />
        <Select
          label="As"
          allowDeselect={false}
          value={role}
          onChange={(chosen) => setRole((chosen ?? "") as ProjectRole | "")}
          data={[
            { value: "", label: "Their role in the organization" },
            ...rolesInProjectGivenBy(project).map((value) => ({ value, label: PROJECT_ROLES[value].name })),
          ]}
        />
      </div>
      {failed && <Failure what="Nobody was added." error={failed} />}
    </>
  );
}

function isManual(project: Project): boolean {
  return project.preset === "manual_qa";
}
