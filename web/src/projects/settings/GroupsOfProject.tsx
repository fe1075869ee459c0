import { ActionIcon, Select } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { PROJECT_ROLES, rolesInProjectGivenBy } from "../../access/roles";
import type { Project, ProjectGroup, ProjectRole } from "../../api/contract";
import { Confirm } from "../../kit/Confirm";
import { Failure } from "../../kit/Notice";
import { NotLoaded } from "../../kit/NotLoaded";
import { counted } from "../../kit/numbers";
import { type Column, Table } from "../../kit/Table";
import tables from "../../kit/Table.module.css";
import { offeredGroupsQuery, projectGroupsQuery, useTeamActions } from "../team";
import classes from "./Settings.module.css";

const COLUMNS: readonly Column[] = [
  { title: "Group" },
  { title: "People", width: 150 },
  { title: "In this project", width: 230 },
  { title: "Remove", width: 84, silent: true },
];

/** Groups of the organization that work here, each with one role for everybody in it. */
export function GroupsOfProject({ project }: { project: Project }) {
  const groups = useQuery(projectGroupsQuery(project.id));
  const offered = useQuery(offeredGroupsQuery(project.id));
  const { addGroup, changeGroup, removeGroup } = useTeamActions(project.id);
  const [leaving, setLeaving] = useState<ProjectGroup | null>(null);
  const roles = rolesInProjectGivenBy(project).map((value) => ({ value, label: PROJECT_ROLES[value].name }));
  const found = groups.data ?? [];
  const addable = offered.data ?? [];
  const failed = addGroup.error ?? changeGroup.error;
  if (groups.isError) return <NotLoaded of={groups} what="The groups could not be loaded." />;
  if (found.length === 0 && addable.length === 0) return null;
  return (
    <div className={classes.invite}>
      <h3 className={classes.title}>Groups</h3>
      <p className={classes.meaning}>
        Everybody in a group has its role here. A group comes and goes as a whole; of several roles the
        strongest counts.
      </p>
      {failed && <Failure what="The groups were not changed." error={failed} />}
      {found.length > 0 && (
        <Table columns={COLUMNS} className={classes.members}>
          {found.map((each) => (
            <tr key={each.group}>
              <td title={each.title}>{each.title}</td>
              <td className={tables.muted}>{counted(each.member_count, "person", "people")}</td>
              <td>
                <Select
                  size="xs"
                  aria-label={`Role of the group ${each.title}`}
                  value={each.role}
                  disabled={each.role === "AD"}
                  allowDeselect={false}
                  onChange={(role) =>
                    role &&
                    role !== each.role &&
                    changeGroup.mutate({ group: each.group, role: role as ProjectRole })
                  }
                  data={each.role === "AD" ? [{ value: "AD", label: PROJECT_ROLES.AD.name }] : roles}
                />
              </td>
              <td className={tables.end}>
                <ActionIcon
                  aria-label={`Remove the group ${each.title}`}
                  title="Remove the group from the project"
                  onClick={() => setLeaving(each)}
                >
                  <IconX size={14} aria-hidden />
                </ActionIcon>
              </td>
            </tr>
          ))}
        </Table>
      )}
      {addable.length > 0 && (
        <Select
          label="Add a group"
          placeholder="Choose a group of the organization"
          searchable
          value={null}
          onChange={(id) => id && addGroup.mutate({ group: Number(id), role: "AN" })}
          data={addable.map((each) => ({
            value: String(each.id),
            label: `${each.title}, ${counted(each.member_count, "person", "people")}`,
          }))}
        />
      )}
      <Confirm
        opened={leaving !== null}
        onClose={() => setLeaving(null)}
        title={`Remove the group ${leaving?.title ?? ""}?`}
        action="Remove"
        pending={removeGroup.isPending}
        error={removeGroup.error}
        onConfirm={() => leaving && removeGroup.mutate(leaving.group, { onSuccess: () => setLeaving(null) })}
      >
        Who is in the project only by this group gets no more tasks of it, and what they hold goes back to the
        queue. Their annotations stay.
      </Confirm>
    </div>
  );
}
