"""What the state of a project follows from, and the state that it was last seen in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, LiteralString

from assay.kit.db import Connection, composed, one, run, value, values


@dataclass(frozen=True, slots=True)
class StateFacts:
    """A project as its state is folded from it."""

    organization_id: int
    state: str
    has_config: bool
    is_published: bool
    is_sandbox: bool
    tally: dict[str, Any]


_TALLY = """(select jsonb_build_object('tasks', coalesce(sum(tasks), 0), 'queued', coalesce(sum(queued), 0),
  'assigned', coalesce(sum(assigned), 0), 'returned', coalesce(sum(returned), 0),
  'in_review', coalesce(sum(in_review), 0), 'reviewing', coalesce(sum(reviewing), 0),
  'completed', coalesce(sum(completed), 0)) from project_tally where project_id = p.id)"""


# What decides about the state of a project: sixteen rows of counters, however large it is.
FACTS: LiteralString = composed(
    """select p.organization_id, p.state, p.ontology_version_id is not null as has_config, p.is_published,
         coalesce(w.is_personal, false) as is_sandbox,""",
    _TALLY,
    """as tally from project p left join workspace w on w.id = p.workspace_id
       where p.deleted_at is null and p.id =""",
)


def facts(db: Connection, project_id: int) -> StateFacts | None:
    """The facts of a project that is not deleted."""
    return one(db, StateFacts, composed(FACTS, "%s"), (project_id,))


def move(db: Connection, project_id: int, before: str, after: str) -> bool:
    """Notes a state unless somebody else has moved the project on, or holds it at this moment."""
    free = value(
        db, "select id from project where id = %s and state = %s for no key update skip locked", (project_id, before)
    )
    return free is not None and run(db, "update project set state = %s where id = %s", (after, project_id)) > 0


def active(db: Connection) -> list[int]:
    """Projects in which something happened in the last minutes."""
    return values(
        db,
        """select distinct project_id from event where id > (select coalesce(max(id), 0) - 5000 from event)
           and at > now() - interval '5 minutes' and project_id is not null""",
    )
