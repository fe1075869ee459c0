import { IconInbox } from "@tabler/icons-react";
import { nameOf } from "../access/me";
import type { ReopenForecast as Forecast } from "../api/contract";
import { counted } from "../kit/numbers";
import { PersonBadge } from "../kit/PersonBadge";
import classes from "./Labels.module.css";

interface Props {
  found: Forecast;
  /** Whether nobody was asked for; then it needs no saying why they are free. */
  toNobody: boolean;
}

/** What reopening comes to: how many tasks, into whose hands, which reviews are called off, what stays and why. */
export function ReopenForecast({ found, toNobody }: Props) {
  const { holders, not_submitted, reopened, reviews, reviews_held, several } = found;
  return (
    <section className={classes.forecast} aria-live="polite" aria-label="What this does">
      <p>
        {reopened === 0 ? (
          "None of them can be reopened."
        ) : (
          <>
            <b>{counted(reopened, "task")}</b> {reopened === 1 ? "is" : "are"} reopened:
          </>
        )}
      </p>
      {holders.length > 0 && (
        <ul className={classes.takers}>
          {holders.map(({ person, tasks }) => (
            <li key={person?.id ?? 0}>
              {person ? (
                <PersonBadge id={person.id} name={nameOf(person)} initials={person.initials} size="s" />
              ) : (
                <IconInbox size={16} aria-hidden />
              )}
              <span>
                {person ? nameOf(person) : "Nobody"}
                {!person && (
                  <span className={classes.quiet}>
                    {toNobody
                      ? ", free in the queue"
                      : ", because who handed them in does not annotate here any more"}
                  </span>
                )}
              </span>
              <span className={classes.amount}>{counted(tasks, "task")}</span>
            </li>
          ))}
        </ul>
      )}
      {reviews > 0 && (
        <p>
          {counted(reviews, "review")} that {reviews === 1 ? "waits is" : "wait are"} called off
          {reviews_held > 0 &&
            `, ${reviews_held === reviews ? "" : `${reviews_held} of them `}in somebody’s hands`}
          .
        </p>
      )}
      {not_submitted > 0 && (
        <p>
          <b>{counted(not_submitted, "task")}</b> left out: nothing of{" "}
          {not_submitted === 1 ? "it is" : "them is"} handed in, or{" "}
          {not_submitted === 1 ? "it is" : "they are"} back already.
        </p>
      )}
      {several > 0 && (
        <p>
          <b>{counted(several, "task")}</b> left out: several people worked on {several === 1 ? "it" : "them"}
          , and each gets back only their own work. Choose who handed them in.
        </p>
      )}
    </section>
  );
}
