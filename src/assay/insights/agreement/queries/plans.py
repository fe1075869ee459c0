"""What of a project is compared and how: dimensions, and plans by generation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assay.kit.db import Connection, json, many, one, run, value


@dataclass(frozen=True, slots=True)
class DimensionRow:
    """A control of a project that is or was compared."""

    id: int
    name: str
    control_tag: str
    position: int
    is_active: bool
    created_at: datetime
    updated_at: datetime


def dimensions(db: Connection, project_id: int) -> list[DimensionRow]:
    """The dimensions of a project, in the order of its configuration; those of controls that went come last."""
    return many(
        db,
        DimensionRow,
        """select id, name, control_tag, position, is_active, created_at, updated_at from dimension
           where project_id = %s order by not is_active, position, id""",
        (project_id,),
    )


def write_dimensions(db: Connection, project_id: int, controls: Sequence[tuple[str, str]]) -> None:
    """Brings the dimensions in line with the compared controls (name, tag) of a configuration."""
    names = [name for name, _ in controls]
    run(
        db,
        """update dimension set is_active = false, updated_at = now()
           where project_id = %s and is_active and not name = any(%s)""",
        (project_id, names),
    )
    run(
        db,
        """insert into dimension (project_id, name, control_tag, position)
           select %s, c.name, c.tag, c.position
           from unnest(%s::text[], %s::text[]) with ordinality as c (name, tag, position)
           on conflict (project_id, name) do update
             set control_tag = excluded.control_tag, position = excluded.position, is_active = true, updated_at = now()
             where (dimension.control_tag, dimension.position, dimension.is_active)
               is distinct from (excluded.control_tag, excluded.position, true)""",
        (project_id, names, [tag for _, tag in controls]),
    )


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A way of computing that a project uses, used, or is about to use."""

    generation: int
    ontology_version_id: int | None
    dimensions: list[dict[str, Any]]
    status: str
    progress: int
    total: int
    error: str


_PLAN = "generation, ontology_version_id, dimensions, status, progress, total, error"


def plans(db: Connection, project_id: int, *, lock: bool = False) -> list[PlanRow]:
    """The plan that is shown and the one that is being computed, oldest first."""
    return many(
        db,
        PlanRow,
        f"""select {_PLAN} from agreement_plan where project_id = %s and status in ('shown', 'computing')
           order by generation {"for update" if lock else ""}""",
        (project_id,),
    )


def latest_plan(db: Connection, project_id: int) -> PlanRow | None:
    """The plan that was made last, whatever became of it."""
    return one(
        db,
        PlanRow,
        f"select {_PLAN} from agreement_plan where project_id = %s order by generation desc limit 1",
        (project_id,),
    )


def lock_project(db: Connection, project_id: int) -> None:
    """One plan of a project is made at a time."""
    run(db, "select pg_advisory_xact_lock(hashtext('agreement_plan'), %s::int)", (project_id % 2**31,))


def add_plan(
    db: Connection,
    project_id: int,
    ontology_version_id: int | None,
    dimensions: Sequence[dict[str, Any]],
    status: str,
    actor_id: int | None,
) -> int:
    """Stores a plan under the next generation, which is returned. An earlier one that was computing gives way."""
    run(
        db,
        """update agreement_plan set status = 'replaced', finished_at = now()
           where project_id = %s and status = 'computing'""",
        (project_id,),
    )
    return int(
        value(
            db,
            """insert into agreement_plan (project_id, generation, ontology_version_id, dimensions, status, created_by)
               select %(project)s, coalesce(max(generation), 0) + 1, %(version)s, %(dimensions)s, %(status)s, %(by)s
               from agreement_plan where project_id = %(project)s returning generation""",
            {
                "project": project_id,
                "version": ontology_version_id,
                "dimensions": json(list(dimensions)),
                "status": status,
                "by": actor_id,
            },
        )
    )


def note_progress(db: Connection, project_id: int, generation: int, progress: int, total: int) -> bool:
    """Says how far a computation is; False when it has given way to another one."""
    return (
        run(
            db,
            """update agreement_plan set progress = %s, total = %s
               where project_id = %s and generation = %s and status = 'computing'""",
            (progress, total, project_id, generation),
        )
        > 0
    )


def show_plan(db: Connection, project_id: int, generation: int) -> None:
    """Shows a computed generation in place of the one before."""
    run(
        db,
        """update agreement_plan set status = 'replaced', finished_at = now()
           where project_id = %s and status = 'shown'""",
        (project_id,),
    )
    run(
        db,
        """update agreement_plan set status = 'shown', finished_at = now() where project_id = %s and generation = %s""",
        (project_id, generation),
    )


def fail_plan(db: Connection, project_id: int, generation: int, error: str) -> None:
    """Gives a computation up; what was shown stays."""
    run(
        db,
        """update agreement_plan set status = 'failed', error = %s, finished_at = now()
           where project_id = %s and generation = %s and status = 'computing'""",
        (error, project_id, generation),
    )


def forget_others(db: Connection, project_id: int, generations: Sequence[int], limit: int) -> int:
    """Removes scores of generations that are neither shown nor computing, so many at most; returns how many."""
    kept = list(generations)
    gone = run(
        db,
        """delete from agreement_pair where ctid = any(array(select ctid from agreement_pair
             where project_id = %s and not generation = any(%s) limit %s))""",
        (project_id, kept, limit),
    )
    return gone + run(
        db,
        """delete from agreement_task where ctid = any(array(select ctid from agreement_task
             where project_id = %s and not generation = any(%s) limit %s))""",
        (project_id, kept, limit),
    )
