"""The locked task, the recount of its rows, and what the fold makes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import LiteralString

from assay.kit.db import Connection, columns, many, one, records, run
from assay.projects.state_queries import FACTS, StateFacts
from assay.tasks.queries.tally import MOVE, moved
from assay.tasks.rules import Facts, Standing, State


@dataclass(frozen=True, slots=True)
class LockedTask:
    """A task row under lock, with what the next change is compared with."""

    id: int
    project_id: int
    overlap: int
    allow_skip: bool
    status: str
    state: str
    is_labeled: bool
    reviewed: bool
    queue_open: bool
    total_annotations: int
    cancelled_annotations: int
    total_predictions: int
    submissions: int
    items_pending: int
    items_accepted: int
    items_returned: int
    items_rejected: int
    items_not_selected: int
    reopened: bool
    counting: int
    completed_at: datetime | None


LOCKED = columns(LockedTask)


class Deed(StrEnum):
    """What was done to a task, as far as lists tell who did it: handing it to somebody changes nothing of it, nor does
    a setting of the project by which it counts otherwise."""

    SUBMITTED = "submitted"
    JUDGED = "judged"
    HANDED = "handed"
    FOLDED = "folded"
    OTHER = "other"


def lock(db: Connection, task_id: int) -> LockedTask | None:
    """The task, locked until the end of the transaction: everything that changes it takes this lock first."""
    return one(
        db,
        LockedTask,
        f"""select {LOCKED}
           from task where id = %s for update""",
        (task_id,),
    )


def lock_many(db: Connection, project_id: int, task_ids: Sequence[int]) -> list[LockedTask]:
    """Tasks of a project, locked in the order of their ids so that two bulk changes cannot block one another."""
    return many(
        db,
        LockedTask,
        f"""select {LOCKED}
           from task where project_id = %s and id = any(%s) order by id for update""",
        (project_id, list(task_ids)),
    )


def statuses(db: Connection, project_id: int, task_ids: Sequence[int]) -> dict[int, str]:
    """How tasks of a project stand, by their numbers, without locking them."""
    found = records(
        db, "select id, status from task where project_id = %s and id = any(%s)", (project_id, list(task_ids))
    )
    return {row["id"]: row["status"] for row in found}


@dataclass(frozen=True, slots=True)
class Count:
    """What a recount of a task's own rows gives."""

    overlap: int
    reopened: bool
    holds: int
    total: int
    cancelled: int
    counting: int
    occupied: int
    ground_truths: int
    reviews_accepted: int
    reviews_rejected: int
    pending: int
    undecided: int
    expert: int
    returned: int
    accepted: int
    rejected: int
    waived: int
    not_selected: int
    open_issues: int
    owed_issues: int
    assigned: int
    assigned_done: int
    reviewers: int
    agreement: float | None
    due: bool
    unheld: bool

    def facts(self, submissions: int) -> Facts:
        return Facts(
            overlap=self.overlap,
            holds=self.holds,
            counting=self.counting,
            occupied=self.occupied,
            submissions=submissions,
            assigned=self.assigned,
            assigned_done=self.assigned_done,
            pending=self.pending,
            undecided=self.undecided,
            expert=self.expert,
            returned=self.returned,
            accepted=self.accepted,
            rejected=self.rejected,
            waived=self.waived,
            not_selected=self.not_selected,
            open_issues=self.open_issues,
            owed_issues=self.owed_issues,
            reopened=self.reopened,
            agreement=self.agreement,
            due=self.due,
            unheld=self.unheld,
        )


def recount(db: Connection, task_id: int, skips_count: bool, skips_occupy: bool, compares: bool = False) -> Count:
    """Counts the rows of one task. Its cost depends on that task alone; the caller holds the task's lock.

    Whether its agreement is due is only looked up with `compares`.
    """
    found = one(
        db,
        Count,
        """select t.overlap, t.reopened, w.holds, a.total, a.cancelled, a.counting, a.occupied, a.ground_truths,
             a.reviews_accepted, a.reviews_rejected, r.pending, r.undecided, r.expert, r.returned, r.accepted,
             r.rejected, r.waived, r.not_selected, i.open_issues, i.owed_issues, s.assigned, s.assigned_done,
             s.reviewers, t.agreement,
             %(compares)s and exists (select 1 from agreement_due where task_id = t.id) as due,
             exists (select 1 from work_item where task_id = t.id and kind = 'annotate' and state = 'open') as unheld
           from task t,
           lateral (select count(*) as holds from work_item
             where task_id = t.id and kind = 'annotate' and state = 'held' and not returned and not skipped) w,
           lateral (select
             count(*) filter (where not was_cancelled) as total,
             count(*) filter (where was_cancelled) as cancelled,
             count(distinct author_id) filter (where counts
               and (not was_cancelled or verdict = 'removed' or %(count)s)) as counting,
             count(distinct author_id) filter (where counts
               and (not was_cancelled or verdict = 'removed' or %(occupy)s)) as occupied,
             count(*) filter (where ground_truth) as ground_truths,
             count(*) filter (where verdict in ('accepted', 'fixed')) as reviews_accepted,
             count(*) filter (where verdict in ('returned', 'removed', 'passed_on')) as reviews_rejected
             from annotation where task_id = t.id) a,
           lateral (select
             coalesce(sum(n) filter (where state = 'pending'), 0)::int as pending,
             coalesce(sum(n) filter (where state = 'undecided'), 0)::int as undecided,
             coalesce(sum(n) filter (where state = 'expert_pending'), 0)::int as expert,
             coalesce(sum(n) filter (where state = 'returned'), 0)::int as returned,
             coalesce(sum(n) filter (where state = 'accepted'), 0)::int as accepted,
             coalesce(sum(n) filter (where state = 'rejected'), 0)::int as rejected,
             coalesce(sum(n) filter (where state = 'waived'), 0)::int as waived,
             coalesce(sum(n) filter (where state = 'not_selected'), 0)::int as not_selected
             from (select d.state, count(*) as n from annotation x join review_item d on d.annotation_id = x.id
               where x.task_id = t.id group by d.state) by_state) r,
           lateral (select count(*) filter (where not is_resolved) as open_issues, count(*) as owed_issues
             from issue where task_id = t.id and answered_at is null) i,
           lateral (select
             count(*) filter (where type = 'AN') as assigned,
             count(*) filter (where type = 'AN' and is_done) as assigned_done,
             count(*) filter (where type = 'RE') as reviewers
             from assignment where task_id = t.id) s
           where t.id = %(task)s""",
        {"task": task_id, "count": skips_count, "occupy": skips_occupy, "compares": compares},
    )
    assert found is not None
    return found


def write_standing(
    db: Connection,
    task: LockedTask,
    count: Count,
    now: Standing,
    *,
    submissions: int,
    at: datetime,
    by: int | None,
    deed: Deed = Deed.OTHER,
    enters_anew: bool = False,
) -> StateFacts | None:
    """Writes what the fold says, and moves the project's counters by the difference.

    The state of the project may be another one when that of the task is: then it returns the facts, as they are now.
    `enters_anew` puts the task behind everything that is in the queue, and before what comes later (MQA 16).
    """
    # A task that somebody has begun is offered before those that nobody has touched, and so is one that is free again.
    begun = count.counting > task.counting
    reopens = now.queue_open and (begun or not task.queue_open)
    completed_at = None
    if now.is_complete:
        completed_at = task.completed_at or at
    moves = {
        "labeled": int(now.is_labeled) - int(task.is_labeled),
        "reviewed": int(now.reviewed) - int(task.reviewed),
        "annotations": count.total - task.total_annotations,
        "skipped": count.cancelled - task.cancelled_annotations,
        "items_pending": count.pending - task.items_pending,
        "items_accepted": count.accepted - task.items_accepted,
        "items_returned": count.returned - task.items_returned,
        "items_rejected": count.rejected - task.items_rejected,
        "items_not_selected": count.not_selected - task.items_not_selected,
    }
    moves["reviewing"] = int(now.state == State.REVIEWING) - int(task.state == State.REVIEWING)
    if now.status != task.status:
        moves[task.status] = moves.get(task.status, 0) - 1
        moves[now.status.value] = moves.get(now.status.value, 0) + 1
    is_other = now.state != task.state
    project: LiteralString = f"from (select 1) as one left join lateral ({FACTS} %(tally_project)s) as p on true"
    found = records(
        db,
        f"""with moved as ({MOVE})
           update task set
             status = %(status)s, state = %(state)s, is_labeled = %(is_labeled)s, reviewed = %(reviewed)s,
             reviewed_at = case when %(reviewed)s then coalesce(reviewed_at, %(at)s) end,
             completed_at = %(completed_at)s, queue_open = %(queue_open)s, extra_open = %(extra_open)s,
             reopened_seq = case when %(reopens)s then nextval('queue_reopening')
                                 when %(queue_open)s then reopened_seq end,
             slots_taken = %(slots)s, holds = %(holds)s, counting = %(counting)s, submissions = %(submissions)s,
             items_pending = %(pending)s, items_expert = %(expert)s, items_returned = %(returned)s,
             items_accepted = %(accepted)s, items_rejected = %(rejected)s, items_not_selected = %(not_selected)s,
             open_issues = %(open_issues)s, total_annotations = %(total)s, cancelled_annotations = %(cancelled)s,
             reviews_accepted = %(reviews_accepted)s, reviews_rejected = %(reviews_rejected)s,
             queue_key = case when %(anew)s then nextval('task_id_seq') else queue_key end,
             queue_entered_at = case when %(anew)s then %(at)s else queue_entered_at end,
             submitted_at = case when %(deed)s in ('submitted', 'judged') then %(at)s else submitted_at end,
             submitted_by = case when %(deed)s = 'submitted' then %(by)s else submitted_by end,
             reviewed_by = case when %(deed)s = 'judged' then %(by)s else reviewed_by end,
             updated_at = case when %(deed)s in ('handed', 'folded') then updated_at else %(at)s end,
             updated_by = case when %(deed)s in ('handed', 'folded') then updated_by
                               else coalesce(%(by)s, updated_by) end
           {project if is_other else ""}
           where task.id = %(task)s returning {"p.*" if is_other else "1"}""",
        {
            "task": task.id,
            "status": now.status,
            "state": now.state,
            "is_labeled": now.is_labeled,
            "reviewed": now.reviewed,
            "queue_open": now.queue_open,
            "extra_open": now.extra_open,
            "reopens": reopens,
            "completed_at": completed_at,
            "slots": count.holds + count.occupied,
            "holds": count.holds,
            "counting": count.counting,
            "submissions": submissions,
            "pending": count.pending,
            "expert": count.expert,
            "returned": count.returned,
            "accepted": count.accepted,
            "rejected": count.rejected,
            "not_selected": count.not_selected,
            "open_issues": count.open_issues,
            "total": count.total,
            "cancelled": count.cancelled,
            "reviews_accepted": count.reviews_accepted,
            "reviews_rejected": count.reviews_rejected,
            "at": at,
            "by": by,
            "deed": deed,
            "anew": enters_anew,
            **moved(task.project_id, moves),
        },
    )
    if count.reviewers and (count.pending > 0) != (task.items_pending > 0):
        run(
            db,
            "update assignment set is_ready = %s where task_id = %s and type = 'RE'",
            (count.pending > 0, task.id),
        )
    if not is_other or found[0]["organization_id"] is None:
        return None
    facts = StateFacts(**found[0])
    # A statement does not see what it writes itself.
    return replace(facts, tally={name: number + moves.get(name, 0) for name, number in facts.tally.items()})


@dataclass(frozen=True, slots=True)
class Annotators:
    """How many other people have done a task, or hold it, against how many are wanted."""

    overlap: int
    done: int
    holds: int
    has_truth: bool


def annotators(db: Connection, task_id: int, *, but: int) -> Annotators:
    """Everybody but one person. Skips and the ground truth do not count (LSE 4.6)."""
    found = one(
        db,
        Annotators,
        """select t.overlap, (select count(distinct author_id) from annotation a where a.task_id = t.id and a.counts
               and not a.was_cancelled and not a.ground_truth and a.author_id is distinct from %(but)s) as done,
             (select count(*) from work_item w where w.task_id = t.id and w.kind = 'annotate' and w.state = 'held'
               and not w.returned and not w.skipped and w.holder_id <> %(but)s) as holds,
             exists (select 1 from annotation a where a.task_id = t.id and a.ground_truth) as has_truth
           from task t where t.id = %(task)s""",
        {"task": task_id, "but": but},
    )
    assert found is not None
    return found
