"""Submitted tasks of a project, by number or by what they are called."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assay.kit.db import Connection, values
from assay.queue.queries.narrowing import named, of_task
from assay.queue.rules import WorkFilter
from assay.tasks.rules import Status

SUBMITTED = frozenset({Status.IN_REVIEW, Status.COMPLETED})


def task_ids(db: Connection, project_id: int, wanted: WorkFilter) -> list[int]:
    """Tasks that are in review or completed and that a filter finds; other statuses have nothing that was submitted."""
    statuses = wanted.status & SUBMITTED if wanted.status else SUBMITTED
    parameters: dict[str, Any] = {"project": project_id, "statuses": sorted(statuses)}
    asked = [*of_task(wanted, parameters), named(wanted, parameters)]
    return values(
        db,
        f"""select t.id from task t where t.project_id = %(project)s and t.status = any(%(statuses)s)
            and {" and ".join(asked)} order by t.id""",
        parameters,
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
