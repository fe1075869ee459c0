"""Some people and a project: who of them sees it, who belongs to it, with their roles and pauses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assay.access.queries.door import BELONGING, ONLOOKERS
from assay.kit.db import Connection, composed, many


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody with their roles. `is_paused`: they may not begin anything in the project for a while."""

    id: int
    role: str
    preset: str
    project_role: str | None
    group_roles: list[str] | None
    keeps_own: bool | None
    is_paused: bool = False


def seeing(db: Connection, project_id: int, people: Sequence[int]) -> list[Candidate]:
    """Those of some people who see a project. Only annotators and reviewers can be paused (LSE 10.3.4)."""
    return many(
        db,
        Candidate,
        composed(
            """select o.id, o.role, o.preset, o.project_role, o.group_roles, o.keeps_own,
                 o.role in ('RE', 'AN') and exists (select 1 from pause p
                 where p.project_id = %(project)s and p.account_id = o.id and p.deleted_at is null) as is_paused
               from (""",
            ONLOOKERS,
            ") o where o.id = any(%(people)s)",
        ),
        {"project": project_id, "people": list(people)},
    )


def belonging(db: Connection, project_id: int, people: Sequence[int]) -> list[Candidate]:
    """Those of some people who belong to a project, by membership or by their office, published or not."""
    return many(db, Candidate, BELONGING, {"project": project_id, "people": list(people)})


def in_organization(
    db: Connection, organization_id: int, people: Sequence[int], preset: str = "annotation_review"
) -> list[Candidate]:
    """Those of some people who are active members of an organization, as in a new project of a preset."""
    return many(
        db,
        Candidate,
        """select m.account_id as id, m.role, %s as preset, null as project_role, null::text[] as group_roles,
             null::boolean as keeps_own
           from membership m join account a on a.id = m.account_id and a.is_active
           where m.organization_id = %s and m.account_id = any(%s) and m.role not in ('NO', 'DI')""",
        (preset, organization_id, list(people)),
    )
