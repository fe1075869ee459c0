"""Who of some people can be reached in a project, and may do something there now."""

from __future__ import annotations

from collections.abc import Sequence

from assay.access.queries import taking_part
from assay.access.reviewers import may
from assay.access.rules.permissions import Held, Permission
from assay.access.standing import roles_of
from assay.kit.db import Connection


def ready(
    db: Connection, project_id: int, people: Sequence[int], permission: Permission = Permission.REVIEW_VERDICT
) -> frozenset[int]:
    """Those who see the project, are not paused in it, and whose role there allows something."""
    found = taking_part.seeing(db, project_id, people)
    return frozenset(person.id for person in found if not person.is_paused and may(person, permission))


def roles(db: Connection, project_id: int, account_id: int) -> frozenset[Held]:
    """What somebody is in a project that they belong to; nothing for everybody else."""
    found = taking_part.belonging(db, project_id, [account_id])
    return roles_of(found[0]) if found else frozenset()


def missing(
    db: Connection,
    organization_id: int,
    project_id: int | None,
    people: Sequence[int],
    *,
    preset: str = "annotation_review",
    permission: Permission | None = None,
) -> list[int]:
    """Those who do not belong to the project, or whose role does not allow something. A pause changes nothing here.

    Without a project, for one that is being made with this `preset`, it is asked of the organization.
    """
    if not people:
        return []
    found = (
        taking_part.belonging(db, project_id, people)
        if project_id is not None
        else taking_part.in_organization(db, organization_id, people, preset)
    )
    fine = {person.id for person in found if permission is None or may(person, permission)}
    return [person for person in people if person not in fine]
