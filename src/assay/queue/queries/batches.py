"""Review batches: what waits for a verdict, who holds it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, LiteralString

from assay.kit.db import Connection, composed, many, one, records, run, value
from assay.projects.rules.settings import ReviewOrder
from assay.queue.queries.work import WORK, Work
from assay.reviews.queries import key_of_task


def open_batch(
    db: Connection,
    *,
    project_id: int,
    task_id: int,
    annotation_id: int,
    author_id: int | None,
    kind: str,
    pool: Sequence[int] | None,
    state: str,
    order: ReviewOrder,
) -> int:
    """A new batch of review items, waiting for a reviewer at its place in the queue."""
    return int(
        value(
            db,
            composed(
                """insert into work_item (project_id, task_id, kind, state, annotation_id, author_id, pool, order_key)
                   values (%(project)s, %(task)s, %(kind)s, %(state)s, %(annotation)s, %(author)s, %(pool)s,""",
                key_of_task(order),
                ") returning id",
            ),
            {
                "project": project_id,
                "task": task_id,
                "kind": kind,
                "state": state,
                "annotation": annotation_id,
                "author": author_id,
                "pool": None if pool is None else list(pool),
            },
        )
    )


def batch_of(db: Connection, annotation_id: int, kind: str) -> Work | None:
    """The batch of an annotation that is not judged yet and that nobody holds."""
    return one(
        db,
        Work,
        f"""select {WORK}
           from work_item where annotation_id = %s and kind = %s and state in ('open', 'waiting')
             and holder_id is null
           order by id limit 1""",
        (annotation_id, kind),
    )


def held_batches(db: Connection, project_id: int, account_id: int) -> list[Work]:
    """Batches that a person holds, current before prefetched."""
    return many(
        db,
        Work,
        f"""select {WORK}
           from work_item
           where holder_id = %s and project_id = %s and kind in ('review', 'expert') and state = 'held'
             and (reserved_until is null or reserved_until > now())
           order by prefetched, reserved_at, id limit 50""",
        (account_id, project_id),
    )


def hold_batch(db: Connection, work_item_id: int, account_id: int, until: datetime | None) -> bool:
    """Reserves one certain batch if it is free; says whether it was."""
    return (
        run(
            db,
            """update work_item set state = 'held', holder_id = %s, reserved_at = now(), reserved_until = %s,
                 prefetched = false where id = %s and state in ('open', 'waiting')""",
            (account_id, until, work_item_id),
        )
        > 0
    )


def held_since(db: Connection, work_item_id: int, account_id: int) -> datetime | None:
    """Since when a person holds a batch; None when they do not."""
    found: datetime | None = value(
        db,
        "select reserved_at from work_item where id = %s and holder_id = %s and state = 'held'",
        (work_item_id, account_id),
    )
    return found


def free_batch(db: Connection, work_item_id: int) -> None:
    """Gives a batch back to the queue."""
    run(
        db,
        """update work_item set state = 'open', holder_id = null, reserved_at = null, reserved_until = null,
             prefetched = false, drawn_from = null, draw_seed = null where id = %s and state = 'held'""",
        (work_item_id,),
    )


def free_own(db: Connection, project_id: int) -> None:
    """Gives the reviews that people hold of their own work back to the queue."""
    run(
        db,
        """update work_item set state = 'open', holder_id = null, reserved_at = null, reserved_until = null,
             prefetched = false, drawn_from = null, draw_seed = null
           where project_id = %s and kind = 'review' and state = 'held' and holder_id = author_id""",
        (project_id,),
    )


def finish_batch(db: Connection, work_item_id: int, account_id: int | None) -> None:
    """A batch whose items all have a verdict."""
    run(
        db,
        """update work_item set state = 'done', holder_id = coalesce(%s, holder_id), done_at = now(),
             reserved_until = null, prefetched = false where id = %s""",
        (account_id, work_item_id),
    )


def drop_batches(db: Connection, work_item_ids: Sequence[int]) -> None:
    """Removes batches that have lost their items."""
    if work_item_ids:
        run(db, "delete from work_item where id = any(%s) and kind <> 'annotate'", (list(work_item_ids),))


# A batch that was drawn for somebody is theirs when its task is ready.
_READY: LiteralString = """set state = case when w.holder_id is null then 'open' else 'held' end,
  reserved_at = case when w.holder_id is not null then now() end"""
_WAITS: LiteralString = "w.kind = 'review' and w.state = 'waiting'"


def release_waiting(db: Connection, task_id: int, *, ready: bool) -> None:
    """Offers a finished task's batches to reviewers, or takes those of an unfinished one back (only finished tasks)."""
    if ready:
        run(db, composed("update work_item w", _READY, "where w.task_id = %s and", _WAITS), (task_id,))
    else:
        run(
            db,
            "update work_item set state = 'waiting' where task_id = %s and kind = 'review' and state = 'open'",
            (task_id,),
        )


def align_waiting(db: Connection, project_id: int, *, only_finished: bool) -> None:
    """Brings all batches of a project in line after the setting changed."""
    if only_finished:
        run(
            db,
            """update work_item w set state = 'waiting' from task t where w.project_id = %s and w.kind = 'review'
               and w.state = 'open' and t.id = w.task_id and not t.is_labeled""",
            (project_id,),
        )
    else:
        run(db, composed("update work_item w", _READY, "where w.project_id = %s and", _WAITS), (project_id,))


def review_history(db: Connection, project_id: int, account_id: int, limit: int = 200) -> list[dict[str, Any]]:
    """The batches a person judged here, oldest first, each with the verdict that stands."""
    found = records(
        db,
        """select w.id as work_item, w.task_id as task, w.annotation_id as annotation, a.verdict, w.done_at as at
           from work_item w join annotation a on a.id = w.annotation_id
           where w.holder_id = %s and w.project_id = %s and w.kind in ('review', 'expert') and w.state = 'done'
           order by w.done_at desc, w.id desc limit %s""",
        (account_id, project_id, limit),
    )
    return found[::-1]
