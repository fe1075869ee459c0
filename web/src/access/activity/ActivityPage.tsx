import { Button, Select, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Empty } from "../../kit/Notice";
import { NotLoaded } from "../../kit/NotLoaded";
import { counted } from "../../kit/numbers";
import { PageTop } from "../../kit/PageTop";
import { SearchField } from "../../kit/SearchField";
import { type Column, Table } from "../../kit/Table";
import tables from "../../kit/Table.module.css";
import { exactly } from "../../kit/times";
import { BoneRows } from "../../kit/Waiting";
import { nameOf, useMe } from "../me";
import classes from "./ActivityPage.module.css";
import { activityQuery, type Method, PAGE_SIZE, peopleQuery, projectsQuery, type Wanted } from "./queries";
import { RetentionRow } from "./RetentionRow";

const COLUMNS: readonly Column[] = [
  { title: "When", width: 152 },
  { title: "Who", width: "15%" },
  { title: "Method", width: 72 },
  { title: "Address" },
  { title: "Project", width: "10%" },
  { title: "Status", width: 64, align: "number" },
  { title: "Time", width: 76, align: "number" },
  { title: "From", width: 116 },
];

const METHODS: { value: Method; label: string }[] = [
  { value: "all", label: "All methods" },
  { value: "GET", label: "Reads (GET)" },
  { value: "POST", label: "POST" },
  { value: "PUT", label: "PUT" },
  { value: "PATCH", label: "PATCH" },
  { value: "DELETE", label: "DELETE" },
];

const ALL: Wanted = { search: "", user: null, project: null, method: "all", from: "", to: "", page: 1 };

/** Who asked what of the organization, newest first; for its administrators. */
export function ActivityPage() {
  const organization = useMe().active_organization;
  const [wanted, setWanted] = useState(ALL);
  const log = useQuery(activityQuery(wanted));
  const people = useQuery(peopleQuery(organization)).data ?? [];
  const projects = useQuery(projectsQuery).data ?? [];
  const narrow = (change: Partial<Wanted>) => setWanted((before) => ({ ...before, page: 1, ...change }));
  const rows = log.data?.rows ?? [];
  const total = log.data?.total ?? 0;
  const isNarrowed = JSON.stringify({ ...wanted, page: 1 }) !== JSON.stringify(ALL);
  const names = new Map(projects.map((project) => [project.id, project.title]));
  return (
    <>
      <PageTop
        crumbs={[
          <Link key="organization" to="/organization">
            Organization
          </Link>,
        ]}
        title="Activity"
      />
      <div className={classes.body}>
        <div className={classes.bar}>
          <SearchField
            value={wanted.search}
            onChange={(search) => narrow({ search })}
            placeholder="tasks AND annotations"
            label="Words of the address, joined by AND or OR"
            width={220}
          />
          <Select
            size="xs"
            aria-label="Person"
            placeholder="Everybody"
            clearable
            searchable
            value={wanted.user === null ? null : String(wanted.user)}
            onChange={(value) => narrow({ user: value === null ? null : Number(value) })}
            data={people.map(({ user }) => ({ value: String(user.id), label: nameOf(user) }))}
          />
          <Select
            size="xs"
            aria-label="Project"
            placeholder="All projects"
            clearable
            searchable
            value={wanted.project === null ? null : String(wanted.project)}
            onChange={(value) => narrow({ project: value === null ? null : Number(value) })}
            data={projects.map(({ id, title }) => ({ value: String(id), label: title || `Project ${id}` }))}
          />
          <Select
            size="xs"
            aria-label="Method"
            value={wanted.method}
            onChange={(value) => narrow({ method: (value ?? "all") as Method })}
            data={METHODS}
          />
          <TextInput
            size="xs"
            type="date"
            aria-label="From"
            title="From"
            value={wanted.from}
            onChange={(event) => narrow({ from: event.currentTarget.value })}
          />
          <TextInput
            size="xs"
            type="date"
            aria-label="Until"
            title="Until"
            value={wanted.to}
            onChange={(event) => narrow({ to: event.currentTarget.value })}
          />
          {isNarrowed && (
            <Button size="xs" variant="subtle" onClick={() => setWanted(ALL)}>
              Clear filters
            </Button>
          )}
        </div>
        {log.isPending && <BoneRows rows={10} />}
        <NotLoaded of={log} what="The activity could not be loaded." className={classes.notice} />
        {log.isSuccess && rows.length === 0 && (
          <Empty>
            {isNarrowed ? "No request matches the filters." : "Nothing was asked of the organization yet."}
          </Empty>
        )}
        {rows.length > 0 && (
          <Table columns={COLUMNS}>
            {rows.map((row) => (
              <tr key={row.id}>
                <td className={tables.muted}>{exactly(row.datetime)}</td>
                <td title={row.email}>{row.email || "Somebody who is gone"}</td>
                <td>{row.request_method}</td>
                <td className={classes.path} title={row.request_url}>
                  {row.request_url}
                </td>
                <td className={tables.muted}>
                  {row.project_id === null ? "–" : (names.get(row.project_id) ?? `Project ${row.project_id}`)}
                </td>
                <td className={tables.number} data-refused={Number(row.response_code) >= 400 || undefined}>
                  {row.response_code}
                </td>
                <td className={tables.number}>{row.duration} ms</td>
                <td className={tables.muted} title={`Signed in by ${row.user_session}`}>
                  {row.ip_address}
                </td>
              </tr>
            ))}
          </Table>
        )}
        <div className={classes.foot}>
          <span>{counted(total, "request")}</span>
          <Button
            size="xs"
            disabled={wanted.page === 1}
            onClick={() => setWanted({ ...wanted, page: wanted.page - 1 })}
          >
            Newer
          </Button>
          <Button
            size="xs"
            disabled={wanted.page * PAGE_SIZE >= total}
            onClick={() => setWanted({ ...wanted, page: wanted.page + 1 })}
          >
            Older
          </Button>
          <span className={classes.grow} />
          <RetentionRow />
        </div>
      </div>
    </>
  );
}
