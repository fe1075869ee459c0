import { useQuery } from "@tanstack/react-query";
import { useStore } from "zustand";
import { PersonBadge } from "../../kit/PersonBadge";
import { StatusMark } from "../../kit/StatusMark";
import { ago, exactly } from "../../kit/times";
import { BoneRows } from "../../kit/Waiting";
import { Words } from "../panes/Words";
import { authorId, called, type People } from "../people";
import { issuesQuery, reviewsQuery } from "../queries";
import type { GivenReview, Issue } from "../shapes";
import own from "./instances.module.css";
import type { InstanceWork } from "./instanceWork";
import { type Row, standsBefore } from "./rows";

const KINDS = { accept: "accepted", fix: "fixed", reject: "rejected" } as const;
const WORDS = { accept: "Approved", fix: "Fixed", reject: "Rejected" } as const;

/** What was said of one instance, newest first, down to when it was handed in; not what stands above it by itself. */
export function InstanceRounds({ people, row, work }: { work: InstanceWork; row: Row; people: People }) {
  const reviews = useQuery(reviewsQuery(work.annotation.id));
  const issues = useQuery(issuesQuery(work.task.id)).data;
  const named = useStore(work.box, (state) => state.people);
  if (reviews.isPending) return <BoneRows rows={2} height={24} />;
  const author = people(authorId(work.annotation));
  const above = Date.parse(standsBefore(row)?.at ?? "");
  const given = (reviews.data ?? [])
    .filter(({ created_at, item }) => item === row.item.id && Date.parse(created_at) !== above)
    .reverse();
  const now = new Date();
  return (
    <div className={own.rounds}>
      {given.map((review) => {
        const person = people(review.created_by);
        const said = wordsOf(review, issues);
        return (
          <div key={review.id} className={own.roundRow}>
            <PersonBadge id={person.id} name={person.name} initials={person.initials} size="s" />
            <div>
              <b>{called(person)}</b> <StatusMark status={KINDS[review.kind]} word={WORDS[review.kind]} />{" "}
              <time className={own.muted} dateTime={review.created_at} title={exactly(review.created_at)}>
                {ago(review.created_at, now)}
              </time>
              {said && (
                <p dir="auto">
                  <Words text={said} people={named} />
                </p>
              )}
            </div>
          </div>
        );
      })}
      <div className={own.roundRow}>
        <PersonBadge id={author.id} name={author.name} initials={author.initials} size="s" />
        <div>
          <b>{called(author)}</b> handed it in
        </div>
      </div>
    </div>
  );
}

/** The reason, and the comment that its issue keeps. */
function wordsOf({ created_at, item, reason }: GivenReview, issues: readonly Issue[] | undefined): string {
  const text = issues?.find((issue) => issue.item === item && issue.created_at === created_at)?.text;
  return [reason, text && `“${text}”`].filter(Boolean).join(" ");
}
