"""Review items: what is judged, and where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assay.kit.db import Connection, many, records, run, tuples, values
from assay.reviews.rules import Item, ItemState


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A stored review item; `key` is the key of its instance, "" for a whole annotation; a region's is its id."""

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
    is_region: bool

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
             r.work_item_id, coalesce(i.key, '') as key, r.class_name, coalesce(i.fingerprint, '') as fingerprint,
             coalesce(i.kind = 'object', false) as is_region
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


@dataclass(frozen=True, slots=True)
class ItemsStanding:
    """Where the items of an annotation stand together."""

    states: frozenset[ItemState]
    owed_issues: int


def standing(db: Connection, annotation_id: int) -> ItemsStanding:
    """Which states an annotation's items are in, and how many of its issues were not handed in again."""
    [[states, owed_issues]] = tuples(
        db,
        """select array(select distinct state from review_item where annotation_id = %(annotation)s),
             (select count(*) from issue where annotation_id = %(annotation)s and answered_at is null)""",
        {"annotation": annotation_id},
    )
    return ItemsStanding(frozenset(ItemState(state) for state in states), owed_issues)


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


def unwaive(db: Connection, task_id: int, at: datetime) -> list[int]:
    """Puts waived items of a task back; returns the annotations they belong to."""
    return values(
        db,
        """update review_item set state = 'pending', updated_at = %s
           where annotation_id in (select id from annotation where task_id = %s) and state = 'waived'
           returning annotation_id""",
        (at, task_id),
    )


def item_summary(db: Connection, annotation_id: int) -> list[dict[str, Any]]:
    """The items of an annotation as a reviewer sees them."""
    return records(
        db,
        """select r.id, case when r.instance_id is null then 'annotation' else 'instance' end as unit,
             coalesce(i.key, '') as key, r.class_name, r.state, r.round, r.rejections, r.inclusion_probability,
             r.inclusion_rule, r.inclusion_detail, r.draw_seed, r.work_item_id,
             r.round > 1 and (i.id is null or i.last_revision > coalesce(v.judged_revision, 0)) as changed_since_round,
             case when v.id is not null then jsonb_build_object('accepted', v.kind <> 'reject', 'reason', v.reason,
               'comment', coalesce((select text from comment c where c.id = v.comment_id), ''), 'by', v.reviewer_id,
               'at', v.created_at, 'stage', v.stage, 'round', v.round) end as said
           from review_item r
           left join instance i on i.id = r.instance_id
           left join lateral (select * from verdict
             where review_item_id = r.id and withdrawn_at is null order by id desc limit 1) v on true
           where r.annotation_id = %s order by r.id""",
        (annotation_id,),
    )
