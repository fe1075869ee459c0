/** The columns of the task list, in one table: head, width, order and cell. */
import { IconMessage, IconStarFilled } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { TaskPerson } from "../api/contract";
import { count } from "../kit/numbers";
import { type BadgeVerdict, PersonBadge } from "../kit/PersonBadge";
import { StatusMark } from "../kit/StatusMark";
import { ago, exactly } from "../kit/times";
import type { ListedTask } from "./queries";
import type { SortKey } from "./search";
import classes from "./TaskTable.module.css";

export interface Column {
  id: string;
  head: string;
  /** A track of the grid. */
  width: string;
  sort?: SortKey;
  number?: boolean;
  /** Left out below 1100 px. */
  wide?: boolean;
  /** The item's cell is drawn by the row, because it holds the link that opens the task. */
  cell: (row: ListedTask, now: Date) => ReactNode;
}

const NONE = <span className={classes.muted}>–</span>;

export const COLUMNS: readonly Column[] = [
  {
    id: "id",
    head: "ID",
    width: "60px",
    sort: "id",
    cell: (row) => <span className={classes.id}>{row.id}</span>,
  },
  { id: "item", head: "Item", width: "minmax(180px, 1fr)", cell: () => null },
  {
    id: "status",
    head: "Status",
    width: "112px",
    sort: "status",
    cell: (row) => <StatusMark status={row.status} />,
  },
  { id: "annotators", head: "Annotators", width: "96px", cell: (row) => <People people={row.annotators} /> },
  { id: "reviewers", head: "Reviewers", width: "84px", cell: (row) => <People people={row.reviewers} /> },
  {
    id: "annotations",
    head: "Annotations",
    width: "92px",
    number: true,
    cell: (row) => <Annotations row={row} />,
  },
  {
    id: "reviewed",
    head: "Reviewed",
    width: "68px",
    wide: true,
    cell: (row) => (row.reviewed ? "Yes" : NONE),
  },
  {
    id: "comments",
    head: "Comments",
    width: "112px",
    cell: (row) => <Comments row={row} />,
  },
  {
    id: "created",
    head: "Created",
    width: "92px",
    sort: "created_at",
    wide: true,
    cell: (row, now) => <Moment at={row.created_at} now={now} />,
  },
  {
    id: "updated",
    head: "Updated",
    width: "100px",
    sort: "updated_at",
    cell: (row, now) => <Moment at={row.updated_at} now={now} />,
  },
];

/**
 * The mark on a badge: what became of an annotator's work, or how a reviewer judged. Passing work on to somebody else
 * is no judgement of it.
 */
const BADGES: Partial<Record<string, BadgeVerdict>> = {
  accepted: "accepted",
  fixed: "fixed",
  returned: "rejected",
  removed: "rejected",
  accept: "accepted",
  fix: "fixed",
  reject: "rejected",
};

const MOST_BADGES = 3;

function People({ people }: { people: TaskPerson[] }) {
  if (people.length === 0) return NONE;
  const shown = people.slice(0, MOST_BADGES);
  const rest = people.slice(MOST_BADGES);
  return (
    <span className={classes.people}>
      {shown.map((person) => (
        <PersonBadge
          key={person.id}
          id={person.id}
          name={person.name}
          initials={person.initials}
          done={person.done}
          verdict={person.verdict === null ? null : BADGES[person.verdict]}
        />
      ))}
      {rest.length > 0 && (
        <span className={classes.muted} title={rest.map((person) => person.name).join(", ")}>
          +{rest.length}
        </span>
      )}
    </span>
  );
}

function Annotations({ row }: { row: ListedTask }) {
  return (
    <>
      {row.ground_truth && (
        <IconStarFilled
          size={14}
          className={classes.truth}
          aria-label="Has a ground truth"
          title="Has a ground truth"
        />
      )}
      {row.total_annotations > 0 ? count(row.total_annotations) : NONE}
      {row.cancelled_annotations > 0 && (
        <span className={classes.muted} title="Skipped">
          {" "}
          +{count(row.cancelled_annotations)} skipped
        </span>
      )}
    </>
  );
}

function Comments({ row }: { row: ListedTask }) {
  if (row.comment_count === 0) return NONE;
  return (
    <span className={classes.comments}>
      <IconMessage size={14} aria-hidden />
      {count(row.comment_count)}
      {row.unresolved_comment_count > 0 && (
        <b className={classes.open}>{count(row.unresolved_comment_count)} open</b>
      )}
    </span>
  );
}

function Moment({ at, now }: { at: string; now: Date }) {
  return (
    <time dateTime={at} title={exactly(at)} className={classes.moment}>
      {ago(at, now)}
    </time>
  );
}
