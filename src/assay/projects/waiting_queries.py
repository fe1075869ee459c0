"""What waits in projects for one person."""

from __future__ import annotations

from collections.abc import Sequence

from assay.kit.db import Connection, records

# A list of projects says no more than "a thousand"; beyond that counting would only cost.
MOST = 1000


def returned_to(db: Connection, account_id: int, ids: Sequence[int]) -> dict[int, int]:
    """How much work waits in these projects that was sent back to a person; projects without any are left out."""
    found = records(
        db,
        """select project_id, count(*) as waiting from work_item
           where holder_id = %s and project_id = any(%s) and kind = 'annotate' and state = 'held' and returned
           group by project_id""",
        (account_id, list(ids)),
    )
    return {row["project_id"]: row["waiting"] for row in found}


def beside_queued(db: Connection, account_id: int, ids: Sequence[int]) -> dict[int, int]:
    """How many tasks a person can label in projects with one queue, besides those that are queued and free.

    What they hold, and work that came back and that nobody holds. What others hold is not theirs to label.
    """
    found = records(
        db,
        """select p.id,
             (select count(*) from work_item w where w.holder_id = %(person)s and w.project_id = p.id
                and w.kind = 'annotate' and w.state = 'held')
             + (select count(*) from (select 1 from task t where t.project_id = p.id and t.status = 'returned'
                and t.queue_open limit %(most)s) free) as waiting
           from project p where p.id = any(%(projects)s) and p.preset = 'manual_qa'""",
        {"person": account_id, "projects": list(ids), "most": MOST},
    )
    return {row["id"]: row["waiting"] for row in found}


def asked_to_review(db: Connection, account_id: int, ids: Sequence[int]) -> dict[int, int]:
    """How many tasks wait that a person was asked by name to review, in projects where nothing else is reviewed."""
    found = records(
        db,
        """select p.id, (select count(*) from assignment a where a.account_id = %s and a.project_id = p.id
             and a.type = 'RE' and a.is_ready) as waiting
           from project p where p.id = any(%s)
             and (p.settings->'review'->>'review_only_manual_assignments')::boolean""",
        (account_id, list(ids)),
    )
    return {row["id"]: row["waiting"] for row in found}


def reviews_for(db: Connection, account_id: int, ids: Sequence[int]) -> dict[int, int]:
    """How many reviews of single instances a person holds, or may take, as a reviewer or an expert.

    Only of projects with one queue: there a review may be drawn for somebody, so it does not wait for everybody.
    """
    found = records(
        db,
        """select p.id, (select count(*) from (
               (select 1 from work_item w where w.holder_id = %(person)s and w.project_id = p.id
                  and w.kind in ('review', 'expert') and w.state = 'held' limit %(most)s)
               union all
               (select 1 from work_item w where w.project_id = p.id and w.kind = 'review' and w.state = 'open'
                  and (w.author_id is distinct from %(person)s
                       or coalesce((p.settings->'review'->>'allow_self_review')::boolean, false))
                  and (w.excluded is null or not %(person)s = any(w.excluded)) limit %(most)s)
               union all
               (select 1 from work_item w where w.project_id = p.id and w.kind = 'expert' and w.state = 'open'
                  and (w.pool is null or %(person)s = any(w.pool)) limit %(most)s)) waiting) as waiting
           from project p where p.id = any(%(projects)s) and p.preset = 'manual_qa'""",
        {"person": account_id, "projects": list(ids), "most": MOST},
    )
    return {row["id"]: row["waiting"] for row in found}
