/** What the tables of work show in their cells. */
import { Link } from "@tanstack/react-router";
import type { PersonInShort } from "../api/contract";
import { PersonBadge } from "../kit/PersonBadge";
import { ago, exactly, lasting } from "../kit/times";
import classes from "./Labels.module.css";
import type { ItemType, WorkKind } from "./search";

export const TYPE_WORDS: Readonly<Record<ItemType, string>> = {
  image: "Image",
  image_group: "Image group",
  video: "Video",
  audio: "Audio",
  pdf: "PDF",
  html: "HTML",
  text: "Text",
  data: "Data",
};

export const KIND_WORDS: Readonly<Record<WorkKind, string>> = {
  annotate: "Annotate",
  review: "Review",
  expert: "Expert review",
};

export const NONE_MARK = <span className={classes.quiet}>–</span>;

export function nameOf({ email, first_name, last_name }: PersonInShort): string {
  return `${first_name} ${last_name}`.trim() || email;
}

export function PersonCell({ person }: { person: PersonInShort | null }) {
  if (!person) return NONE_MARK;
  return (
    <span className={classes.person} title={nameOf(person)}>
      <PersonBadge id={person.id} name={nameOf(person)} initials={person.initials} size="s" />
      <span>{nameOf(person)}</span>
    </span>
  );
}

export function TimeCell({ at, now }: { at: string | null; now: Date }) {
  if (!at) return NONE_MARK;
  return <span title={exactly(at)}>{ago(at, now)}</span>;
}

interface HeldProps {
  person: PersonInShort | null;
  since: string | null;
  until?: string | null;
  now: Date;
}

/** Who holds something, and for how long already: what is held too long can be seen. */
export function HeldCell({ now, person, since, until }: HeldProps) {
  if (!person) return NONE_MARK;
  const words = [
    since && `Reserved ${exactly(since)}`,
    until ? `until ${exactly(until)}` : "without an end",
  ].filter(Boolean);
  return (
    <span className={classes.person} title={words.join(", ")}>
      <PersonBadge id={person.id} name={nameOf(person)} initials={person.initials} size="s" done={false} />
      <span>
        {nameOf(person)}
        {since && <span className={classes.age}> · {lasting(since, now)}</span>}
      </span>
    </span>
  );
}

interface FileProps {
  projectId: number;
  task: number;
  file: string;
  index: number;
  /** Whether the person may look at the task beside the queue. */
  opens: boolean;
  focus: () => void;
  search?: Record<string, unknown>;
}

export function FileCell({ file, focus, index, opens, projectId, task }: FileProps) {
  const name = file || `Task ${task}`;
  return (
    <span className={classes.file} title={name}>
      {opens ? (
        <Link
          to="/projects/$projectId/tasks/$taskId"
          params={{ projectId, taskId: task }}
          data-row={index}
          onFocus={focus}
        >
          {name}
        </Link>
      ) : (
        <button type="button" className={classes.plain} data-row={index} onFocus={focus}>
          {name}
        </button>
      )}
    </span>
  );
}
