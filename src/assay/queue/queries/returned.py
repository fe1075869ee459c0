"""Work that was sent back: in whose hands it is, or that it is free (MQA 13, 45)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assay.kit.db import Connection, many, one, run, value, values
from assay.queue.queries.work import WORK, Work


def returned_slot(db: Connection, task_id: int, annotation_id: int) -> Work | None:
    """The slot of returned work: held by somebody, or open to everybody who may annotate."""
    return one(
        db,
        Work,
        f"""select {WORK} from work_item where task_id = %s and annotation_id = %s and kind = 'annotate' and returned
            and state in ('held', 'open') order by id limit 1""",
        (task_id, annotation_id),
    )


def submitter(db: Connection, task_id: int, annotation_id: int) -> int | None:
    """Who handed an annotation in last; its author, unless somebody else went on with it."""
    found = value(
        db,
        """select holder_id from work_item where task_id = %s and annotation_id = %s and kind = 'annotate'
           and holder_id is not null order by done_at desc nulls last, id desc limit 1""",
        (task_id, annotation_id),
    )
    return None if found is None else int(found)


def send_back(db: Connection, task_id: int, annotation_id: int) -> bool:
    """Puts work into the hands of who handed it in last, for as long as it takes. False: nobody ever held it.

    Work that is on its way back already stays where it is.
    """
    if returned_slot(db, task_id, annotation_id) is not None:
        return True
    return (
        run(
            db,
            """update work_item set state = 'held', returned = true, skipped = false, prefetched = false,
                 reserved_at = now(), entered_at = now(), reserved_until = null, postponed_at = null
               where id = (select id from work_item where task_id = %s and annotation_id = %s and kind = 'annotate'
                 and state = 'done' and holder_id is not null order by done_at desc nulls last, id desc limit 1)""",
            (task_id, annotation_id),
        )
        > 0
    )


def went_on_with(db: Connection, task_id: int, annotation_id: int, account_id: int) -> bool:
    """Whether a person has or had an annotation in hand that somebody else may have begun."""
    return bool(
        value(
            db,
            """select exists (select 1 from work_item where task_id = %s and annotation_id = %s and holder_id = %s
                 and kind = 'annotate')""",
            (task_id, annotation_id, account_id),
        )
    )


def give_returned(db: Connection, work_item_id: int, account_id: int | None) -> None:
    """Puts returned work into somebody's hands, or with None opens it to everybody who may annotate."""
    run(
        db,
        """update work_item set state = case when %(person)s::bigint is null then 'open' else 'held' end,
             holder_id = %(person)s, returned = true, skipped = false, prefetched = false, entered_at = now(),
             reserved_at = case when %(person)s::bigint is not null then now() end, reserved_until = null,
             postponed_at = null
           where id = %(slot)s""",
        {"person": account_id, "slot": work_item_id},
    )


def end_returned(db: Connection, task_id: int, annotation_id: int, account_id: int) -> None:
    """Ends the way back of work that somebody handed in, or that need not go back any more.

    A slot that nobody holds becomes that person's, as it would have by taking it.
    """
    run(
        db,
        """update work_item w set state = 'done', returned = false, reserved_until = null, postponed_at = null,
             done_at = coalesce(w.done_at, now()), holder_id = coalesce(w.holder_id, %(person)s)
           where w.task_id = %(task)s and w.annotation_id = %(annotation)s and w.kind = 'annotate' and w.returned
             and (w.state = 'held' or w.state = 'open' and not exists (select 1 from work_item other
               where other.task_id = w.task_id and other.holder_id = %(person)s and other.kind = 'annotate'))""",
        {"task": task_id, "annotation": annotation_id, "person": account_id},
    )
    run(
        db,
        "delete from work_item where task_id = %s and annotation_id = %s and kind = 'annotate' and state = 'open'",
        (task_id, annotation_id),
    )


def return_to(db: Connection, project_id: int, task_id: int, annotation_id: int, account_id: int | None) -> None:
    """Sends an annotation's work back into somebody's hands, or with None to everybody who may annotate.

    Its slot goes with it; work that came in without one gets one. What else the person had of the task is forgotten.
    """
    slot_id = value(
        db,
        """select id from work_item where task_id = %s and annotation_id = %s and kind = 'annotate'
           order by done_at desc nulls last, id desc limit 1""",
        (task_id, annotation_id),
    )
    if account_id is not None:
        run(
            db,
            """delete from work_item where task_id = %s and holder_id = %s and kind = 'annotate'
               and id is distinct from %s""",
            (task_id, account_id, slot_id),
        )
    if slot_id is None:
        slot_id = value(
            db,
            """insert into work_item (project_id, task_id, kind, state, annotation_id, returned)
               values (%s, %s, 'annotate', 'open', %s, true) returning id""",
            (project_id, task_id, annotation_id),
        )
    give_returned(db, int(slot_id), account_id)


def end_batches(db: Connection, work_item_ids: Sequence[int]) -> None:
    """Ends batches whose waiting items were called off: done where something was judged, gone otherwise."""
    if not work_item_ids:
        return
    run(
        db,
        """with judged as (
             select distinct work_item_id as id from review_item where work_item_id = any(%(batches)s)),
           ended as (
             update work_item w set state = 'done', done_at = now(), reserved_until = null, prefetched = false
             from judged where w.id = judged.id)
           delete from work_item w where w.id = any(%(batches)s) and w.kind <> 'annotate'
             and not exists (select 1 from judged where judged.id = w.id)""",
        {"batches": list(work_item_ids)},
    )


def excluded_from(db: Connection, work_item_id: int) -> list[int]:
    """Who may not take a batch."""
    found: list[int] | None = value(db, "select excluded from work_item where id = %s", (work_item_id,))
    return found or []


def exclude(db: Connection, work_item_id: int, people: Sequence[int]) -> None:
    """Says who may not take a batch, whatever their role."""
    run(db, "update work_item set excluded = %s where id = %s", (list(people) or None, work_item_id))


def exclude_from_all(db: Connection, annotation_id: int, people: Sequence[int]) -> list[int]:
    """Keeps people from the reviews of an annotation that are not done; returns those that they have in hand."""
    return values(
        db,
        """with kept as (
             update work_item set excluded = array(
                 select distinct unnest(coalesce(excluded, '{}') || %(people)s::bigint[]) order by 1)
             where annotation_id = %(annotation)s and kind = 'review' and state in ('open', 'waiting', 'held')
             returning id, state, holder_id)
           select id from kept where state = 'held' and holder_id = any(%(people)s) order by id""",
        {"annotation": annotation_id, "people": list(people)},
    )


def set_reopened(db: Connection, task_id: int, reopened: bool) -> None:
    """Notes that somebody in charge sent a task back, or that it was handed in since."""
    run(db, "update task set reopened = %s where id = %s", (reopened, task_id))


def half_returned(db: Connection, project_id: int) -> list[int]:
    """Tasks with rejections or reports in a round that is not over."""
    return values(
        db,
        """select id from task where project_id = %s and (items_returned > 0
               or exists (select 1 from issue i where i.task_id = task.id and i.answered_at is null))
             and (items_pending > 0 or items_expert > 0) order by id""",
        (project_id,),
    )


@dataclass(frozen=True, slots=True)
class Submitted:
    """Work on a task that counts, and who handed it in last: its author, unless somebody else went on with it."""

    task_id: int
    annotation_id: int
    submitter_id: int | None


def submitted_work(db: Connection, task_ids: Sequence[int]) -> list[Submitted]:
    """What was handed in on tasks and counts, task by task, the newest first."""
    return many(
        db,
        Submitted,
        """select a.task_id, a.id as annotation_id, coalesce(w.holder_id, a.author_id) as submitter_id
           from annotation a left join lateral (
             select holder_id from work_item where task_id = a.task_id and annotation_id = a.id and kind = 'annotate'
               and holder_id is not null order by done_at desc nulls last, id desc limit 1) w on true
           where a.task_id = any(%s) and a.counts and not a.was_cancelled
           order by a.task_id, a.updated_at desc, a.id desc""",
        (list(task_ids),),
    )


def reviews_waiting(db: Connection, annotation_ids: Sequence[int]) -> tuple[int, int]:
    """In how many batches of some annotations something waits for a verdict, and how many of them somebody holds."""
    found = one(
        db,
        _Waiting,
        """select count(*) as all_of_them, count(*) filter (where state = 'held') as held from work_item
           where id in (select work_item_id from review_item where annotation_id = any(%s) and state = 'pending')""",
        (list(annotation_ids),),
    )
    return (0, 0) if found is None else (found.all_of_them, found.held)


@dataclass(frozen=True, slots=True)
class _Waiting:
    all_of_them: int
    held: int
