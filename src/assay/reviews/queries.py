"""Reading and writing review items, verdicts, issues and comments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assay.kit.db import Connection, columns, json, many, one, record, records, run, value, values
from assay.reviews.rules import Item, ItemState, Planned


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A stored review item; `key` is the key of its instance, "" for a whole annotation."""

    id: int
    task_id: int
    annotation_id: int
    instance_id: int | None
    author_id: int | None
    state: str
    round: int
    rejections: int
    work_item_id: int | None
    key: str
    class_name: str
    fingerprint: str

    def as_item(self, fingerprint: str | None = None) -> Item:
        return Item(
            key=self.key,
            state=ItemState(self.state),
            round=self.round,
            rejections=self.rejections,
            fingerprint=self.fingerprint if fingerprint is None else fingerprint,
        )


def items(db: Connection, annotation_id: int) -> list[ItemRow]:
    """The review items of an annotation."""
    return many(
        db,
        ItemRow,
        """select r.id, r.task_id, r.annotation_id, r.instance_id, r.author_id, r.state, r.round, r.rejections,
             r.work_item_id, coalesce(i.key, '') as key, r.class_name, coalesce(i.fingerprint, '') as fingerprint
           from review_item r left join instance i on i.id = r.instance_id
           where r.annotation_id = %s order by r.id""",
        (annotation_id,),
    )


def states(db: Connection, annotation_id: int) -> list[ItemState]:
    """The states of an annotation's items."""
    return [
        ItemState(state)
        for state in values(db, "select state from review_item where annotation_id = %s", (annotation_id,))
    ]


def write_plan(
    db: Connection,
    *,
    project_id: int,
    task_id: int,
    annotation_id: int,
    author_id: int,
    planned: Sequence[Planned],
    seed: int,
    by_instance: bool,
    batch_id: int | None,
    new_batch: str | None,
    at: datetime,
) -> None:
    """Stores what a submission made of its items: new ones with how they were drawn, known ones with their new state.

    What waits for a verdict now belongs to the batch: a known one, or for a first submission one that is made here in
    the state `new_batch`.
    """
    fresh = [p for p in planned if p.is_new]
    known = [p for p in planned if not p.is_new]
    if fresh:
        run(
            db,
            """with batch as (
                 insert into work_item (project_id, task_id, kind, state, annotation_id, author_id, order_key)
                 select %(project)s, %(task)s, 'review', %(new_batch)s, %(annotation)s, %(author)s, %(task)s
                 where %(new_batch)s::text is not null and 'pending' = any(%(states)s::text[]) returning id)
               insert into review_item (project_id, task_id, annotation_id, instance_id, author_id, class_name, state,
                 inclusion_probability, inclusion_rule, draw_seed, work_item_id)
               select %(project)s, %(task)s, %(annotation)s, i.id, %(author)s, n.class_name, n.state, n.probability,
                 n.rule, %(seed)s, case when n.state = 'pending'
                 then coalesce(%(batch)s::bigint, (select id from batch)) end
               from unnest(%(keys)s::text[], %(classes)s::text[], %(states)s::text[], %(probabilities)s::float8[],
                 %(rules)s::text[]) as n (key, class_name, state, probability, rule)
               left join instance i on i.annotation_id = %(annotation)s and i.key = n.key and %(by_instance)s""",
            {
                "project": project_id,
                "task": task_id,
                "annotation": annotation_id,
                "author": author_id,
                "seed": seed,
                "batch": batch_id,
                "new_batch": new_batch,
                "by_instance": by_instance,
                "keys": [p.key for p in fresh],
                "classes": [p.class_name for p in fresh],
                "states": [p.state for p in fresh],
                "probabilities": [p.probability for p in fresh],
                "rules": [p.rule for p in fresh],
            },
        )
    if known:
        run(
            db,
            """update review_item r set state = n.state, round = n.round, updated_at = %(at)s,
                 class_name = case when n.class_name = '' then r.class_name else n.class_name end,
                 work_item_id = case when n.state = 'pending' then %(batch)s::bigint end
               from unnest(%(keys)s::text[], %(classes)s::text[], %(states)s::text[], %(rounds)s::int[])
                 as n (key, class_name, state, round)
               where r.annotation_id = %(annotation)s
                 and coalesce((select i.key from instance i where i.id = r.instance_id), '') = n.key""",
            {
                "annotation": annotation_id,
                "at": at,
                "batch": batch_id,
                "keys": [p.key for p in known],
                "classes": [p.class_name for p in known],
                "states": [p.state for p in known],
                "rounds": [p.round for p in known],
            },
        )


def put_in_batch(db: Connection, item_ids: Sequence[int], work_item_id: int) -> None:
    """Gives items to a batch."""
    run(db, "update review_item set work_item_id = %s where id = any(%s)", (work_item_id, list(item_ids)))


def write_outcome(
    db: Connection, item_id: int, *, state: str, rejections: int, round: int, work_item_id: int | None, at: datetime
) -> None:
    """An item after a verdict, with the batch that it belongs to from now on."""
    run(
        db,
        "update review_item set state = %s, rejections = %s, round = %s, work_item_id = %s, updated_at = %s"
        " where id = %s",
        (state, rejections, round, work_item_id, at, item_id),
    )


def add_item(db: Connection, *, project_id: int, task_id: int, annotation_id: int, author_id: int | None) -> None:
    """An item for an annotation that somebody judges though it never entered the queue."""
    run(
        db,
        """insert into review_item (project_id, task_id, annotation_id, author_id, state, inclusion_probability,
             inclusion_rule, draw_seed) values (%s, %s, %s, %s, 'pending', 1, 'added', 0) on conflict do nothing""",
        (project_id, task_id, annotation_id, author_id),
    )


def waive_others(db: Connection, task_id: int, annotation_id: int, at: datetime) -> list[int]:
    """Takes the task's other waiting annotations, which nobody is judging, out of the queue; returns their batches."""
    return values(
        db,
        """update review_item r set state = 'waived', updated_at = %s, work_item_id = null
           from work_item w
           where r.task_id = %s and r.annotation_id <> %s and r.state = 'pending' and w.id = r.work_item_id
             and w.state in ('open', 'waiting')
           returning w.id""",
        (at, task_id, annotation_id),
    )


def unwaive(db: Connection, task_id: int, at: datetime) -> list[int]:
    """Puts waived items of a task back; returns the annotations they belong to."""
    return values(
        db,
        """update review_item set state = 'pending', updated_at = %s where task_id = %s and state = 'waived'
           returning annotation_id""",
        (at, task_id),
    )


def batch_waits(db: Connection, work_item_id: int) -> bool:
    """Whether a batch still holds an item without a verdict."""
    return bool(
        value(
            db,
            """select exists (select 1 from review_item
                 where work_item_id = %s and state in ('pending', 'expert_pending'))""",
            (work_item_id,),
        )
    )


def item_summary(db: Connection, annotation_id: int) -> list[dict[str, Any]]:
    """The items of an annotation as a reviewer sees them."""
    return records(
        db,
        """select r.id, case when r.instance_id is null then 'annotation' else 'instance' end as unit,
             coalesce(i.key, '') as key, r.class_name, r.state, r.round, r.rejections, r.inclusion_probability,
             r.inclusion_rule, r.draw_seed, r.work_item_id,
             r.round > 1 and (i.id is null or i.last_revision > coalesce(v.judged_revision, 0)) as changed_since_round
           from review_item r
           left join instance i on i.id = r.instance_id
           left join lateral (select judged_revision from verdict
             where review_item_id = r.id and withdrawn_at is null order by id desc limit 1) v on true
           where r.annotation_id = %s order by r.id""",
        (annotation_id,),
    )


# ---------------------------------------------------------------- verdicts


def insert_verdict(
    db: Connection,
    *,
    item: ItemRow,
    project_id: int,
    reviewer_id: int,
    stage: str,
    kind: str,
    reject_action: str | None,
    judged_revision: int,
    fixed_revision: int | None,
    reason: str,
    comment_id: int | None,
    started_at: datetime | None,
) -> int:
    """One more verdict on an item."""
    return int(
        value(
            db,
            """insert into verdict (review_item_id, annotation_id, task_id, project_id, reviewer_id, stage, kind,
                 reject_action, round, judged_revision, fixed_revision, reason, comment_id, started_at)
               values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s) returning id""",
            (
                item.id,
                item.annotation_id,
                item.task_id,
                project_id,
                reviewer_id,
                stage,
                kind,
                reject_action,
                item.round,
                judged_revision,
                fixed_revision,
                reason,
                comment_id,
                started_at,
            ),
        )
    )


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """A stored verdict."""

    id: int
    review_item_id: int
    annotation_id: int
    task_id: int
    project_id: int
    reviewer_id: int | None
    stage: str
    kind: str
    reject_action: str | None
    round: int
    judged_revision: int
    fixed_revision: int | None
    reason: str
    comment_id: int | None
    started_at: datetime | None
    created_at: datetime
    withdrawn_at: datetime | None


VERDICT = columns(VerdictRow)


def verdict(db: Connection, verdict_id: int) -> VerdictRow | None:
    """One verdict."""
    return one(
        db,
        VerdictRow,
        f"""select {VERDICT}
           from verdict where id = %s""",
        (verdict_id,),
    )


def verdicts(
    db: Connection, *, project_ids: Sequence[int], annotation_id: int | None, newest_first: bool
) -> list[VerdictRow]:
    """Standing verdicts on whole annotations and instances, of some projects or of one annotation."""
    found = many(
        db,
        VerdictRow,
        f"""select {VERDICT}
           from verdict where project_id = any(%s) and (%s::bigint is null or annotation_id = %s)
           and withdrawn_at is null order by id""",
        (list(project_ids), annotation_id, annotation_id),
    )
    return found[::-1] if newest_first else found


def last_standing(db: Connection, review_item_id: int) -> VerdictRow | None:
    """The verdict that an item's state comes from."""
    return one(
        db,
        VerdictRow,
        f"""select {VERDICT}
           from verdict where review_item_id = %s and withdrawn_at is null order by id desc limit 1""",
        (review_item_id,),
    )


def judged_by(db: Connection, review_item_id: int) -> list[int]:
    """Who has judged an item as a normal reviewer."""
    return values(
        db,
        "select distinct reviewer_id from verdict where review_item_id = %s and stage = 'normal' and"
        " withdrawn_at is null and reviewer_id is not null",
        (review_item_id,),
    )


def withdraw(db: Connection, verdict_id: int, at: datetime) -> None:
    """Takes a verdict back; its row stays in the history."""
    run(db, "update verdict set withdrawn_at = %s where id = %s", (at, verdict_id))


def rewrite(
    db: Connection,
    verdict_id: int,
    *,
    kind: str,
    reject_action: str | None,
    fixed_revision: int | None,
    comment_id: int | None,
    at: datetime,
) -> None:
    """Changes what a verdict says; the event keeps what it said before."""
    run(
        db,
        """update verdict set kind = %s, reject_action = %s, fixed_revision = %s, withdrawn_at = null, updated_at = %s,
           comment_id = coalesce(%s, comment_id) where id = %s""",
        (kind, reject_action, fixed_revision, at, comment_id, verdict_id),
    )


def reviews_of_annotations(db: Connection, annotation_ids: Sequence[int]) -> list[dict[str, Any]]:
    """Verdicts as an exported annotation carries them."""
    return records(
        db,
        """select id, annotation_id, reviewer_id as created_by, kind <> 'reject' as accepted, kind, reject_action,
           reason, round, created_at from verdict where annotation_id = any(%s) and withdrawn_at is null order by id""",
        (list(annotation_ids),),
    )


# ---------------------------------------------------------------- issues


def open_issue(
    db: Connection,
    *,
    project_id: int,
    task_id: int,
    annotation_id: int,
    item_id: int | None,
    verdict_id: int | None,
    kind: str,
    reason: str,
    text: str,
    place: Any,
    by: int,
) -> int:
    """Something that must be resolved before the work can be submitted again."""
    return int(
        value(
            db,
            """insert into issue (project_id, task_id, annotation_id, review_item_id, verdict_id, kind, reason, text,
                 place, created_by) values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s) returning id""",
            (
                project_id,
                task_id,
                annotation_id,
                item_id,
                verdict_id,
                kind,
                reason,
                text,
                None if place is None else json(place),
                by,
            ),
        )
    )


def issues(db: Connection, task_id: int, annotation_author: int | None = None) -> list[dict[str, Any]]:
    """The issues of a task; with an author only those about that person's work."""
    return records(
        db,
        """select i.id, i.task_id as task, i.annotation_id as annotation, i.review_item_id as item, i.kind, i.reason,
             i.text, i.place, i.is_resolved, i.created_by, i.created_at, i.resolved_by, i.resolved_at
           from issue i join annotation a on a.id = i.annotation_id
           where i.task_id = %s and (%s::bigint is null or a.author_id = %s) order by i.id""",
        (task_id, annotation_author, annotation_author),
    )


def issue(db: Connection, issue_id: int) -> dict[str, Any] | None:
    """One issue with the author of the work it is about."""
    return record(
        db,
        """select i.id, i.project_id, i.task_id as task, i.annotation_id as annotation, i.review_item_id as item,
             i.kind,
             i.reason, i.text, i.place, i.is_resolved, i.created_by, i.created_at, i.resolved_by, i.resolved_at,
             a.author_id
           from issue i join annotation a on a.id = i.annotation_id where i.id = %s""",
        (issue_id,),
    )


def resolve_issue(db: Connection, issue_id: int, by: int, at: datetime) -> None:
    """The author says that it is mended."""
    run(
        db,
        "update issue set is_resolved = true, resolved_by = %s, resolved_at = %s where id = %s",
        (by, at, issue_id),
    )


def unresolved(db: Connection, annotation_id: int) -> int:
    """How many issues keep an annotation from being submitted again."""
    return int(value(db, "select count(*) from issue where annotation_id = %s and not is_resolved", (annotation_id,)))


def drop_issues_of(db: Connection, verdict_id: int) -> None:
    """A withdrawn verdict has no issue."""
    run(db, "delete from issue where verdict_id = %s", (verdict_id,))


def last_judged(db: Connection, annotation_id: int) -> int | None:
    """The revision that a reviewer saw last."""
    found = value(
        db,
        "select max(coalesce(fixed_revision, judged_revision)) from verdict where annotation_id = %s"
        " and withdrawn_at is null",
        (annotation_id,),
    )
    return None if found is None else int(found)
