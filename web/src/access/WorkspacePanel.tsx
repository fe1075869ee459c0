import { ActionIcon, Modal, Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Workspace } from "../api/contract";
import { Failure } from "../kit/Notice";
import { PersonBadge } from "../kit/PersonBadge";
import { Tag } from "../kit/StatusMark";
import tables from "../kit/Table.module.css";
import { nameOf, useMe } from "./me";
import classes from "./OrganizationPage.module.css";
import { useWorkspaceActions, workspaceMembersQuery, workspaceProjectsQuery } from "./organization";
import { ProjectChoice } from "./ProjectChoice";
import { membershipsQuery } from "./queries";
import { roleName } from "./roles";

const TYPING_PAUSE_MS = 250;

/** The projects and members of a workspace. */
export function WorkspacePanel({ workspace, onClose }: { workspace: Workspace; onClose: () => void }) {
  const projects = useQuery(workspaceProjectsQuery(workspace.id));
  const members = useQuery(workspaceMembersQuery(workspace.id));
  const { addMember, addProject, removeMember, removeProject } = useWorkspaceActions();
  const failed = addMember.error ?? removeMember.error ?? addProject.error ?? removeProject.error;
  const loading = projects.error ?? members.error;
  const id = workspace.id;
  return (
    <Modal opened onClose={onClose} title={workspace.title} size={520}>
      <div className={classes.form}>
        {workspace.description && <p className={tables.muted}>{workspace.description}</p>}
        {failed && <Failure what="The workspace was not changed." error={failed} />}
        {loading && <Failure what="The workspace could not be loaded." error={loading} />}
        <section className={classes.form} aria-label="Projects">
          <h3 className={classes.settingTitle}>Projects</h3>
          <ProjectChoice
            label="Move a project here"
            description={
              workspace.is_personal
                ? "Only you will see it. A published one is unpublished."
                : "The members of this workspace become members of it."
            }
            placeholder="Name of the project"
            value={null}
            onChange={(project) => project !== null && addProject.mutate({ id, project })}
          />
          <ul className={classes.list}>
            {projects.data?.map((project) => (
              <li key={project.id}>
                <Link to="/projects/$projectId" params={{ projectId: project.id }}>
                  {project.title}
                </Link>
                {!project.is_published && <Tag>Draft</Tag>}
                <span className={classes.grow} />
                <ActionIcon
                  aria-label={`Move ${project.title} out`}
                  title="Move out of this workspace"
                  onClick={() => removeProject.mutate({ id, project: project.id })}
                >
                  <IconX size={14} aria-hidden />
                </ActionIcon>
              </li>
            ))}
          </ul>
        </section>
        {!workspace.is_personal && (
          <section className={classes.form} aria-label="Members">
            <h3 className={classes.settingTitle}>Members</h3>
            <AddPerson workspace={id} onAdd={(user) => addMember.mutate({ id, user })} />
            <ul className={classes.list}>
              {members.data?.map(({ user }) => (
                <li key={user.id}>
                  <PersonBadge id={user.id} name={nameOf(user)} initials={user.initials} />
                  <span title={user.email}>{nameOf(user)}</span>
                  <span className={tables.muted}>{roleName(user.organization_membership.role)}</span>
                  <span className={classes.grow} />
                  <ActionIcon
                    aria-label={`Take ${nameOf(user)} out`}
                    title="Take out of this workspace and its projects"
                    onClick={() => removeMember.mutate({ id, user: user.id })}
                  >
                    <IconX size={14} aria-hidden />
                  </ActionIcon>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </Modal>
  );
}

function AddPerson({ workspace, onAdd }: { workspace: number; onAdd: (user: number) => void }) {
  const organization = useMe().active_organization;
  const [search, setSearch] = useState("");
  const [asked] = useDebouncedValue(search, TYPING_PAUSE_MS);
  const found = useQuery(
    membershipsQuery(organization, { search: asked, role: "", page: 1, outsideWorkspace: workspace }),
  );
  const addable = (found.data?.results ?? []).filter(({ role }) => ["MA", "RE", "AN", "VO"].includes(role));
  return (
    <Select
      label="Add somebody"
      description="They become a member of every project in here."
      placeholder="Name or e-mail"
      searchable
      searchValue={search}
      onSearchChange={setSearch}
      nothingFoundMessage="Nobody else matches."
      value={null}
      onChange={(chosen) => {
        if (chosen) onAdd(Number(chosen));
        setSearch("");
      }}
      data={addable.map(({ user, role }) => ({
        value: String(user.id),
        label: `${nameOf(user)}, ${roleName(role).toLowerCase()}`,
      }))}
      filter={({ options }) => options}
    />
  );
}
