/** What stands in a cell: by the column where it has a look of its own, else by its type. */
import { IconMessage, IconStarFilled } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { DataColumn, TaskPerson, TaskRow } from "../api/contract";
import { count } from "../kit/numbers";
import { type BadgeVerdict, PersonBadge } from "../kit/PersonBadge";
import { StatusMark } from "../kit/StatusMark";
import { ago, exactly } from "../kit/times";
import { AgreementPopover } from "./AgreementPopover";
import classes from "./cells.module.css";
import { StatusPopover, type Who } from "./StatusPopover";
import { isAgreement } from "./tab";
import { wordOf } from "./words";

const NONE = <span className={classes.muted}>–</span>;

const WIDTHS: Partial<Record<string, number>> = {
  id: 56,
  inner_id: 72,
  status: 112,
  state: 116,
  annotators: 92,
  reviewers: 84,
  skipped_by: 92,
  ground_truth: 76,
  total_annotations: 84,
  comment_count: 108,
};

/** The usual width of a column in pixels; the item's takes what is left. */
export function usualWidth(column: Pick<DataColumn, "name" | "type" | "holds">): number {
  const own = WIDTHS[column.name];
  if (own !== undefined) return own;
  if (isAgreement(column.name)) return column.name === "agreement" ? 124 : 176;
  if (column.type === "Datetime") return 96;
  if (column.type === "String") return 180;
  return column.type === "List" ? 120 : 100;
}

export function isNumber(column: Pick<DataColumn, "type" | "name">): boolean {
  return column.type === "Number" && column.name !== "id" && !LOOKS[column.name] && !isAgreement(column.name);
}

/** Where there is little room, new tabs do without these. */
export const SECONDARY: ReadonlySet<string> = new Set(["ground_truth", "total_annotations"]);

/** The columns whose values a cell needs beside its own. */
const BESIDE: Partial<Record<string, readonly string[]>> = {
  comment_count: ["unresolved_comment_count"],
  status: ["total_annotations", "overlap"],
  total_annotations: ["cancelled_annotations"],
};

/** What is asked of the server for these columns; nothing that the person may not see. */
export function withThoseBeside(names: readonly string[], known: readonly DataColumn[]): string[] {
  const beside = names.flatMap((name) => BESIDE[name] ?? []);
  const seen = beside.filter((name) => known.some((column) => column.name === name));
  return [...new Set([...names, ...seen])];
}

/** "2 of 3 annotations" of a task that waits for more; undefined where that says nothing. */
export function progressOf({ cells, status }: Pick<TaskRow, "cells" | "status">): string | undefined {
  const [done, wanted] = [Number(cells.total_annotations), Number(cells.overlap)];
  const waits = status !== "completed";
  return waits && wanted > 1 && done > 0 && done < wanted ? `${done} of ${wanted} annotations` : undefined;
}

/** What a cell needs to know beside its row. */
export interface Seen {
  now: Date;
  /** What people are called; null for those who may not see how a task came to its state. */
  who: Who | null;
}

const LOOKS: Partial<Record<string, (row: TaskRow, seen: Seen) => ReactNode>> = {
  id: (row) => <span className={classes.id}>{row.id}</span>,
  status: (row, seen) => (
    <Status row={row} seen={seen} word={wordOf("status", row.status)}>
      <StatusMark status={row.status} />
    </Status>
  ),
  state: (row, seen) => (
    <Status row={row} seen={seen} word={wordOf("state", row.state)}>
      <span className={classes.text}>{wordOf("state", row.state)}</span>
    </Status>
  ),
  ground_truth: (row) =>
    row.cells.ground_truth ? (
      <IconStarFilled size={14} className={classes.truth} aria-label="Has a ground truth" />
    ) : null,
  comment_count: (row) => (
    <Comments all={Number(row.cells.comment_count)} open={Number(row.cells.unresolved_comment_count ?? 0)} />
  ),
  total_annotations: (row) => (
    <Annotations
      all={Number(row.cells.total_annotations)}
      skipped={Number(row.cells.cancelled_annotations ?? 0)}
    />
  ),
};

export function cellOf(row: TaskRow, column: DataColumn, seen: Seen): ReactNode {
  const look = LOOKS[column.name];
  if (look) return look(row, seen);
  const value: unknown = row.cells[column.name];
  if (isAgreement(column.name)) return <Agreement taskId={row.id} value={value as number | null} />;
  if (column.holds === "people") return <People people={(value ?? []) as TaskPerson[]} />;
  if (value === null || value === undefined || value === "") return NONE;
  switch (column.type) {
    case "Boolean":
      return value === true ? "Yes" : NONE;
    case "Datetime":
      return <Moment at={String(value)} now={seen.now} />;
    case "Number":
      return numberText(Number(value));
    default: {
      const text = String(value);
      return (
        <span className={classes.text} title={text.length > 24 ? text.slice(0, 500) : undefined}>
          {text}
        </span>
      );
    }
  }
}

function numberText(value: number): string {
  return Number.isInteger(value) ? count(value) : value.toLocaleString("en", { maximumFractionDigits: 2 });
}

/** A status or a state that opens to how it came about, for those who may see that. */
function Status({
  children,
  row,
  seen,
  word,
}: {
  children: ReactNode;
  row: TaskRow;
  seen: Seen;
  word: string;
}) {
  const progress = progressOf(row);
  if (seen.who === null) return <span title={progress}>{children}</span>;
  return (
    <StatusPopover taskId={row.id} word={word} progress={progress} who={seen.who}>
      {children}
    </StatusPopover>
  );
}

function Agreement({ taskId, value }: { taskId: number; value: number | null }) {
  return value === null || value === undefined ? NONE : <AgreementPopover taskId={taskId} value={value} />;
}

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
  const rest = people.slice(MOST_BADGES);
  return (
    <span className={classes.people}>
      {people.slice(0, MOST_BADGES).map((person) => (
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

function Annotations({ all, skipped }: { all: number; skipped: number }) {
  return (
    <span className={classes.number}>
      {all > 0 ? count(all) : NONE}
      {skipped > 0 && (
        <span className={classes.muted} title={`Skipped by ${count(skipped)}`}>
          {" "}
          +{count(skipped)}
        </span>
      )}
    </span>
  );
}

function Comments({ all, open }: { all: number; open: number }) {
  if (all === 0) return NONE;
  return (
    <span className={classes.comments}>
      <IconMessage size={14} aria-hidden />
      {count(all)}
      {open > 0 && <b className={classes.open}>{count(open)} open</b>}
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
