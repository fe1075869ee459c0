"""Reviews that were drawn for somebody: who judged before, which of them end, who is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from assay.kit.db import Connection, many, one, records, run, value, values


def judged_last(db: Connection, annotation_id: int) -> dict[str, int]:
    """Who gave the last verdict of a reviewer on each instance of an annotation, by its key."""
    found = records(
        db,
        """select distinct on (r.id) coalesce(i.key, '') as key, v.reviewer_id
           from review_item r join verdict v on v.review_item_id = r.id and v.stage = 'normal'
             and v.withdrawn_at is null and v.reviewer_id is not null
           left join instance i on i.id = r.instance_id
           where r.annotation_id = %s order by r.id, v.id desc""",
        (annotation_id,),
    )
    return {row["key"]: row["reviewer_id"] for row in found}


def answers_report(db: Connection, annotation_id: int) -> bool:
    """Whether something was reported missing since the work was handed in before, by whomever."""
    return bool(
        value(
            db,
            """select exists (select 1 from issue where annotation_id = %s and kind = 'missing_label'
                 and answered_at is null)""",
            (annotation_id,),
        )
    )


@dataclass(frozen=True, slots=True)
class Waiting:
    """A review of an annotation that is not done. Without a holder everybody may take it."""

    id: int
    holder_id: int | None


def waiting_batches(db: Connection, annotation_id: int) -> list[Waiting]:
    """The reviews of an annotation that are not done; what was reserved until a moment that is past is nobody's."""
    return many(
        db,
        Waiting,
        """select id, case when reserved_until is null or reserved_until > now() then holder_id end as holder_id
           from work_item where annotation_id = %s and kind = 'review' and state in ('open', 'waiting', 'held')
             and (state <> 'held' or reserved_until is null or reserved_until > now()) order by id""",
        (annotation_id,),
    )


def batch_with_room(
    db: Connection, annotation_id: int, former_id: int | None, *, limit: int | None, held_too: bool
) -> int | None:
    """The review that an item joins which waits for a verdict again: the one that it was in, else one with less than
    `limit` items that is for everybody, and with `held_too` also one that somebody has taken. None when all are done.
    """
    found: int | None = value(
        db,
        """select w.id from work_item w
           where w.annotation_id = %(annotation)s and w.kind = 'review' and w.state in ('open', 'waiting', 'held')
             and (w.id = %(former)s
               or w.pool is null and w.excluded is null and w.drawn_from is null and (w.state <> 'held' or %(held)s)
                 and (%(limit)s::int is null
                   or (select count(*) from review_item r where r.work_item_id = w.id) < %(limit)s::int))
           order by w.id is distinct from %(former)s, w.id limit 1""",
        {"annotation": annotation_id, "former": former_id, "limit": limit, "held": held_too},
    )
    return found


def settle_batches(db: Connection, annotation_id: int, at: datetime) -> None:
    """Ends the batches of an annotation in which nothing waits any more: without a verdict they never were."""
    run(
        db,
        """with idle as (
             select w.id, exists (select 1 from review_item r where r.work_item_id = w.id) as judged from work_item w
             where w.annotation_id = %(annotation)s and w.kind <> 'annotate' and w.state in ('open', 'waiting', 'held')
               and not exists (select 1 from review_item r
                 where r.work_item_id = w.id and r.state in ('pending', 'expert_pending'))),
           ended as (
             update work_item w set state = 'done', done_at = %(at)s, reserved_until = null, prefetched = false
             from idle where idle.id = w.id and idle.judged and w.holder_id is not null)
           delete from work_item w using idle where idle.id = w.id and not (idle.judged and w.holder_id is not null)""",
        {"annotation": annotation_id, "at": at},
    )


@dataclass(frozen=True, slots=True)
class DrawnBatch:
    """A batch that was drawn for its holder. `begun`: it has a verdict already."""

    id: int
    task_id: int
    annotation_id: int
    author_id: int | None
    draw_seed: int
    state: str
    begun: bool


def drawn_batch(db: Connection, work_item_id: int) -> DrawnBatch | None:
    """A batch of reviewers that was drawn for somebody; None for any other, and for one that ended."""
    return one(
        db,
        DrawnBatch,
        """select w.id, w.task_id, w.annotation_id, w.author_id, w.draw_seed, w.state,
             exists (select 1 from review_item r where r.work_item_id = w.id and r.state <> 'pending') as begun
           from work_item w where w.id = %s and w.kind = 'review' and w.drawn_from is not null
             and w.state in ('held', 'waiting') and w.annotation_id is not null""",
        (work_item_id,),
    )


@dataclass(frozen=True, slots=True)
class WaitingItem:
    """An item without a verdict, with what its draw needs."""

    id: int
    key: str
    class_name: str
    draw_seed: int | None


def waiting_items(db: Connection, item_ids: Sequence[int] | None, work_item_id: int | None) -> list[WaitingItem]:
    """The pending items among some, or of a batch."""
    return many(
        db,
        WaitingItem,
        """select r.id, coalesce(i.key, '') as key, r.class_name, r.draw_seed
           from review_item r left join instance i on i.id = r.instance_id
           where r.state = 'pending' and (r.id = any(%s) or r.work_item_id = %s) order by r.id""",
        (list(item_ids or ()), work_item_id),
    )


def hand_over(db: Connection, work_item_id: int, holder_id: int | None, drawn_from: Sequence[int], state: str) -> None:
    """Gives a batch to another reviewer, or with None to everybody; it keeps its place in the queue."""
    run(
        db,
        """update work_item set holder_id = %(holder)s, state = %(state)s, reserved_until = null, prefetched = false,
             reserved_at = case when %(state)s = 'held' then now() end, drawn_from = %(pool)s,
             draw_seed = case when %(pool)s::bigint[] is not null then draw_seed end where id = %(id)s""",
        {"id": work_item_id, "holder": holder_id, "state": state, "pool": list(drawn_from) or None},
    )


def note_missing(db: Connection, project_id: int, people: Sequence[int]) -> list[int]:
    """Remembers mapped reviewers who could not be drawn; those who were not known to be missing."""
    return values(
        db,
        """insert into mapping_gap (project_id, account_id)
           select %s, p.id from unnest(%s::bigint[]) as p (id) join account a on a.id = p.id
           on conflict do nothing returning account_id""",
        (project_id, list(people)),
    )


def forget_missing(db: Connection, project_id: int) -> None:
    """Nobody is known to be missing any more, so that those in charge are told anew."""
    run(db, "delete from mapping_gap where project_id = %s", (project_id,))
