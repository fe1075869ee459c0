import { useStore } from "zustand";
import { PersonBadge } from "../../kit/PersonBadge";
import { StatusMark } from "../../kit/StatusMark";
import { ago, exactly } from "../../kit/times";
import classes from "../panes/panes.module.css";
import { Words } from "../panes/Words";
import { called, type People } from "../people";
import own from "./instances.module.css";
import type { InstanceWork } from "./instanceWork";
import { type Row, standsBefore } from "./rows";

/** What was said of an instance last: what sent it to an expert, or what its author has answered. */
export function LastSaid({ people, row, work }: { work: InstanceWork; row: Row; people: People }) {
  const named = useStore(work.box, (state) => state.people);
  const said = standsBefore(row);
  if (said === null) return null;
  const person = people(said.by);
  const answers = said.accepted ? "What was said before" : "What it answers";
  const title = row.item.state === "expert_pending" ? "What the reviewer said" : answers;
  return (
    <section className={classes.section} aria-label={title}>
      <div className={classes.sectionHead}>
        <h3>{title}</h3>
        <span className={classes.hint}>round {said.round}</span>
      </div>
      <div className={own.roundRow}>
        <PersonBadge id={person.id} name={person.name} initials={person.initials} size="s" />
        <div>
          <b>{called(person)}</b>{" "}
          {said.accepted ? (
            <StatusMark status="accepted" word="Approved" />
          ) : (
            <StatusMark status="rejected" />
          )}{" "}
          <time className={own.muted} dateTime={said.at} title={exactly(said.at)}>
            {ago(said.at, new Date())}
          </time>
          {said.reason && (
            <p className={own.reasonSaid} dir="auto">
              {said.reason}
            </p>
          )}
          {said.comment && (
            <p dir="auto">
              “<Words text={said.comment} people={named} />”
            </p>
          )}
          {!said.accepted && !said.reason && !said.comment && (
            <p className={own.muted}>Without a reason or a comment.</p>
          )}
        </div>
      </div>
    </section>
  );
}
