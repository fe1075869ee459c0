import { Button, Checkbox, Menu, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Membership, OrganizationRole } from "../api/contract";
import { Confirm } from "../kit/Confirm";
import { MoreMenu } from "../kit/MoreMenu";
import { Empty, Failure } from "../kit/Notice";
import { NotLoaded } from "../kit/NotLoaded";
import { counted } from "../kit/numbers";
import { Pager } from "../kit/Pager";
import { PersonBadge } from "../kit/PersonBadge";
import { SearchField } from "../kit/SearchField";
import { Tag } from "../kit/StatusMark";
import { type Column, Table } from "../kit/Table";
import tables from "../kit/Table.module.css";
import { ago, day } from "../kit/times";
import { BoneRows } from "../kit/Waiting";
import { AddToProjectDialog, ImportTagsDialog, TagPeopleDialog } from "./BulkDialogs";
import { nameOf, useMay, useMe } from "./me";
import classes from "./OrganizationPage.module.css";
import { tagsQuery } from "./organization";
import { MEMBERS_PER_PAGE, membershipsQuery, useMembershipActions } from "./queries";
import { ROLES, roleName, rolesGivenBy } from "./roles";
import { TagDialog } from "./TagDialog";

const COLUMNS: readonly Column[] = [
  { title: "Name" },
  { title: "E-mail", width: "28%" },
  { title: "Role", width: 190 },
  { title: "Last here", width: 130 },
  { title: "Joined", width: 120 },
  { title: "Actions", width: 60, silent: true },
];

const FILTER_ROLES: OrganizationRole[] = ["OW", "AD", "MA", "RE", "AN", "VO", "NO", "DI"];

export function MembersSection() {
  const me = useMe();
  const organization = me.active_organization;
  const [search, setSearch] = useState("");
  const [role, setRole] = useState<OrganizationRole | "">("");
  const [page, setPage] = useState(1);
  const [tag, setTag] = useState<number>();
  const members = useQuery(membershipsQuery(organization, { search, role, page, tag }));
  const tags = useQuery(tagsQuery(organization)).data?.results ?? [];
  const [tagging, setTagging] = useState<Membership | null>(null);
  const { changeRole, remove } = useMembershipActions(organization);
  const [leaving, setLeaving] = useState<Membership | null>(null);
  const [chosen, setChosen] = useState<ReadonlyMap<number, Membership>>(new Map());
  const [dialog, setDialog] = useState<"tags" | "project" | "import" | null>(null);
  const mayTag = useMay("members.tag");
  const narrowed = search !== "" || role !== "" || tag !== undefined;
  const rows = members.data?.results ?? [];
  const total = members.data?.count ?? 0;
  const people = [...chosen.values()];
  const allChosen = rows.length > 0 && rows.every((row) => chosen.has(row.user.id));

  function choose(some: readonly Membership[], on: boolean) {
    const next = new Map(chosen);
    for (const row of some) on ? next.set(row.user.id, row) : next.delete(row.user.id);
    setChosen(next);
  }

  function done() {
    setDialog(null);
    setChosen(new Map());
  }

  return (
    <section aria-label="Members">
      <div className={classes.bar}>
        <h2>Members</h2>
        {people.length === 0 && (
          <span className={tables.muted}>{members.data && counted(total, "person", "people")}</span>
        )}
        {people.length > 0 && (
          <>
            <b aria-live="polite">{people.length} selected</b>
            {mayTag && (
              <Button size="xs" onClick={() => setDialog("tags")}>
                Tags
              </Button>
            )}
            <Button size="xs" onClick={() => setDialog("project")}>
              Add to a project
            </Button>
            <Button size="xs" variant="subtle" onClick={() => setChosen(new Map())}>
              Clear
            </Button>
          </>
        )}
        <span className={classes.grow} />
        {mayTag && people.length === 0 && (
          <Button size="xs" variant="subtle" onClick={() => setDialog("import")}>
            Import tags
          </Button>
        )}
        <SearchField
          value={search}
          onChange={(text) => {
            setSearch(text);
            setPage(1);
          }}
          placeholder="Name or e-mail"
          label="Search members"
          width={people.length > 0 ? 150 : 260}
        />
        {tags.length > 0 && (
          <Select
            size="xs"
            className={classes.role}
            aria-label="Tag"
            value={tag === undefined ? "" : String(tag)}
            onChange={(value) => {
              setTag(value ? Number(value) : undefined);
              setPage(1);
            }}
            data={[
              { value: "", label: "All tags" },
              ...tags.map((each) => ({ value: String(each.id), label: each.label })),
            ]}
          />
        )}
        <Select
          size="xs"
          className={classes.role}
          aria-label="Role"
          value={role}
          onChange={(value) => {
            setRole((value ?? "") as OrganizationRole | "");
            setPage(1);
          }}
          data={[
            { value: "", label: "All roles" },
            ...FILTER_ROLES.map((value) => ({ value, label: roleName(value) })),
          ]}
        />
      </div>
      {changeRole.isError && (
        <div className={classes.notice}>
          <Failure what="The role was not changed." error={changeRole.error} />
        </div>
      )}
      <NotLoaded of={members} what="The members could not be loaded." className={classes.notice} />
      {members.isPending && <BoneRows rows={8} />}
      {members.data && rows.length === 0 && (
        <Empty
          action={
            narrowed && (
              <Button
                onClick={() => {
                  setSearch("");
                  setRole("");
                  setTag(undefined);
                }}
              >
                Clear filters
              </Button>
            )
          }
        >
          {narrowed ? "Nobody matches the search." : "Nobody is here yet. Invite people to begin."}
        </Empty>
      )}
      {rows.length > 0 && (
        <Table
          className={classes.people}
          columns={[
            {
              title: "Select",
              width: 44,
              head: (
                <Checkbox
                  size="xs"
                  aria-label="Select everybody on this page"
                  checked={allChosen}
                  indeterminate={!allChosen && rows.some((row) => chosen.has(row.user.id))}
                  onChange={(event) => choose(rows, event.currentTarget.checked)}
                />
              ),
            },
            ...COLUMNS,
          ]}
        >
          {rows.map((member) => (
            <MemberRow
              key={member.id}
              member={member}
              isChosen={chosen.has(member.user.id)}
              onChoose={(on) => choose([member], on)}
              onRole={(given) => changeRole.mutate({ user_id: member.user.id, role: given })}
              onRemove={() => setLeaving(member)}
              onTags={() => setTagging(member)}
            />
          ))}
        </Table>
      )}
      <Pager page={page} size={MEMBERS_PER_PAGE} total={total} onPage={setPage} />
      {dialog === "tags" && <TagPeopleDialog people={people} onClose={() => setDialog(null)} onDone={done} />}
      {dialog === "project" && (
        <AddToProjectDialog people={people} onClose={() => setDialog(null)} onDone={done} />
      )}
      {dialog === "import" && <ImportTagsDialog onClose={() => setDialog(null)} />}
      {tagging && <TagDialog member={tagging} onClose={() => setTagging(null)} />}
      <Confirm
        opened={leaving !== null}
        onClose={() => setLeaving(null)}
        title={`Remove ${leaving ? nameOf(leaving.user) : ""}?`}
        action="Remove from organization"
        pending={remove.isPending}
        error={remove.error}
        onConfirm={() => leaving && remove.mutate(leaving.user.id, { onSuccess: () => setLeaving(null) })}
      >
        They can no longer sign in to this organization, and their reserved tasks go back to the queue. Their
        annotations and reviews stay.
      </Confirm>
    </section>
  );
}

interface RowProps {
  member: Membership;
  isChosen: boolean;
  onChoose: (on: boolean) => void;
  onRole: (role: OrganizationRole) => void;
  onRemove: () => void;
  onTags: () => void;
}

function MemberRow({ member, isChosen, onChoose, onRole, onRemove, onTags }: RowProps) {
  const me = useMe();
  const mayChange = useMay("members.change_role");
  const mayTag = useMay("members.tag");
  const now = new Date();
  const name = nameOf(member.user);
  const isMe = member.user.id === me.id;
  const given: OrganizationRole[] = [...rolesGivenBy(me.organization_membership.role), "DI"];
  const changeable = mayChange && !isMe && (given.includes(member.role) || member.role === "NO");
  return (
    <tr>
      <td>
        <Checkbox
          size="xs"
          aria-label={`Select ${name}`}
          checked={isChosen}
          onChange={(event) => onChoose(event.currentTarget.checked)}
        />
      </td>
      <td>
        <span className={tables.person}>
          <PersonBadge id={member.user.id} name={name} initials={member.user.initials} />
          <span className={classes.named}>
            <span>
              {name}
              {isMe && <span className={tables.muted}> (you)</span>}
            </span>
            {member.tags.map((each) => (
              <Tag key={each.id}>{each.label}</Tag>
            ))}
          </span>
        </span>
      </td>
      <td title={member.user.email}>{member.user.email}</td>
      <td title={ROLES[member.role].can}>
        {changeable ? (
          <Select
            size="xs"
            className={classes.cellSelect}
            aria-label={`Role of ${name}`}
            value={member.role}
            onChange={(value) => value && value !== member.role && onRole(value as OrganizationRole)}
            data={(member.role === "NO" ? [...given, member.role] : given).map((value) => ({
              value,
              label: roleName(value),
            }))}
          />
        ) : (
          roleName(member.role)
        )}
      </td>
      <td className={tables.muted}>
        {member.user.last_activity ? ago(member.user.last_activity, now) : "–"}
      </td>
      <td className={tables.muted}>{day(member.user.date_joined, now)}</td>
      <td className={tables.end}>
        {(changeable || mayTag) && (
          <MoreMenu label={`More about ${name}`}>
            {mayTag && <Menu.Item onClick={onTags}>Tags</Menu.Item>}
            {changeable && (
              <Menu.Item color="red" onClick={onRemove}>
                Remove from organization
              </Menu.Item>
            )}
          </MoreMenu>
        )}
      </td>
    </tr>
  );
}
