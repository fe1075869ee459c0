"""Submitted tasks of a project, by number or by what they are called."""

from __future__ import annotations

from collections.abc import Sequence

from assay.kit.db import Connection, values


def task_ids(db: Connection, project_id: int, statuses: Sequence[str], search: str) -> list[int]:
    """Tasks that are in review or completed; with a search those whose title holds it, in capitals or not."""
    return values(
        db,
        """select t.id from task t join data_unit u on u.id = t.data_unit_id
           where t.project_id = %(project)s and t.status = any(%(statuses)s)
             and (%(search)s = '' or position(lower(%(search)s) in lower(u.title)) > 0) order by t.id""",
        {"project": project_id, "statuses": list(statuses) or ["in_review", "completed"], "search": search},
    )


def not_of_project(db: Connection, project_id: int, ids: Sequence[int]) -> list[int]:
    """Those of some numbers that are no task of a project."""
    fitting = [number for number in ids if 0 < number < 2**63]
    found = values(
        db,
        """select n.id from unnest(%s::bigint[]) as n (id)
           where not exists (select 1 from task t where t.id = n.id and t.project_id = %s) order by n.id""",
        (fitting, project_id),
    )
    return [number for number in ids if number not in fitting] + found
