"""Verdicts: what was said of items, and what was taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assay.kit.db import Connection, among, columns, composed, many, one, records, run, value, values
from assay.reviews.queries.items import ItemRow


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
    state: str,
    rejections: int,
    work_item_id: int | None,
    expert_rule: str | None,
    expert_probability: float | None,
    expert_seed: int | None,
    expert_drawn: bool | None,
    at: datetime,
) -> int:
    """One more verdict on an item, and where it leaves the item, with the batch that it belongs to from now on.

    The last four say how it was drawn for an expert; null when no rule looked at it.
    """
    return int(
        value(
            db,
            """with judged as (
                 update review_item set state = %(state)s, rejections = %(rejections)s, work_item_id = %(batch)s,
                   updated_at = %(at)s where id = %(item)s)
               insert into verdict (review_item_id, annotation_id, task_id, project_id, reviewer_id, stage, kind,
                 reject_action, round, judged_revision, fixed_revision, reason, comment_id, started_at, expert_rule,
                 expert_probability, expert_seed, expert_drawn)
               values (%(item)s, %(annotation)s, %(task)s, %(project)s, %(reviewer)s, %(stage)s, %(kind)s, %(action)s,
                 %(round)s, %(judged)s, %(fixed)s, %(reason)s, %(comment)s, %(started_at)s,
                 %(expert_rule)s, %(expert_probability)s, %(expert_seed)s, %(expert_drawn)s) returning id""",
            {
                "item": item.id,
                "annotation": item.annotation_id,
                "task": item.task_id,
                "project": project_id,
                "reviewer": reviewer_id,
                "stage": stage,
                "kind": kind,
                "action": reject_action,
                "round": item.round,
                "judged": judged_revision,
                "fixed": fixed_revision,
                "reason": reason,
                "comment": comment_id,
                "started_at": started_at,
                "state": state,
                "rejections": rejections,
                "batch": work_item_id,
                "expert_rule": expert_rule,
                "expert_probability": expert_probability,
                "expert_seed": expert_seed,
                "expert_drawn": expert_drawn,
                "at": at,
            },
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
    expert_rule: str | None
    expert_probability: float | None
    expert_seed: int | None
    expert_drawn: bool | None


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
    expert_rule: str | None,
    expert_probability: float | None,
    expert_seed: int | None,
    expert_drawn: bool | None,
    at: datetime,
) -> None:
    """Changes what a verdict says; the event keeps what it said before."""
    run(
        db,
        """update verdict set kind = %s, reject_action = %s, fixed_revision = %s, withdrawn_at = null, updated_at = %s,
           comment_id = coalesce(%s, comment_id), expert_rule = %s, expert_probability = %s,
           expert_seed = coalesce(%s, expert_seed), expert_drawn = %s where id = %s""",
        (
            kind,
            reject_action,
            fixed_revision,
            at,
            comment_id,
            expert_rule,
            expert_probability,
            expert_seed,
            expert_drawn,
            verdict_id,
        ),
    )


def reviews_of_annotations(db: Connection, annotation_ids: Sequence[int]) -> list[dict[str, Any]]:
    """Verdicts as an exported annotation carries them."""
    which, parameter = among(annotation_ids)
    return records(
        db,
        composed(
            """select id, annotation_id, reviewer_id as created_by, kind <> 'reject' as accepted, kind, reject_action,
               reason, round, created_at from verdict where annotation_id""",
            which,
            "and withdrawn_at is null order by id",
        ),
        (parameter,),
    )


def said_since(db: Connection, annotation_id: int, account_id: int, since: datetime) -> bool:
    """Whether a person commented on an annotation since a moment."""
    return bool(
        value(
            db,
            """select exists (select 1 from comment
                 where annotation_id = %s and author_id = %s and created_at >= %s)""",
            (annotation_id, account_id, since),
        )
    )


def last_judged(db: Connection, annotation_id: int) -> int | None:
    """The revision that a reviewer saw last."""
    found = value(
        db,
        "select max(coalesce(fixed_revision, judged_revision)) from verdict where annotation_id = %s"
        " and withdrawn_at is null",
        (annotation_id,),
    )
    return None if found is None else int(found)


def was_fixed(db: Connection, annotation_id: int) -> bool:
    """Whether a standing verdict on an annotation or one of its instances corrected it."""
    return bool(
        value(
            db,
            """select exists (select 1 from verdict
                 where annotation_id = %s and kind = 'fix' and withdrawn_at is null)""",
            (annotation_id,),
        )
    )
