"""The members of an organization: their roles, and how they leave."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assay.access import people
from assay.access.actor import Actor
from assay.access.queries import members as queries
from assay.access.queries import people as people_queries
from assay.access.queries import sessions, tokens
from assay.access.queries import tags as tag_queries
from assay.access.queries.people import Member
from assay.access.rules.membership import refuse_removal, refuse_role_change
from assay.access.rules.permissions import Role
from assay.history.service import record
from assay.kit.db import Connection
from assay.kit.errors import BadInput, NotAllowed, NotThere


def change_role(db: Connection, actor: Actor, account_id: int, wanted: Role) -> None:
    """Gives a member another role in the organization; as deactivated they see nothing, and their work stays."""
    present = _locked_role(db, actor, account_id)
    if refused := refuse_role_change(is_self=account_id == actor.id, present=present, wanted=wanted):
        raise BadInput.field("role", refused) if wanted is Role.OWNER else NotAllowed(refused, code="role_refused")
    people_queries.set_role(db, actor.organization_id, account_id, wanted)
    if wanted is Role.DEACTIVATED:
        _shut_out(db, actor.organization_id, account_id)
    record(
        db,
        "membership.role_changed",
        organization_id=actor.organization_id,
        actor_id=actor.id,
        payload={"user": account_id, "from": present.value, "to": wanted.value},
    )


def remove(db: Connection, actor: Actor, account_id: int) -> None:
    """Takes somebody out of the organization, its projects and workspaces. The account and the work stay."""
    present = _locked_role(db, actor, account_id)
    if refused := refuse_removal(is_self=account_id == actor.id, present=present):
        raise NotAllowed(refused, code="removal_refused")
    people_queries.remove_membership(db, actor.organization_id, account_id)
    _shut_out(db, actor.organization_id, account_id)
    record(
        db,
        "membership.removed",
        organization_id=actor.organization_id,
        actor_id=actor.id,
        payload={"user": account_id, "role": present.value},
    )


def as_json(
    db: Connection, organization_id: int, found: Sequence[Member], with_contributions: bool
) -> list[dict[str, Any]]:
    """Members with the projects that they made and, when asked for, those that they annotated in."""
    ids = [member.id for member in found]
    created = _titles(queries.created_projects(db, organization_id, ids))
    tagged = tag_queries.of_members(db, organization_id, ids)
    worked = _titles(queries.contributed_projects(db, organization_id, ids)) if with_contributions else {}
    return [
        {
            "id": member.id,
            "organization": member.organization_id,
            "role": member.role,
            "role_source": "manual",
            "user_type": "standard",
            "tags": tagged.get(member.id, []),
            "flex": None,
            "concurrency": None,
            "created_projects": created.get(member.id, []),
            "contributed_to_projects": worked.get(member.id, []),
            "user": {
                **people.as_json(member),
                "created_projects": created.get(member.id, []),
                "contributed_to_projects": worked.get(member.id, []),
            },
        }
        for member in found
    ]


def one_as_json(db: Connection, organization_id: int, account_id: int) -> dict[str, Any]:
    """One member with counts of their work. Raises NotThere."""
    member = people.find(db, organization_id, account_id)
    worked = _titles(queries.contributed_projects(db, organization_id, [account_id])).get(account_id, [])
    return {
        "user": member.id,
        "organization": organization_id,
        "role": member.role,
        "created_at": member.joined_at,
        "annotations_count": queries.annotations_count(db, organization_id, account_id),
        "contributed_projects_count": len(worked),
        "contributed_to_projects": worked,
        "created_projects": _titles(queries.created_projects(db, organization_id, [account_id])).get(account_id, []),
    }


def _shut_out(db: Connection, organization_id: int, account_id: int) -> None:
    """Ends sessions and tokens at once, so that none of them works again when the person comes back.

    Who is active in another organization works there from now on, and keeps them: they are not only ours.
    """
    if not people_queries.work_elsewhere(db, account_id, organization_id):
        sessions.remove_all(db, account_id)
        tokens.revoke_all(db, account_id)


def _locked_role(db: Connection, actor: Actor, account_id: int) -> Role:
    role = people_queries.role_for_change(db, actor.organization_id, account_id)
    if role is None:
        raise NotThere()
    return Role(role)


def _titles(found: Sequence[queries.ProjectTitle]) -> dict[int, list[dict[str, Any]]]:
    grouped: dict[int, list[dict[str, Any]]] = {}
    for project in found:
        grouped.setdefault(project.account_id, []).append({"id": project.id, "title": project.title})
    return grouped
