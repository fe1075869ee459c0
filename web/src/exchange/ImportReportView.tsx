import { Button } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { ImportReport, ImportRun } from "../api/contract";
import { Failure } from "../kit/Notice";
import { count, counted } from "../kit/numbers";
import { type Column, Table } from "../kit/Table";
import tables from "../kit/Table.module.css";
import classes from "./Import.module.css";

const COLUMNS: readonly Column[] = [
  { title: "File", width: "26%" },
  { title: "Row", width: 72, align: "number" },
  { title: "Field", width: 130 },
  { title: "What is wrong, and what helps" },
];

interface Props {
  run: ImportRun;
  after: ReactNode;
  pending: boolean;
  onCommit: (skipBadRows: boolean) => void;
  onAgain: () => void;
}

/** What the check or the import said, and what can be done about it. */
export function ImportReportView({ run, after, pending, onCommit, onAgain }: Props) {
  if (run.status === "completed") {
    return (
      <div className={classes.report}>
        <p className={classes.good} role="status">
          <IconCircleCheck size={16} aria-hidden />
          <b>{imported(run)}</b>
        </p>
        <div className={classes.buttons}>
          {after}
          <Button onClick={onAgain}>Import more</Button>
        </div>
      </div>
    );
  }
  const report = run.report;
  if (run.status === "failed" && !report?.bad) {
    return (
      <div className={classes.report}>
        <Failure
          what="The import did not work."
          kept="No task was added."
          error={new Error(run.error ?? "")}
        />
        {run.error && <p>{run.error}</p>}
        <div className={classes.buttons}>
          <Button onClick={onAgain}>Choose other data</Button>
        </div>
      </div>
    );
  }
  if (!report) return null;
  return (
    <div className={classes.report}>
      <Verdict report={report} />
      <p className={classes.hint}>{facts(report)}</p>
      {report.problems.length > 0 && <ProblemTable report={report} />}
      <div className={classes.buttons}>
        {report.bad === 0 && report.good > 0 && (
          <Button variant="filled" loading={pending} onClick={() => onCommit(false)}>
            {report.attached === report.good
              ? `Add predictions to ${counted(report.good, "task")}`
              : `Import ${counted(report.good, "task")}`}
          </Button>
        )}
        {report.bad > 0 && report.good > 0 && (
          <Button variant="filled" loading={pending} onClick={() => onCommit(true)}>
            Skip {counted(report.bad, "bad row")} and import {count(report.good)}
          </Button>
        )}
        <Button onClick={onAgain}>Choose other data</Button>
      </div>
    </div>
  );
}

/** What was made; predictions for tasks that were there already are no tasks. */
function imported(run: ImportRun): string {
  const attached = run.report?.attached ?? 0;
  const tasks = `${counted(run.task_count, "task")} imported.`;
  if (attached === 0) return tasks;
  const got = `${counted(attached, "task")} that ${attached === 1 ? "was" : "were"} here already got predictions.`;
  return run.task_count === 0 ? got : `${tasks} ${got}`;
}

function Verdict({ report }: { report: ImportReport }) {
  if (report.bad === 0) {
    return report.good > 0 ? (
      <p className={classes.good} role="status">
        <IconCircleCheck size={16} aria-hidden />
        <b>All {counted(report.good, "row")} can be imported.</b>
      </p>
    ) : (
      <p className={classes.bad} role="status">
        <IconAlertTriangle size={16} aria-hidden />
        <b>There is nothing in it to import.</b>
      </p>
    );
  }
  return (
    <p className={classes.bad} role="status">
      <IconAlertTriangle size={16} aria-hidden />
      <span>
        <b>
          {count(report.bad)} of {counted(report.rows, "row")} cannot be imported.
        </b>{" "}
        {report.good > 0
          ? "Mend them in your file and choose it again, or skip them."
          : "Mend the data and choose it again."}
      </span>
    </p>
  );
}

function facts(report: ImportReport): string {
  const formats = Object.entries(report.found_formats).map(([name, files]) => counted(files, `${name} file`));
  const parts = [
    formats.join(", "),
    report.columns.length > 0 ? `fields: ${report.columns.join(", ")}` : "",
    report.annotations > 0 ? counted(report.annotations, "annotation") : "",
    report.predictions > 0 ? counted(report.predictions, "prediction") : "",
    report.attached > 0 ? `${counted(report.attached, "picture")} in the project already` : "",
  ];
  return parts.filter(Boolean).join(" · ");
}

function ProblemTable({ report }: { report: ImportReport }) {
  return (
    <div className={classes.problems}>
      <Table columns={COLUMNS}>
        {report.problems.map((problem) => (
          <tr key={`${problem.file} ${problem.row} ${problem.field} ${problem.message}`}>
            <td title={problem.file}>{problem.file}</td>
            <td className={tables.number}>{problem.row ?? "–"}</td>
            <td>{problem.field || "–"}</td>
            <td className={classes.message}>
              {problem.message} <span className={tables.muted}>{problem.fix}</span>
            </td>
          </tr>
        ))}
      </Table>
      {report.bad > report.problems.length && (
        <p className={classes.hint}>These are the first {counted(report.problems.length, "problem")}.</p>
      )}
    </div>
  );
}
