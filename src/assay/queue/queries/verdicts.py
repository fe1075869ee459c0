"""What follows from a verdict, in as few statements as possible: reviewers give thousands of them a day."""

from __future__ import annotations

from datetime import datetime

from assay.kit.db import Connection, run


def follow_verdict(
    db: Connection,
    *,
    annotation_id: int,
    verdict: str | None,
    counts: bool,
    action: str,
    task_id: int,
    author_id: int | None,
    actor_id: int,
    batch_id: int | None,
    goes_back: bool,
    at: datetime,
) -> None:
    """Notes the verdict that stands on an annotation, and ends what the people around it had to do.

    Returned work that is no longer returned is done; so is what the reviewer was asked by name to do, and the batch,
    once each of its items has a verdict.
    """
    run(
        db,
        """with judged as (
             update annotation set verdict = %(verdict)s, counts = %(counts)s, last_action = %(action)s,
               last_created_by = %(actor)s, updated_by = %(actor)s, updated_at = %(at)s where id = %(annotation)s),
           slot as (
             update work_item set state = 'done', returned = false, reserved_until = null
             where not %(goes_back)s and task_id = %(task)s and kind = 'annotate' and state = 'held' and returned
               and (holder_id = %(author)s or annotation_id = %(annotation)s)),
           batch as (
             update work_item set state = 'done', holder_id = %(actor)s, done_at = now(), reserved_until = null,
               prefetched = false
             where id = %(batch)s and not exists (select 1 from review_item
               where work_item_id = %(batch)s and state in ('pending', 'expert_pending')))
           update assignment set is_done = true
           where task_id = %(task)s and account_id = %(actor)s and type = 'RE' and not is_done""",
        {
            "annotation": annotation_id,
            "verdict": verdict,
            "counts": counts,
            "action": action,
            "task": task_id,
            "author": author_id,
            "actor": actor_id,
            "batch": batch_id,
            "goes_back": goes_back,
            "at": at,
        },
    )


def spare_others(db: Connection, task_id: int, annotation_id: int, at: datetime) -> None:
    """Takes the task's other waiting annotations out of the queue, except what somebody is judging.

    What a page only holds in advance is not being judged. Their batches go with them.
    """
    run(
        db,
        """with spared as (
             update review_item r set state = 'waived', updated_at = %(at)s, work_item_id = null
             from work_item w
             where r.annotation_id in (select id from annotation where task_id = %(task)s and id <> %(annotation)s)
               and r.state = 'pending'
               and w.id = r.work_item_id and (w.state in ('open', 'waiting') or w.state = 'held' and w.prefetched)
             returning w.id)
           delete from work_item where id in (select id from spared) and kind <> 'annotate'""",
        {"task": task_id, "annotation": annotation_id, "at": at},
    )
