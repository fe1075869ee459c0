"""What is read of a project to make another one like it, and what is copied as it lies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assay.kit.db import Connection, json, many, one, run, values


@dataclass(frozen=True, slots=True)
class SourceTask:
    """A task as it would be imported again; `data` is the item's JSON. `overlap` is what the task itself said."""

    id: int
    data: str
    title: str
    meta: dict[str, Any] | None
    overlap: int | None
    allow_skip: bool


def tasks_after(db: Connection, project_id: int, after: int, limit: int) -> list[SourceTask]:
    """The next tasks of a project's own data in the order of their numbers; other datasets are attached again."""
    return many(
        db,
        SourceTask,
        """select t.id, u.data::text as data, u.title, t.meta, null::int as overlap, t.allow_skip
           from task t join data_unit u on u.id = t.data_unit_id
           where t.project_id = %s and t.id > %s and exists (
             select 1 from project_dataset own
             where own.project_id = t.project_id and own.dataset_id = u.dataset_id and own.is_own)
           order by t.id limit %s""",
        (project_id, after, limit),
    )


def named_datasets(db: Connection, project_id: int) -> list[int]:
    """The datasets that are attached to a project, but for the one that its own imports fill."""
    return values(
        db,
        "select dataset_id from project_dataset where project_id = %s and not is_own and status <> 'detaching'",
        (project_id,),
    )


def copy_routing_rules(db: Connection, source: int, made: int) -> None:
    """The rules of which tasks are reviewed; those about what is compared name it by its control."""
    run(
        db,
        """insert into dimension (project_id, name, control_tag, position)
           select %(made)s, d.name, d.control_tag, d.position from dimension d
           where d.project_id = %(source)s and d.is_active on conflict (project_id, name) do nothing""",
        {"source": source, "made": made},
    )
    run(
        db,
        """insert into review_routing_rule (project_id, position, operator, agreement_threshold, dimension_id,
             sample_rate)
           select %(made)s, r.position, r.operator, r.agreement_threshold, ours.id, r.sample_rate
           from review_routing_rule r
           left join dimension theirs on theirs.id = r.dimension_id
           left join dimension ours on ours.project_id = %(made)s and ours.name = theirs.name
           where r.project_id = %(source)s and (r.dimension_id is null or ours.id is not null)
           order by r.position""",
        {"source": source, "made": made},
    )


def copy_members(db: Connection, source: int, made: int, by: int) -> None:
    """The members of their own right with their roles; who is one by the workspace is so by that of the copy."""
    run(
        db,
        """insert into project_member (project_id, account_id, role)
           select %s, account_id, role from project_member where project_id = %s and account_id <> %s
           on conflict do nothing""",
        (made, source, by),
    )


# ---------------------------------------------------------------- copies that a job fills


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is to copy."""

    tasks: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Duplication:
    """A copy that is being filled, or was. `progress` of `total` tasks are copied."""

    project_id: int
    source_id: int | None
    options: dict[str, Any]
    status: str
    progress: int
    total: int
    error: str
    created_by: int | None
    created_at: datetime
    finished_at: datetime | None


def size_of(db: Connection, project_id: int) -> Size | None:
    """The tasks of a project, and the bytes of its files."""
    return one(
        db,
        Size,
        """select (select count(*) from task where project_id = %(project)s) as tasks,
             (select coalesce(sum(size), 0)::bigint from upload where project_id = %(project)s) as bytes""",
        {"project": project_id},
    )


def begin(db: Connection, made: int, source: int, options: Mapping[str, Any], total: int, by: int) -> None:
    """Notes that a job is to fill a copy."""
    run(
        db,
        "insert into duplication (project_id, source_id, options, total, created_by) values (%s, %s, %s, %s, %s)",
        (made, source, json(options), total, by),
    )


def duplication(db: Connection, made: int) -> Duplication | None:
    """The copy that a job fills, or has filled."""
    return one(
        db,
        Duplication,
        """select project_id, source_id, options, status, progress, total, error, created_by, created_at, finished_at
           from duplication where project_id = %s""",
        (made,),
    )


def note(db: Connection, made: int, progress: int) -> None:
    """Notes how far a copy is."""
    run(
        db,
        "update duplication set status = 'in_progress', progress = %s where project_id = %s and finished_at is null",
        (progress, made),
    )


def end(db: Connection, made: int, status: str, error: str = "") -> None:
    """Notes how a copy ended."""
    run(
        db,
        """update duplication set status = %(status)s, error = %(error)s, finished_at = now(),
             progress = case when %(status)s = 'completed' then total else progress end
           where project_id = %(made)s and finished_at is null""",
        {"status": status, "error": error, "made": made},
    )
