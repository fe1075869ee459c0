"""What is read of a project to make another one like it, and what is copied as it lies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from assay.kit.db import Connection, many, run


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
    """The next tasks of a project in the order of their numbers."""
    return many(
        db,
        SourceTask,
        """select t.id, u.data::text as data, u.title, t.meta, null::int as overlap, t.allow_skip
           from task t join data_unit u on u.id = t.data_unit_id
           where t.project_id = %s and t.id > %s order by t.id limit %s""",
        (project_id, after, limit),
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
