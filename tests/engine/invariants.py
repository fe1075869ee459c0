"""What must hold of every project at every moment, checked on the rows themselves.

Each check is a query that finds what breaks a rule; an empty answer means that the rule holds.
"""

from __future__ import annotations

from dataclasses import replace
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

# Manual QA: T1 - T17 of its specification, as far as rows alone tell; what they forbid to change, the acts of the
# stateful run look at. Each query finds what breaks the rule, among the tasks of one project.
MANUAL_QA: dict[str, str] = {
    "a task is labelled once": """
        select a.task_id from annotation a where a.task_id = any(%(tasks)s) and not a.was_cancelled
        group by a.task_id having count(*) > 1""",
    "T1: a task has one holder": """
        select w.task_id from work_item w where w.task_id = any(%(tasks)s) and w.kind = 'annotate'
          and w.state in ('held', 'open') group by w.task_id having count(*) > 1""",
    "T1: the row of a task knows whether it is held": """
        select t.id from task t where t.id = any(%(tasks)s) and t.holds <> (select count(*) from work_item w
          where w.task_id = t.id and w.kind = 'annotate' and w.state = 'held' and not w.returned)""",
    "T1: who holds a task to label it has it assigned or returned": """
        select t.id from task t join work_item w on w.task_id = t.id and w.kind = 'annotate' and w.state = 'held'
        where t.id = any(%(tasks)s) and t.status not in ('assigned', 'returned')""",
    "T1: a review is of one batch, and held by one person": """
        select w.id from work_item w where w.task_id = any(%(tasks)s) and w.kind <> 'annotate'
          and (w.state = 'held') <> (w.holder_id is not null) and w.state in ('held', 'open')""",
    "T2: a free task is in the queue, a held or submitted one is not": """
        select t.id from task t where t.id = any(%(tasks)s) and t.queue_open <> (not exists (select 1 from work_item w
          where w.task_id = t.id and w.kind = 'annotate' and w.state = 'held')
          and (t.status = 'queued' or (t.status = 'returned' and exists (select 1 from work_item w
            where w.task_id = t.id and w.kind = 'annotate' and w.state = 'open' and w.returned))))""",
    "T3: queued is never submitted and not held, assigned is never submitted and held": """
        select t.id from task t where t.id = any(%(tasks)s) and t.status in ('queued', 'assigned')
          and ((t.status = 'assigned') <> exists (select 1 from work_item w
            where w.task_id = t.id and w.kind = 'annotate' and w.state = 'held')
          or exists (select 1 from annotation a where a.task_id = t.id and not a.was_cancelled))""",
    "T3: returned was submitted": """
        select t.id from task t where t.id = any(%(tasks)s) and t.status = 'returned' and (t.submissions = 0
          or not exists (select 1 from annotation a where a.task_id = t.id and not a.was_cancelled))""",
    "T3: in review is submitted, and something waits for a verdict": """
        select t.id from task t where t.id = any(%(tasks)s) and t.status = 'in_review' and (t.submissions = 0
          or not exists (select 1 from review_item r
            where r.task_id = t.id and r.state in ('pending', 'expert_pending')))""",
    "T4: completed is submitted, and nothing waits": """
        select t.id from task t where t.id = any(%(tasks)s) and t.status = 'completed' and (t.submissions = 0
          or exists (select 1 from issue i where i.task_id = t.id and (not i.is_resolved or i.answered_at is null))
          or exists (select 1 from review_item r where r.task_id = t.id
            and r.state in ('pending', 'expert_pending', 'returned')))""",
    "T4: only experts reject for good": """
        select r.id from review_item r where r.task_id = any(%(tasks)s) and r.state = 'rejected' and not exists (
          select 1 from verdict v where v.review_item_id = r.id and v.withdrawn_at is null and v.kind = 'reject'
            and v.stage = 'expert')""",
    "T6: what is reviewed again has no open issue": """
        select r.id from review_item r join issue i on i.review_item_id = r.id
        where r.task_id = any(%(tasks)s) and not i.is_resolved and r.state <> 'returned'""",
    "T6: what was returned has an issue": """
        select r.id from review_item r where r.task_id = any(%(tasks)s) and r.state = 'returned'
          and (select v.kind = 'reject' and v.round = r.round from verdict v where v.review_item_id = r.id
            and v.withdrawn_at is null order by v.id desc limit 1)
          and not exists (select 1 from issue i where i.review_item_id = r.id)""",
    "T7: what is reviewed again was rejected, was changed, or was chosen for a further review": """
        select r.id from review_item r join instance i on i.id = r.instance_id
        join lateral (select v.kind, coalesce(v.fixed_revision, v.judged_revision) as seen from verdict v
          where v.review_item_id = r.id and v.withdrawn_at is null order by v.id desc limit 1) v on true
        where r.task_id = any(%(tasks)s) and r.state = 'pending' and r.round > 1 and r.inclusion_rule <> 'added'
          and v.kind <> 'reject' and i.last_revision <= v.seen""",
    "T10: what an expert rejected, and what went to one instead, never reaches the annotator": """
        select r.id from review_item r where r.task_id = any(%(tasks)s) and r.state = 'returned'
          and (select v.kind = 'reject' and (v.stage = 'expert' or v.reject_action = 'expert') from verdict v
            where v.review_item_id = r.id and v.withdrawn_at is null order by v.id desc limit 1)""",
    "T13: every item has the probability, the rule and the seed of its draw": """
        select r.id from review_item r where r.task_id = any(%(tasks)s) and (r.inclusion_probability is null
          or r.draw_seed is null or r.inclusion_rule not in ('project', 'class', 'annotator', 'added', 'report')
          or (r.state = 'not_selected' and r.inclusion_probability >= 1))""",
    "T16: returned work is in somebody's hands, or waits for anybody": """
        select a.id from annotation a join task t on t.id = a.task_id
        where t.id = any(%(tasks)s) and t.status = 'returned' and not exists (select 1 from work_item w
          where w.task_id = t.id and w.kind = 'annotate' and w.returned and w.state in ('held', 'open'))
          and not a.was_cancelled""",
    "what waits for a verdict is in a batch that waits, and a batch that waits holds something": """
        select r.id from review_item r left join work_item w on w.id = r.work_item_id
        where r.task_id = any(%(tasks)s) and r.state in ('pending', 'expert_pending') and (w.id is null
          or w.state not in ('open', 'held') or w.kind <> case r.state when 'pending' then 'review' else 'expert' end)
        union all
        select w.id from work_item w where w.task_id = any(%(tasks)s) and w.kind <> 'annotate'
          and w.state in ('open', 'waiting', 'held') and not exists (
            select 1 from review_item r where r.work_item_id = w.id and r.state in ('pending', 'expert_pending'))""",
    "nobody is the expert on their own verdict": """
        select e.id from verdict e join verdict n on n.review_item_id = e.review_item_id and n.stage = 'normal'
          and n.round = e.round
        where e.project_id = %(project)s and e.stage = 'expert' and e.reviewer_id = n.reviewer_id
          and e.withdrawn_at is null and n.withdrawn_at is null""",
    "an item has one verdict of a stage in a round": """
        select min(v.id) from verdict v where v.project_id = %(project)s and v.withdrawn_at is null
        group by v.review_item_id, v.round, v.stage having count(*) > 1""",
}
# Without the queue the status of a task stands still whatever happens to it (A.21 U1), so what it says is old.
UNMANAGED = {rule: query for rule, query in MANUAL_QA.items() if "t.status" not in query}


def _at_once(rules: dict[str, str]) -> str:
    return " union all ".join(
        f"select '{rule.replace(chr(39), chr(39) * 2)}', x.* from ({query}) x" for rule, query in rules.items()
    )


_AT_ONCE = {True: _at_once(MANUAL_QA), False: _at_once(UNMANAGED)}


def check_manual_qa(db: Connection, project_id: int, task_ids: list[int], *, is_managed: bool = True) -> None:
    """Asserts the rules of manual QA on some tasks of a project, by one statement."""
    given = {"project": project_id, "tasks": task_ids}
    broken = db.execute(_AT_ONCE[is_managed], given, prepare=True).fetchall()  # type: ignore[call-overload]
    db.rollback()
    assert not broken, f"broken: {broken}"


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

COMMENTS = """
    select t.id, t.comment_count, t.unresolved_comment_count from task t where t.project_id = %(project)s
      and (t.comment_count, t.unresolved_comment_count) <> (select count(*), count(*) filter (where not c.is_resolved)
        from comment c where c.task_id = t.id)"""


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
    check_counters(db, project_id)


def check_counters(db: Connection, project_id: int) -> None:
    """Asserts that every stored count of a project is what a recount gives."""
    workflow = projects.workflow(db, project_id)
    assert workflow is not None
    assert all(db.execute(TALLIES, {"project": project_id}).fetchone() or ()), "counters of the project"
    miscounted = db.execute(COMMENTS, {"project": project_id}).fetchall()
    assert not miscounted, f"counters of comments: {miscounted}"
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
        workflow.rounds_end_together,
        low,
        finished_only=workflow.finished_only,
    )
    if not workflow.is_managed:
        now = replace(now, status=row[15], state=row[16])
    assert row[15:] == (now.status, now.state, now.is_labeled, now.reviewed, now.queue_open), f"state of task {task_id}"
