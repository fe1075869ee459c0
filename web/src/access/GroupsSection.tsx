import { ActionIcon, Button, Menu, Modal, Select, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Group } from "../api/contract";
import { Confirm } from "../kit/Confirm";
import { DialogForm } from "../kit/DialogForm";
import { MoreMenu } from "../kit/MoreMenu";
import { Failure } from "../kit/Notice";
import { counted } from "../kit/numbers";
import { PersonBadge } from "../kit/PersonBadge";
import type { Column } from "../kit/Table";
import tables from "../kit/Table.module.css";
import { BoneRows } from "../kit/Waiting";
import { groupQuery, groupsQuery, useGroupActions } from "./groups";
import { nameOf, useMay, useMe } from "./me";
import { OrganizationList } from "./OrganizationList";
import classes from "./OrganizationPage.module.css";
import { membershipsQuery } from "./queries";
import { roleName } from "./roles";

const COLUMNS: readonly Column[] = [
  { title: "Group" },
  { title: "People", width: 120, align: "number" },
  { title: "Projects", width: 120, align: "number" },
  { title: "Open", width: 130, silent: true },
  { title: "Actions", width: 60, silent: true },
];

const TYPING_PAUSE_MS = 250;

/** Groups of people, who come into a project together and with one role. */
export function GroupsSection() {
  const found = useQuery(groupsQuery);
  const mayChange = useMay("groups.change");
  const { remove } = useGroupActions();
  const [open, setOpen] = useState<Group | null>(null);
  const [naming, setNaming] = useState<Group | "new" | null>(null);
  const [leaving, setLeaving] = useState<Group | null>(null);
  const rows = found.data ?? [];
  return (
    <OrganizationList
      title="Groups"
      noun="group"
      found={found}
      rows={rows}
      columns={COLUMNS}
      empty="A group of people is added to a project as a whole, with one role for everybody in it."
      actions={
        mayChange && (
          <Button size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setNaming("new")}>
            New group
          </Button>
        )
      }
      row={(each) => (
        <tr key={each.id}>
          <td className={tables.strong} title={each.title}>
            {each.title}
          </td>
          <td className={tables.number}>{each.member_count}</td>
          <td className={tables.number}>{each.project_count}</td>
          <td className={tables.end}>
            <Button size="xs" variant="subtle" onClick={() => setOpen(each)}>
              {mayChange ? "Edit people" : "See people"}
            </Button>
          </td>
          <td className={tables.end}>
            {mayChange && (
              <MoreMenu label={`More about ${each.title}`} width={160}>
                <Menu.Item onClick={() => setNaming(each)}>Rename</Menu.Item>
                <Menu.Item color="red" onClick={() => setLeaving(each)}>
                  Delete
                </Menu.Item>
              </MoreMenu>
            )}
          </td>
        </tr>
      )}
    >
      {naming && <NameDialog group={naming === "new" ? null : naming} onClose={() => setNaming(null)} />}
      {open && <PeopleDialog group={open} onClose={() => setOpen(null)} />}
      <Confirm
        opened={leaving !== null}
        onClose={() => setLeaving(null)}
        title={`Delete the group ${leaving?.title ?? ""}?`}
        action="Delete group"
        pending={remove.isPending}
        error={remove.error}
        onConfirm={() => leaving && remove.mutate(leaving.id, { onSuccess: () => setLeaving(null) })}
      >
        {counted(leaving?.member_count ?? 0, "person", "people")} and{" "}
        {counted(leaving?.project_count ?? 0, "project")} have it. Who is in a project only by this group
        leaves it, and what they hold goes back to the queue.
      </Confirm>
    </OrganizationList>
  );
}

function NameDialog({ group, onClose }: { group: Group | null; onClose: () => void }) {
  const { create, rename } = useGroupActions();
  const [title, setTitle] = useState(group?.title ?? "");
  const failed = create.error ?? rename.error;
  return (
    <DialogForm
      title={group ? "Rename the group" : "New group"}
      action="Save"
      disabled={title.trim() === ""}
      pending={create.isPending || rename.isPending}
      onClose={onClose}
      onSubmit={() => {
        if (group) rename.mutate({ id: group.id, title }, { onSuccess: onClose });
        else create.mutate(title, { onSuccess: onClose });
      }}
    >
      {failed && <Failure what="The group was not saved." error={failed} />}
      <TextInput
        label="Name"
        data-autofocus
        maxLength={100}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
    </DialogForm>
  );
}

function PeopleDialog({ group, onClose }: { group: Group; onClose: () => void }) {
  const organization = useMe().active_organization;
  const mayChange = useMay("groups.change");
  const found = useQuery(groupQuery(group.id));
  const { putIn, takeOut } = useGroupActions();
  const [search, setSearch] = useState("");
  const [asked] = useDebouncedValue(search, TYPING_PAUSE_MS);
  const members = useQuery({
    ...membershipsQuery(organization, { search: asked, role: "", page: 1 }),
    enabled: mayChange,
  });
  const people = found.data?.members ?? [];
  const present = new Set(people.map((each) => each.id));
  const addable = (members.data?.results ?? []).filter(
    ({ role, user }) => !present.has(user.id) && role !== "DI" && role !== "NO",
  );
  const failed = putIn.error ?? takeOut.error;
  return (
    <Modal opened onClose={onClose} title={`People of ${group.title}`} size={520}>
      <div className={classes.form}>
        {failed && <Failure what="The group was not changed." error={failed} />}
        {mayChange && (
          <Select
            label="Add somebody"
            placeholder="Name or e-mail"
            searchable
            searchValue={search}
            onSearchChange={setSearch}
            nothingFoundMessage="Nobody else matches."
            value={null}
            onChange={(id) => {
              if (id) putIn.mutate({ id: group.id, user: Number(id) });
              setSearch("");
            }}
            data={addable.map(({ role, user }) => ({
              value: String(user.id),
              label: `${nameOf(user)}, ${roleName(role).toLowerCase()}`,
            }))}
            filter={({ options }) => options}
          />
        )}
        {found.isPending && <BoneRows rows={3} />}
        {found.data && people.length === 0 && <p className={tables.muted}>Nobody is in the group yet.</p>}
        {people.length > 0 && (
          <table className={tables.table}>
            <colgroup>
              <col />
              <col style={{ width: 140 }} />
              <col style={{ width: 56 }} />
            </colgroup>
            <tbody>
              {people.map((each) => (
                <tr key={each.id}>
                  <td>
                    <span className={tables.person}>
                      <PersonBadge id={each.id} name={nameOf(each)} initials={initials(each)} />
                      <span title={each.email}>{nameOf(each)}</span>
                    </span>
                  </td>
                  <td className={tables.muted}>{roleName(each.role)}</td>
                  <td className={tables.end}>
                    {mayChange && (
                      <ActionIcon
                        aria-label={`Take ${nameOf(each)} out`}
                        title="Take out of the group"
                        onClick={() => takeOut.mutate({ id: group.id, user: each.id })}
                      >
                        <IconX size={14} aria-hidden />
                      </ActionIcon>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </Modal>
  );
}

function initials({
  email,
  first_name,
  last_name,
}: {
  email: string;
  first_name: string;
  last_name: string;
}) {
  const both = `${first_name.slice(0, 1)}${last_name.slice(0, 1)}`;
  return (both.length === 2 ? both : (first_name || last_name || email).slice(0, 2)).toUpperCase();
}
