"""Annotation slots: taken, held, given back."""

from __future__ import annotations

from datetime import datetime

from assay.kit.db import Connection, many, one, run, value, values
from assay.queue.queries.work import WORK, Work


def slot_of(db: Connection, task_id: int, account_id: int) -> Work | None:
    """A person's slot on a task: held, or done."""
    return one(
        db,
        Work,
        f"""select {WORK} from work_item where task_id = %s and holder_id = %s and kind = 'annotate'""",
        (task_id, account_id),
    )


def held(db: Connection, project_id: int, account_id: int) -> list[Work]:
    """What a person holds for annotation: current work, then what came back, then the prefetched, then postponed."""
    return many(
        db,
        Work,
        f"""select {WORK}
           from work_item
           where holder_id = %s and project_id = %s and kind = 'annotate' and state = 'held'
             and (reserved_until is null or reserved_until > now())
           order by postponed_at nulls first, prefetched, returned, entered_at, id
           limit 200""",
        (account_id, project_id),
    )


def take_slot(
    db: Connection,
    project_id: int,
    task_id: int,
    account_id: int,
    *,
    annotation_id: int | None,
    skipped: bool,
    ends_assignment: bool = True,
) -> None:
    """Notes that a person has done their slot of a task, reserved before or not, and their assignment with it."""
    run(
        db,
        """with assigned as (
             update assignment set is_done = %(ends)s
             where task_id = %(task)s and account_id = %(person)s and type = 'AN' and is_done <> %(ends)s)
           insert into work_item (project_id, task_id, kind, state, holder_id, annotation_id, skipped, done_at)
           values (%(project)s, %(task)s, 'annotate', 'done', %(person)s, %(annotation)s, %(skipped)s, now())
           on conflict (task_id, holder_id) where kind = 'annotate' do update set state = 'done', done_at = now(),
             annotation_id = coalesce(work_item.annotation_id, excluded.annotation_id), skipped = excluded.skipped,
             returned = false, prefetched = false, postponed_at = null, reserved_until = null""",
        {
            "project": project_id,
            "task": task_id,
            "person": account_id,
            "annotation": annotation_id,
            "skipped": skipped,
            "ends": ends_assignment,
        },
    )


def hold_again(
    db: Connection,
    task_id: int,
    account_id: int,
    *,
    until: datetime | None,
    returned: bool,
    skipped: bool,
    prefetched: bool = False,
) -> None:
    """Puts a slot back into its holder's hands: returned work, or a task that they had skipped."""
    run(
        db,
        """update work_item set state = 'held', returned = %s, skipped = %s, prefetched = %s, reserved_at = now(),
             entered_at = now(), reserved_until = %s, postponed_at = null
           where task_id = %s and holder_id = %s and kind = 'annotate'""",
        (returned, skipped, prefetched, until, task_id, account_id),
    )


def extend(db: Connection, work_item_id: int, until: datetime | None, *, prefetched: bool) -> None:
    """Renews a reservation; a prefetched one that becomes current is no longer prefetched."""
    run(
        db,
        """update work_item set reserved_until = %s, prefetched = %s, postponed_at = null,
             reserved_at = coalesce(reserved_at, now()) where id = %s and state = 'held'""",
        (until, prefetched, work_item_id),
    )


def postpone(db: Connection, work_item_id: int) -> None:
    """Moves work to the end of its holder's own queue."""
    run(db, "update work_item set postponed_at = now(), prefetched = false where id = %s", (work_item_id,))


def drop_slot(db: Connection, task_id: int, account_id: int) -> bool:
    """Gives a slot back that has no submitted work; says whether there was one."""
    return (
        run(
            db,
            """delete from work_item where task_id = %s and holder_id = %s and kind = 'annotate' and state = 'held'
               and not returned and not skipped""",
            (task_id, account_id),
        )
        > 0
    )


def forget_slot(db: Connection, task_id: int, account_id: int, annotation_id: int) -> None:
    """A person whose work on a task was deleted may get the task again; what they hold of others' work stays theirs."""
    run(
        db,
        """delete from work_item where task_id = %s and holder_id = %s and kind = 'annotate'
           and (annotation_id is null or annotation_id = %s)""",
        (task_id, account_id, annotation_id),
    )


def settle_slot(db: Connection, task_id: int, account_id: int) -> None:
    """Returned work that is no longer returned is done."""
    run(
        db,
        """update work_item set state = 'done', returned = false, reserved_until = null
           where task_id = %s and holder_id = %s and kind = 'annotate' and state = 'held' and returned""",
        (task_id, account_id),
    )


def my_skipped(db: Connection, project_id: int, account_id: int) -> int | None:
    """The oldest task that a person skipped and that still needs annotations (REQUEUE_FOR_ME)."""
    found = value(
        db,
        """select w.task_id from work_item w join task t on t.id = w.task_id
           where w.holder_id = %s and w.project_id = %s and w.kind = 'annotate' and w.skipped and w.state = 'done'
             and not t.is_labeled order by w.done_at limit 1""",
        (account_id, project_id),
    )
    return None if found is None else int(found)


def expired(db: Connection, project_id: int, limit: int = 200) -> list[Work]:
    """Reservations of a project that have run out, oldest first."""
    return many(
        db,
        Work,
        f"""select {WORK}
           from work_item where project_id = %s and state = 'held' and reserved_until is not null
             and reserved_until <= now() order by task_id, id limit %s""",
        (project_id, limit),
    )


def projects_with_expired(db: Connection) -> list[int]:
    """Projects in which some reservation has run out."""
    return values(
        db,
        """select distinct project_id from work_item
           where state = 'held' and reserved_until is not null and reserved_until <= now()""",
    )
