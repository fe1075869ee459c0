"""What must hold of every project at every moment, checked on the rows themselves.

Each check is a query that finds what breaks a rule; an empty answer means that the rule holds.
"""

from __future__ import annotations

from typing import Any

from assay.kit.db import Connection
from assay.projects import queries as projects
from assay.tasks import queries as tasks
from assay.tasks.rules import standing

CHECKS: dict[str, str] = {
    "nobody reviews their own work": """
        select v.id from verdict v join annotation a on a.id = v.annotation_id
        where v.project_id = %(project)s and v.reviewer_id = a.author_id""",
    "nobody is the expert on their own verdict": """
        select e.id from verdict e join verdict n on n.review_item_id = e.review_item_id and n.stage = 'normal'
        where e.project_id = %(project)s and e.stage = 'expert' and e.reviewer_id = n.reviewer_id
          and e.withdrawn_at is null and n.withdrawn_at is null""",
    "completed means nothing open": """
        select t.id from task t where t.project_id = %(project)s and t.status = 'completed' and (
          exists (select 1 from issue i where i.task_id = t.id and not i.is_resolved)
          or exists (select 1 from review_item r left join work_item w on w.id = r.work_item_id
            where r.task_id = t.id and r.state in ('pending', 'expert_pending')
              and not (%(one)s and (w.state = 'held' or t.reviewed))))""",
    "a final rejection is an expert's or a remove": """
        select r.id from review_item r where r.project_id = %(project)s and r.state = 'rejected' and not exists (
          select 1 from verdict v where v.review_item_id = r.id and v.withdrawn_at is null and v.kind = 'reject'
            and (v.stage = 'expert' or v.reject_action = 'remove'))""",
    "queued means no holder and no submission": """
        select t.id from task t where t.project_id = %(project)s and t.status = 'queued' and (t.holds > 0
          or exists (select 1 from annotation a where a.task_id = t.id and a.counts and not a.was_cancelled))""",
    "returned means submitted before": """
        select t.id from task t where t.project_id = %(project)s and t.status = 'returned' and t.submissions = 0""",
    "what waits for a verdict is in a batch that waits": """
        select r.id from review_item r left join work_item w on w.id = r.work_item_id
        where r.project_id = %(project)s and r.state in ('pending', 'expert_pending') and (w.id is null
          or w.state not in ('open', 'held', 'waiting')
          or w.kind <> case r.state when 'pending' then 'review' else 'expert' end)""",
    "a batch that waits holds something": """
        select w.id from work_item w where w.project_id = %(project)s and w.kind <> 'annotate'
          and w.state in ('open', 'waiting', 'held') and not exists (
            select 1 from review_item r where r.work_item_id = w.id and r.state in ('pending', 'expert_pending'))""",
    "returned work is in its author's hands when the round is over": """
        select a.id from annotation a where a.project_id = %(project)s
          and exists (select 1 from review_item r where r.annotation_id = a.id and r.state = 'returned')
          and not (%(by_instance)s and exists (select 1 from review_item r
            where r.annotation_id = a.id and r.state in ('pending', 'expert_pending')))
          and not exists (select 1 from work_item w where w.task_id = a.task_id and w.holder_id = a.author_id
            and w.kind = 'annotate' and w.state = 'held' and w.returned)""",
    "returned slots belong to returned work": """
        select w.id from work_item w where w.project_id = %(project)s and w.kind = 'annotate' and w.returned
          and (w.state <> 'held' or not exists (select 1 from annotation a where a.task_id = w.task_id
            and a.author_id = w.holder_id))""",
    "revisions are all there": """
        select a.id from annotation a where a.project_id = %(project)s and a.revision <> (
          select count(*) from annotation_revision r where r.annotation_id = a.id and r.number <= a.revision)""",
    "what is drawn is remembered": """
        select r.id from review_item r where r.project_id = %(project)s and (
          (r.state = 'not_selected' and r.inclusion_probability >= 1)
          or (r.inclusion_rule = 'project' and r.inclusion_probability = 0 and r.state = 'pending' and r.round = 1
              and not exists (select 1 from verdict v where v.review_item_id = r.id)))""",
    "an item has one verdict for each round that ended": """
        select review_item_id from verdict where project_id = %(project)s and withdrawn_at is null
        group by review_item_id, round, stage having count(*) > 1""",
    "with strict overlap there are never too many": """
        select t.id from task t where t.project_id = %(project)s and %(strict)s and t.overlap + %(beyond)s < (
          select count(distinct a.author_id) from annotation a where a.task_id = t.id and a.counts
            and not a.was_cancelled and not a.ground_truth)
          and not exists (select 1 from annotation a where a.task_id = t.id and a.ground_truth)""",
    "one more is wanted only of labelled tasks that nobody holds": """
        select t.id from task t where t.project_id = %(project)s and t.extra_open
          and (not t.is_labeled or t.queue_open or t.holds > 0)""",
    "what is ready is known to those who were asked": """
        select a.id from assignment a join task t on t.id = a.task_id where a.project_id = %(project)s
          and a.type = 'RE' and a.is_ready <> (t.items_pending > 0)""",
    "the queue is open exactly while a slot is free": """
        select t.id from task t where t.project_id = %(project)s and t.queue_open <> (t.slots_taken < t.overlap)""",
}

TALLIES = """
    select
      (select count(*) from task where project_id = %(project)s) = sum(tasks),
      (select count(*) from task where project_id = %(project)s and status = 'queued') = sum(queued),
      (select count(*) from task where project_id = %(project)s and status = 'assigned') = sum(assigned),
      (select count(*) from task where project_id = %(project)s and status = 'in_review') = sum(in_review),
      (select count(*) from task where project_id = %(project)s and state = 'REVIEW_IN_PROGRESS') = sum(reviewing),
      (select count(*) from task where project_id = %(project)s and status = 'returned') = sum(returned),
      (select count(*) from task where project_id = %(project)s and status = 'completed') = sum(completed),
      (select count(*) from task where project_id = %(project)s and is_labeled) = sum(labeled),
      (select count(*) from task where project_id = %(project)s and reviewed) = sum(reviewed),
      (select count(*) from annotation where project_id = %(project)s and not was_cancelled) = sum(annotations),
      (select count(*) from annotation where project_id = %(project)s and was_cancelled) = sum(skipped),
      (select count(*) from review_item where project_id = %(project)s and state = 'pending') = sum(items_pending),
      (select count(*) from review_item where project_id = %(project)s and state = 'accepted') = sum(items_accepted),
      (select count(*) from review_item where project_id = %(project)s and state = 'returned') = sum(items_returned),
      (select count(*) from review_item where project_id = %(project)s and state = 'rejected') = sum(items_rejected)
    from project_tally where project_id = %(project)s"""


def check(db: Connection, project_id: int, *, beyond: int = 0) -> None:
    """Asserts every rule on one project, in which a task may have some annotations `beyond` its overlap."""
    workflow = projects.workflow(db, project_id)
    assert workflow is not None
    params: dict[str, Any] = {
        "project": project_id,
        "one": workflow.criterion == "one",
        "by_instance": workflow.unit == "instance",
        "beyond": beyond,
        "strict": workflow.settings.strict_task_overlap,
    }
    for rule, query in CHECKS.items():
        broken = db.execute(query, params).fetchall()  # type: ignore[call-overload]
        assert not broken, f"{rule}: {broken}"
    assert all(db.execute(TALLIES, params).fetchone() or ()), "counters of the project"
    for (task_id,) in db.execute("select id from task where project_id = %s", (project_id,)).fetchall():
        _check_task(db, workflow, task_id)
    db.rollback()


def _check_task(db: Connection, workflow: Any, task_id: int) -> None:
    """The counters on a task's row are what a recount gives, and its state is what the fold says."""
    low = workflow.low_agreement
    count = tasks.recount(db, task_id, workflow.skips_count, workflow.skips_occupy, low is not None)
    row = db.execute(
        """select submissions, holds, counting, slots_taken, items_pending, items_expert, items_returned,
           items_accepted, items_rejected, items_not_selected, open_issues, total_annotations, cancelled_annotations,
           reviews_accepted, reviews_rejected, status, state, is_labeled, reviewed, queue_open
           from task where id = %s""",
        (task_id,),
    ).fetchone()
    assert row is not None
    expected = (
        count.holds,
        count.counting,
        count.holds + count.occupied,
        count.pending,
        count.expert,
        count.returned,
        count.accepted,
        count.rejected,
        count.not_selected,
        count.open_issues,
        count.total,
        count.cancelled,
        count.reviews_accepted,
        count.reviews_rejected,
    )
    assert row[1:15] == expected, f"counters of task {task_id}"
    now = standing(
        count.facts(row[0]),
        workflow.criterion,
        workflow.manual,
        workflow.needs_resolution,
        low,
        finished_only=workflow.finished_only,
    )
    assert row[15:] == (now.status, now.state, now.is_labeled, now.reviewed, now.queue_open), f"state of task {task_id}"
