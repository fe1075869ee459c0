"""Work that was handed out by name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from assay.access.queries import belongs
from assay.kit.db import Connection, composed, records, run, value, values
from assay.projects.rules.settings import ReviewOrder
from assay.reviews.queries import key_of_row


def next_assigned(db: Connection, project_id: int, account_id: int, among: Sequence[int] | None = None) -> int | None:
    """The first task that was assigned to a person for annotation and is not in their hands yet, of all or some."""
    chosen = None if among is None else list(among)
    found = value(
        db,
        """select a.task_id from assignment a
           where a.account_id = %s and a.project_id = %s and a.type = 'AN' and not a.is_done
             and not exists (select 1 from work_item w
               where w.task_id = a.task_id and w.holder_id = a.account_id and w.kind = 'annotate'
                 and (w.state = 'held' or w.skipped))
             and (%s::bigint[] is null or a.task_id = any(%s))
           order by array_position(%s::bigint[], a.task_id), a.task_id limit 1""",
        (account_id, project_id, chosen, chosen, chosen),
    )
    return None if found is None else int(found)


def is_assigned(db: Connection, task_id: int, account_id: int, kind: str = "AN") -> bool:
    """Whether a task was assigned to a person."""
    return bool(
        value(
            db,
            "select exists (select 1 from assignment where task_id = %s and account_id = %s and type = %s)",
            (task_id, account_id, kind),
        )
    )


def hold_assigned(
    db: Connection, project_id: int, task_id: int, account_id: int, *, until: datetime | None, prefetched: bool
) -> None:
    """Puts an assigned task into its person's hands."""
    run(
        db,
        """insert into work_item (project_id, task_id, kind, state, holder_id, reserved_at, reserved_until, prefetched)
           values (%s, %s, 'annotate', 'held', %s, now(), %s, %s)
           on conflict (task_id, holder_id) where kind = 'annotate' do update set state = 'held',
             reserved_at = now(), reserved_until = excluded.reserved_until, prefetched = excluded.prefetched""",
        (project_id, task_id, account_id, until, prefetched),
    )


def finish_assignment(db: Connection, task_id: int, account_id: int, kind: str, *, done: bool) -> None:
    """Notes that an assigned person has done their part, or has to do it again."""
    run(
        db,
        "update assignment set is_done = %s where task_id = %s and account_id = %s and type = %s and is_done <> %s",
        (done, task_id, account_id, kind, done),
    )


def align_skipped_assignments(db: Connection, project_id: int, *, done: bool) -> None:
    """Whether a skip ends an assignment, or the person is to do the task still, for skips that are there already."""
    run(
        db,
        """update assignment a set is_done = %(done)s from work_item w
           where a.project_id = %(project)s and a.type = 'AN' and w.task_id = a.task_id and w.holder_id = a.account_id
             and w.kind = 'annotate' and w.skipped and a.is_done <> %(done)s""",
        {"project": project_id, "done": done},
    )


def assign(
    db: Connection,
    project_id: int,
    pairs: Sequence[tuple[int, int]],
    kind: str,
    by: int,
    order: ReviewOrder = ReviewOrder.TASK,
) -> int:
    """Assigns people to tasks (task, person); who is assigned already stays so. Returns how many are new."""
    return run(
        db,
        composed(
            """insert into assignment (project_id, task_id, account_id, type, created_by, is_done, is_ready, order_key)
               select %(project)s, t.id, p.id, %(kind)s, %(by)s, exists (
                 select 1 from annotation a where %(kind)s = 'AN' and a.task_id = t.id and a.author_id = p.id
                   and a.counts and not a.was_cancelled), %(kind)s = 'RE' and t.items_pending > 0,""",
            key_of_row(order),
            """from unnest(%(tasks)s::bigint[], %(people)s::bigint[]) as p (task_id, id) join task t on t.id = p.task_id
               on conflict (task_id, account_id, type) do nothing""",
        ),
        {
            "project": project_id,
            "tasks": [task_id for task_id, _ in pairs],
            "people": [person for _, person in pairs],
            "kind": kind,
            "by": by,
        },
    )


def unassign(
    db: Connection, project_id: int, task_ids: Sequence[int], people: Sequence[int] | None, kind: str | None
) -> int:
    """Takes assignments away; None means everybody, or both kinds. Work that exists stays."""
    return run(
        db,
        """delete from assignment where project_id = %s and task_id = any(%s)
           and (%s::bigint[] is null or account_id = any(%s)) and (%s::text is null or type = %s)""",
        (
            project_id,
            list(task_ids),
            None if people is None else list(people),
            None if people is None else list(people),
            kind,
            kind,
        ),
    )


def assignments(db: Connection, task_id: int) -> list[dict[str, Any]]:
    """The assignments of a task, in the shape of the API."""
    return records(
        db,
        """select id, account_id as assignee, task_id as task, type, is_done, created_at
           from assignment where task_id = %s order by id""",
        (task_id,),
    )


def not_in_project(db: Connection, project_id: int, people: Sequence[int]) -> list[int]:
    """Those of some ids who can neither be reached through membership of the project nor through their role."""
    return values(
        db,
        f"""select p.id from unnest(%(people)s::bigint[]) as p (id) where not exists (
             select 1 from project j join membership m on m.organization_id = j.organization_id and m.account_id = p.id
             where j.id = %(project)s and m.role in ('OW', 'AD', 'MA', 'RE', 'AN') and (m.role in ('OW', 'AD', 'MA')
               or {belongs("j", "p.id")}))""",
        {"people": list(people), "project": project_id},
    )


def drop_unassigned(db: Connection, task_ids: Sequence[int]) -> None:
    """Takes tasks out of the hands of people who are not assigned any more and have not submitted."""
    run(
        db,
        """delete from work_item w where w.task_id = any(%s) and w.kind = 'annotate' and w.state = 'held'
           and w.annotation_id is null and not exists (select 1 from assignment a
             where a.task_id = w.task_id and a.account_id = w.holder_id and a.type = 'AN')""",
        (list(task_ids),),
    )
