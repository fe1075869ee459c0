import { SegmentedControl, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { nameOf } from "../../access/me";
import type { Performance, Project } from "../../api/contract";
import { Empty } from "../../kit/Notice";
import { NotLoaded } from "../../kit/NotLoaded";
import { count } from "../../kit/numbers";
import { PersonBadge } from "../../kit/PersonBadge";
import { Section } from "../../kit/Section";
import tables from "../../kit/Table.module.css";
import { duration } from "../../kit/times";
import { BoneRows } from "../../kit/Waiting";
import { useProject } from "../../projects/queries";
import classes from "./Performance.module.css";
import { performanceQuery } from "./queries";
import { Reasons } from "./Reasons";
import { ShareRange } from "./ShareRange";
import { lastDays, type PerformanceSearch } from "./search";

const SPANS = [
  { value: "all", label: "All time" },
  { value: "30", label: "30 days" },
  { value: "7", label: "7 days" },
  { value: "1", label: "Today" },
];

/** Who handed in what, how it was judged, why it came back, and how long it took. */
export function PerformancePage() {
  const { projectId } = useParams({ from: "/app/projects/$projectId" });
  const project = useProject(projectId);
  const span = useSearch({ from: "/app/projects/$projectId/tabs/performance" });
  const navigate = useNavigate();
  const found = useQuery(performanceQuery(projectId, span));
  const go = (search: PerformanceSearch) =>
    void navigate({ to: "/projects/$projectId/performance", params: { projectId }, search, replace: true });
  return (
    <div className={classes.page}>
      <div className={classes.bar}>
        <SegmentedControl
          size="xs"
          aria-label="Span of time"
          value={spanName(span)}
          onChange={(value) => go(value === "all" ? {} : lastDays(Number(value), new Date()))}
          data={SPANS}
        />
        <TextInput
          size="xs"
          type="date"
          aria-label="From"
          value={span.from ?? ""}
          onChange={(event) => go({ ...span, from: event.currentTarget.value || undefined })}
        />
        <span className={classes.quiet}>to</span>
        <TextInput
          size="xs"
          type="date"
          aria-label="To"
          value={span.to ?? ""}
          onChange={(event) => go({ ...span, to: event.currentTarget.value || undefined })}
        />
      </div>
      <div className={classes.body}>
        {found.isError && !found.data ? (
          <NotLoaded of={found} what="How people work could not be loaded." />
        ) : !found.data ? (
          <BoneRows />
        ) : found.data.annotators.length + found.data.reviewers.length === 0 ? (
          <Empty>Nobody handed anything in during this time.</Empty>
        ) : (
          <>
            <Annotators project={project} rows={found.data.annotators} />
            <Reviewers rows={found.data.reviewers} />
            <Reasons project={project} found={found.data} />
          </>
        )}
      </div>
    </div>
  );
}

function spanName(span: PerformanceSearch): string {
  if (!span.from && !span.to) return "all";
  const today = new Date();
  return (
    SPANS.find(({ value }) => !span.to && lastDays(Number(value), today).from === span.from)?.value ?? ""
  );
}

function Annotators({ project, rows }: { project: Project; rows: Performance["annotators"] }) {
  if (rows.length === 0) return null;
  const noun = project.review_unit === "instance" ? "instances" : "annotations";
  return (
    <Section
      title="Annotators"
      note={`First pass: approved unchanged by the first verdict. "Of all" weighs each verdict by how likely its ${noun === "instances" ? "instance" : "annotation"} was to be drawn.`}
    >
      <div className={classes.scroll}>
        <table className={`${tables.table} ${classes.people} ${classes.annotators}`}>
          <thead>
            <tr>
              <th>Person</th>
              <th className={tables.number}>Submitted</th>
              <th className={tables.number}>{noun === "instances" ? "Instances" : "Items"}</th>
              <th className={tables.number}>Approved</th>
              <th className={tables.number} title="With the annotator now, to be mended">
                Returned
              </th>
              <th className={tables.number} title="Rejected for good: nobody works on it again">
                Rejected
              </th>
              <th className={tables.number} title="How often reviewers rejected, in all rounds">
                Rejections
              </th>
              <th className={tables.number}>Waiting</th>
              <th className={tables.number}>Not drawn</th>
              <th className={tables.number} title="Rounds until approval, on average">
                Rounds
              </th>
              <th className={tables.number}>Time</th>
              <th className={classes.wide}>First pass</th>
              <th className={classes.wide}>Of all</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.user.id}>
                <td>
                  <PersonCell user={row.user} />
                </td>
                <td className={tables.number}>{count(row.submitted)}</td>
                <td className={tables.number}>{count(row.items)}</td>
                <td className={tables.number}>{count(row.approved)}</td>
                <td className={tables.number}>{count(row.returned)}</td>
                <td className={tables.number}>{count(row.rejected)}</td>
                <td className={tables.number}>{count(row.rejections)}</td>
                <td className={tables.number}>{count(row.waiting)}</td>
                <td className={tables.number}>{count(row.not_selected)}</td>
                <td className={tables.number}>{row.rounds === null ? "–" : row.rounds.toFixed(2)}</td>
                <td className={tables.number}>{row.seconds === null ? "–" : duration(row.seconds)}</td>
                <td>
                  <ShareRange share={row.first_pass} of="first verdicts" />
                </td>
                <td>
                  <ShareRange share={row.first_pass_of_all} of="verdicts in effect" />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

function Reviewers({ rows }: { rows: Performance["reviewers"] }) {
  if (rows.length === 0) return null;
  return (
    <Section title="Reviewers" note="Overturned: an expert judged otherwise, of what experts saw.">
      <div className={classes.scroll}>
        <table className={`${tables.table} ${classes.people}`}>
          <thead>
            <tr>
              <th>Person</th>
              <th className={tables.number}>Verdicts</th>
              <th className={tables.number}>Approved</th>
              <th className={tables.number}>Fixed</th>
              <th className={tables.number}>Rejected</th>
              <th className={tables.number}>To an expert</th>
              <th className={tables.number}>Time</th>
              <th className={classes.wide}>Overturned</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.user.id}>
                <td>
                  <PersonCell user={row.user} />
                </td>
                <td className={tables.number}>{count(row.judged)}</td>
                <td className={tables.number}>{count(row.approved)}</td>
                <td className={tables.number}>{count(row.fixed)}</td>
                <td className={tables.number}>{count(row.rejected)}</td>
                <td className={tables.number}>{count(row.to_expert)}</td>
                <td className={tables.number}>{row.seconds === null ? "–" : duration(row.seconds)}</td>
                <td>
                  <ShareRange share={row.overturned} of="verdicts" />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

function PersonCell({ user }: { user: Performance["annotators"][number]["user"] }) {
  return (
    <span className={tables.person}>
      <PersonBadge id={user.id} name={nameOf(user)} initials={user.initials} size="s" />
      <span>{nameOf(user)}</span>
    </span>
  );
}
