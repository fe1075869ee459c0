"""What answers show of tasks and of the people who work on them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assay.kit.db import Connection, among, composed, records, value, values


def names(db: Connection, account_ids: Sequence[int]) -> list[dict[str, Any]]:
    """The names of people."""
    which, parameter = among(account_ids)
    return records(
        db, composed("select id, email, first_name, last_name, username from account where id", which), (parameter,)
    )


def agreement_of(db: Connection, task_id: int) -> float | None:
    """How far the annotators of a task agree, as it is shown."""
    found: float | None = value(db, "select agreement from task where id = %s", (task_id,))
    return found


def authors_of(db: Connection, task_id: int) -> list[int | None]:
    """Who made the annotations of a task, in their order."""
    return values(db, "select author_id from annotation where task_id = %s order by id", (task_id,))


def tasks(db: Connection, task_ids: Sequence[int], drafts_of: int) -> list[dict[str, Any]]:
    """Tasks without the work on them, in no order."""
    which, parameter = among(task_ids)
    return records(
        db,
        composed(
            """select t.id, t.inner_id, u.data, t.meta, t.created_at, t.updated_at, t.updated_by, t.is_labeled,
             t.overlap, t.allow_skip, t.project_id as project, t.total_annotations, t.cancelled_annotations,
             t.total_predictions, t.comment_count, t.unresolved_comment_count, t.last_comment_updated_at,
             t.reviewed, t.reviewed_at, t.completed_at, t.reviews_accepted, t.reviews_rejected, t.status, t.state,
             u.media, u.title, f.name as file_upload, exists (
               select 1 from draft d
               where d.task_id = t.id and (d.account_id = %s or d.account_id is null)) as draft_exists
           from task t join data_unit u on u.id = t.data_unit_id left join upload f on f.id = u.upload_id
           where t.id""",
            which,
        ),
        (drafts_of, parameter),
    )


def participants(db: Connection, task_ids: Sequence[int]) -> list[dict[str, Any]]:
    """Who annotates and who reviews: assigned, at work or done, with the verdicts that stand."""
    return records(
        db,
        """select task_id, part, p.account_id, bool_or(done) as done, max(verdict) as verdict, c.first_name,
             c.last_name, c.email from (
             select task_id, 'annotators' as part, account_id, is_done as done, null::text as verdict
             from assignment where task_id = any(%(tasks)s) and type = 'AN'
             union all
             select task_id, 'reviewers', account_id, is_done, null
             from assignment where task_id = any(%(tasks)s) and type = 'RE'
             union all
             select w.task_id, 'annotators', w.holder_id, w.state = 'done' or w.returned, a.verdict
             from work_item w left join annotation a on a.id = w.annotation_id
             where w.task_id = any(%(tasks)s) and w.kind = 'annotate' and not w.prefetched
             union all
             select a.task_id, 'annotators', a.author_id, true, a.verdict
             from annotation a where a.task_id = any(%(tasks)s) and a.author_id is not null
             union all
             select v.task_id, 'reviewers', v.reviewer_id, true, v.kind
             from verdict v where v.task_id = any(%(tasks)s) and v.withdrawn_at is null and v.reviewer_id is not null
             union all
             select w.task_id, 'reviewers', w.holder_id, false, null
             from work_item w where w.task_id = any(%(tasks)s) and w.kind <> 'annotate' and w.state = 'held') p
           join account c on c.id = p.account_id
           group by task_id, part, p.account_id, c.first_name, c.last_name, c.email
           order by task_id, part, p.account_id""",
        {"tasks": list(task_ids)},
    )
