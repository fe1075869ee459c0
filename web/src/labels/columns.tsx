/** The columns of the tables of work. */
import { Link } from "@tanstack/react-router";
import type { ActivityRow, DataRow, InstanceRow, QueueRow } from "../api/contract";
import { count } from "../kit/numbers";
import { StatusMark, Tag } from "../kit/StatusMark";
import { FileCell, HeldCell, KIND_WORDS, NONE_MARK, PersonCell, TimeCell, TYPE_WORDS } from "./cells";
import { InstanceState } from "./InstanceState";
import classes from "./Labels.module.css";
import type { WorkColumn } from "./WorkTable";

const FILE = "minmax(150px, 2.4fr)";
const PERSON = "minmax(110px, 1fr)";

interface Opening {
  projectId: number;
  /** Whether the person may look at tasks beside the queue. */
  opens: boolean;
}

type Common = QueueRow | ActivityRow | DataRow;

function common<Row extends Common>({ opens, projectId }: Opening): Record<string, WorkColumn<Row>> {
  return {
    file: {
      id: "file",
      title: "File",
      width: FILE,
      cell: (row, { focus, index }) => (
        <FileCell
          projectId={projectId}
          task={row.task}
          file={row.file || `Item ${row.inner_id}`}
          index={index}
          opens={opens}
          focus={focus}
        />
      ),
    },
    dataset: {
      id: "dataset",
      title: "Dataset",
      width: "minmax(104px, 1fr)",
      secondary: true,
      cell: (row) => (
        <span className={classes.name} title={row.dataset.title}>
          {row.dataset.title}
        </span>
      ),
    },
    type: { id: "type", title: "Type", width: "84px", secondary: true, cell: (row) => TYPE_WORDS[row.type] },
    status: {
      id: "status",
      title: "Status",
      width: "104px",
      cell: (row) => <StatusMark status={row.status} />,
    },
    frames: {
      id: "frames",
      title: "Frames",
      help: "Frames of a video, pictures of a group, pages of a PDF; a picture is one.",
      width: "72px",
      number: true,
      cell: (row) => (row.frames === null ? NONE_MARK : count(row.frames)),
    },
    edited: {
      id: "edited",
      title: "Last edited",
      width: "104px",
      cell: (row, { now }) => <TimeCell at={row.edited_at} now={now} />,
    },
    editor: {
      id: "editor",
      title: "Edited by",
      width: PERSON,
      secondary: true,
      cell: (row) => <PersonCell person={row.edited_by} />,
    },
  };
}

function chosen<Row>(columns: Record<string, WorkColumn<Row>>, names: readonly string[]): WorkColumn<Row>[] {
  return names.flatMap((name) => columns[name] ?? []);
}

export function queueColumns(opening: Opening): WorkColumn<QueueRow>[] {
  return chosen<QueueRow>(
    {
      ...common<QueueRow>(opening),
      kind: {
        id: "kind",
        title: "Task",
        help: "What is to be done; a review says how many instances it holds.",
        width: "120px",
        cell: (row) => (
          <span className={classes.person}>
            <Tag>{KIND_WORDS[row.kind]}</Tag>
            {row.instances !== null && <span className={classes.age}>{count(row.instances)}</span>}
          </span>
        ),
      },
      entered: {
        id: "entered",
        title: "In the queue since",
        width: "118px",
        secondary: true,
        cell: (row, { now }) => <TimeCell at={row.entered_at} now={now} />,
      },
      reserved: {
        id: "reserved",
        title: "Reserved by",
        help: "Who holds it, and for how long already.",
        width: "minmax(180px, 1.2fr)",
        cell: (row, { now }) => (
          <HeldCell person={row.reserved_by} since={row.reserved_at} until={row.reserved_until} now={now} />
        ),
      },
    },
    ["file", "dataset", "type", "status", "kind", "entered", "edited", "reserved"],
  );
}

export function activityColumns(opening: Opening, onReviews: (row: ActivityRow) => void) {
  return chosen<ActivityRow>(
    {
      ...common<ActivityRow>(opening),
      reviews: {
        id: "reviews",
        title: "Reviews",
        help: "Instances that have a verdict, of all that were handed in.",
        width: "84px",
        number: true,
        cell: (row) => (
          <button
            type="button"
            className={classes.reviews}
            title="The last verdict on each instance"
            aria-label={`${row.reviewed} of ${row.instances} instances of ${row.file} are reviewed; show them`}
            onClick={() => onReviews(row)}
          >
            {count(row.reviewed)} / {count(row.instances)}
          </button>
        ),
      },
      submitted: {
        id: "submitted",
        title: "Submitted",
        help: "When labels or verdicts were handed in last.",
        width: "96px",
        cell: (row, { now }) => <TimeCell at={row.submitted_at} now={now} />,
      },
      submitter: {
        id: "submitter",
        title: "Submitted by",
        width: PERSON,
        cell: (row) => <PersonCell person={row.submitted_by} />,
      },
      reviewer: {
        id: "reviewer",
        title: "Reviewed by",
        width: PERSON,
        cell: (row) => <PersonCell person={row.reviewed_by} />,
      },
    },
    ["file", "dataset", "type", "status", "frames", "reviews", "submitted", "submitter", "reviewer"],
  );
}

export function dataColumns(opening: Opening): WorkColumn<DataRow>[] {
  return chosen<DataRow>(
    {
      ...common<DataRow>(opening),
      fps: {
        id: "fps",
        title: "FPS",
        width: "60px",
        number: true,
        cell: (row) => (row.fps === null ? NONE_MARK : Math.round(row.fps * 100) / 100),
      },
      created: {
        id: "created",
        title: "Created",
        help: "When the item became a task of this project.",
        width: "96px",
        secondary: true,
        cell: (row, { now }) => <TimeCell at={row.created_at} now={now} />,
      },
    },
    ["file", "dataset", "type", "status", "frames", "fps", "created", "edited", "editor"],
  );
}

export function instanceColumns({ projectId }: Opening): WorkColumn<InstanceRow>[] {
  return [
    {
      id: "identifier",
      title: "Identifier",
      width: "minmax(120px, 1fr)",
      cell: (row, { focus, index }) => (
        <span className={classes.file} title={row.identifier}>
          <Link
            to="/projects/$projectId/tasks/$taskId"
            params={{ projectId, taskId: row.task }}
            search={{ annotation: row.annotation, instance: row.identifier }}
            data-row={index}
            onFocus={focus}
          >
            {row.identifier}
          </Link>
        </span>
      ),
    },
    { id: "class", title: "Class", width: "minmax(90px, 0.8fr)", cell: (row) => row.class || NONE_MARK },
    { id: "file", title: "File", width: FILE, cell: (row) => <span title={row.file}>{row.file}</span> },
    { id: "frames", title: "Frames", width: "72px", number: true, cell: (row) => count(row.frames) },
    { id: "state", title: "Review", width: "128px", cell: (row) => <InstanceState state={row.state} /> },
    { id: "author", title: "Made by", width: PERSON, cell: (row) => <PersonCell person={row.author} /> },
    {
      id: "reviewer",
      title: "Last verdict by",
      width: PERSON,
      secondary: true,
      cell: (row) => <PersonCell person={row.reviewer} />,
    },
    {
      id: "judged",
      title: "When",
      width: "96px",
      secondary: true,
      cell: (row, { now }) => <TimeCell at={row.judged_at} now={now} />,
    },
  ];
}
