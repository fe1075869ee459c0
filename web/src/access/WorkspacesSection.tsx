import { Button, Menu, Switch } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Workspace } from "../api/contract";
import { Confirm } from "../kit/Confirm";
import { MoreMenu } from "../kit/MoreMenu";
import { Failure } from "../kit/Notice";
import { Tag } from "../kit/StatusMark";
import type { Column } from "../kit/Table";
import tables from "../kit/Table.module.css";
import { nameOf, useMay } from "./me";
import { OrganizationList } from "./OrganizationList";
import classes from "./OrganizationPage.module.css";
import { useWorkspaceActions, workspacesQuery } from "./organization";
import { WorkspaceDialog } from "./WorkspaceDialog";
import { WorkspacePanel } from "./WorkspacePanel";

const COLUMNS: readonly Column[] = [
  { title: "Workspace" },
  { title: "Made by", width: "26%" },
  { title: "Projects", width: 110, align: "number" },
  { title: "Open", width: 130, silent: true },
  { title: "Actions", width: 60, silent: true },
];

/** Groups of projects whose members are members of each of them. */
export function WorkspacesSection() {
  const found = useQuery(workspacesQuery);
  const { change, remove } = useWorkspaceActions();
  const mayCreate = useMay("workspaces.create");
  const [archived, setArchived] = useState(false);
  const [open, setOpen] = useState<number | null>(null);
  const [naming, setNaming] = useState<Workspace | "new" | null>(null);
  const [leaving, setLeaving] = useState<Workspace | null>(null);
  const rows = (found.data ?? []).filter((each) => archived || !each.is_archived);
  const shown = found.data?.find((each) => each.id === open);

  return (
    <OrganizationList
      title="Workspaces"
      noun="workspace"
      found={found}
      rows={rows}
      columns={COLUMNS}
      empty="A workspace groups projects: whoever is a member of it is a member of every project in it."
      actions={
        <>
          <Switch
            size="xs"
            label="Show archived"
            checked={archived}
            onChange={(event) => setArchived(event.currentTarget.checked)}
          />
          {mayCreate && (
            <Button
              size="xs"
              leftSection={<IconPlus size={14} aria-hidden />}
              onClick={() => setNaming("new")}
            >
              New workspace
            </Button>
          )}
        </>
      }
      failure={change.isError && <Failure what="The workspace was not changed." error={change.error} />}
      row={(each) => (
        <tr key={each.id}>
          <td title={each.description || undefined}>
            <span className={classes.workspace}>
              <i className={classes.dot} style={{ background: each.color || "var(--text-3)" }} />
              <span>{each.title}</span>
              {each.is_personal && <Tag>Personal</Tag>}
              {each.is_archived && <Tag>Archived</Tag>}
            </span>
          </td>
          <td className={tables.muted}>{each.created_by === null ? "–" : nameOf(each.created_by_user)}</td>
          <td className={tables.number}>{each.projects_count}</td>
          <td>
            <Button size="xs" onClick={() => setOpen(each.id)} aria-label={`Open ${each.title}`}>
              Open
            </Button>
          </td>
          <td className={tables.end}>
            <MoreMenu label={`More about ${each.title}`}>
              <Menu.Item onClick={() => setNaming(each)}>Rename or colour</Menu.Item>
              <Menu.Item onClick={() => change.mutate({ id: each.id, is_archived: !each.is_archived })}>
                {each.is_archived ? "Take out of the archive" : "Archive"}
              </Menu.Item>
              <Menu.Item
                color="red"
                disabled={each.projects_count > 0}
                title={each.projects_count > 0 ? "Move its projects first" : undefined}
                onClick={() => setLeaving(each)}
              >
                Delete
              </Menu.Item>
            </MoreMenu>
          </td>
        </tr>
      )}
    >
      {naming && (
        <WorkspaceDialog workspace={naming === "new" ? null : naming} onClose={() => setNaming(null)} />
      )}
      {shown && <WorkspacePanel workspace={shown} onClose={() => setOpen(null)} />}
      <Confirm
        opened={leaving !== null}
        onClose={() => setLeaving(null)}
        title={`Delete ${leaving?.title ?? ""}?`}
        action="Delete workspace"
        pending={remove.isPending}
        error={remove.error}
        onConfirm={() => leaving && remove.mutate(leaving.id, { onSuccess: () => setLeaving(null) })}
      >
        It has no projects. Its list of members is lost; the people stay in the organization.
      </Confirm>
    </OrganizationList>
  );
}
