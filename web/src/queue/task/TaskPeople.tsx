import type { TaskPerson } from "../../api/contract";
import { type BadgeVerdict, PersonBadge } from "../../kit/PersonBadge";
import type { TaskDetail } from "../shapes";
import classes from "./task.module.css";

/** What was decided, as a mark on a person: about an author's work, or by a reviewer. */
const BADGES: Partial<Record<string, BadgeVerdict>> = {
  accepted: "accepted",
  fixed: "fixed",
  returned: "rejected",
  removed: "rejected",
  accept: "accepted",
  fix: "fixed",
  reject: "rejected",
};

/** Who annotates and who reviews the task. */
export function TaskPeople({ task: { annotators = [], reviewers = [] } }: { task: TaskDetail }) {
  return (
    <>
      <Group word="Annotated by" people={annotators} />
      <Group word="Reviewed by" people={reviewers} />
    </>
  );
}

function Group({ people, word }: { word: string; people: readonly TaskPerson[] }) {
  if (people.length === 0) return null;
  return (
    <span className={classes.people}>
      <span className={classes.peopleWord}>{word}</span>
      {people.map(({ done, id, initials, name, verdict }) => (
        <PersonBadge
          key={id}
          id={id}
          name={name}
          initials={initials}
          done={done}
          verdict={verdict === null ? null : BADGES[verdict]}
        />
      ))}
    </span>
  );
}
