import { Link } from "@tanstack/react-router";
import { nameOf } from "../access/me";
import type { WorkingPerson } from "../api/contract";
import { count } from "../kit/numbers";
import { PersonBadge } from "../kit/PersonBadge";
import { Section } from "../kit/Section";
import { lasting } from "../kit/times";
import classes from "./SideLists.module.css";

/** Who holds a task at this moment. */
export function WorkingNow({ projectId, people }: { projectId: number; people: WorkingPerson[] }) {
  const now = new Date();
  return (
    <Section title="Working now" note={people.length > 0 ? count(people.length) : undefined}>
      {people.length === 0 ? (
        <p className={classes.nothing}>Nobody has a task open.</p>
      ) : (
        <ul>
          {people.map((person) => (
            <li key={`${person.user.id} ${person.task_id}`} className={classes.person}>
              <PersonBadge
                id={person.user.id}
                name={nameOf(person.user)}
                initials={person.user.initials}
                size="l"
              />
              <div className={classes.words}>
                <p>
                  <b>{person.user.first_name || nameOf(person.user)}</b>{" "}
                  {person.kind === "review" ? "reviews" : "annotates"}
                </p>
                <p className={classes.small}>
                  <Link
                    to="/projects/$projectId/tasks/$taskId"
                    params={{ projectId, taskId: person.task_id }}
                    preload={false}
                  >
                    {person.title}
                  </Link>
                  , {lasting(person.since, now)}
                </p>
              </div>
              <span className={classes.today}>{count(person.today)} today</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
