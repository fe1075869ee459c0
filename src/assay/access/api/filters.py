"""Which members: the query parameters of the lists of people."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import Depends, Query

from assay.access.queries.members import ORDERINGS, MemberFilter
from assay.access.rules.permissions import ProjectRole, Role
from assay.kit.errors import BadInput
from assay.kit.http import QueryId

Search = Annotated[str, Query(max_length=200, description="Text in the name or e-mail address.")]
Roles = Annotated[str, Query(description="Codes of roles with commas between them.")]
Unsupported = Annotated[str, Query(description="Accepted only when empty: there are no tags and no seat types.")]
Ordering = Annotated[str, Query(description=f"One of {', '.join(ORDERINGS)}; `-` before it for descending.")]
Since = Annotated[datetime | None, Query(description="Active at this time or later.")]
Until = Annotated[datetime | None, Query(description="Active at this time or earlier.")]


def ordering_of(ordering: str) -> str:
    """The order asked for, in the words of `queries.members`. Raises BadInput."""
    sign = "-" if ordering.startswith("-") else ""
    key = ordering.removeprefix("-").removeprefix("user__") or "id"
    if key not in ORDERINGS:
        raise BadInput.field("ordering", f"{key!r} is no order.", f"Use one of {', '.join(ORDERINGS)}.")
    return sign + key


def _roles(text: str) -> list[str]:
    found = [part.strip().upper() for part in text.split(",") if part.strip()]
    known = {*Role, *ProjectRole}
    for role in found:
        if role not in known:
            raise BadInput.field("role", f"{role!r} is no role.", f"Use {', '.join(sorted({*map(str, known)}))}.")
    return found


def _refuse(**given: str) -> None:
    for field, text in given.items():
        if text:
            raise BadInput.field(field, "People have none here, so nothing can be filtered by it.", "Leave it out.")


async def of_organization(
    search: Search = "",
    role: Roles = "",
    tags: Unsupported = "",
    user_type: Unsupported = "",
    is_deleted: bool | None = None,
    user__last_activity__gte: Since = None,
    user__last_activity__lte: Until = None,
    exclude_project_id: QueryId = None,
    exclude_workspace_id: QueryId = None,
) -> MemberFilter:
    """The filters of an organization's members."""
    _refuse(tags=tags, user_type=user_type)
    return MemberFilter(
        search=search,
        roles=_roles(role),
        is_deleted=is_deleted,
        active_since=user__last_activity__gte,
        active_until=user__last_activity__lte,
        not_in_project=exclude_project_id,
        not_in_workspace=exclude_workspace_id,
    )


async def of_project(
    search: Search = "",
    role: Roles = "",
    tags: Unsupported = "",
    user_type: Unsupported = "",
    with_deleted: bool = False,
    last_activity__gte: Since = None,
    last_activity__lte: Until = None,
) -> MemberFilter:
    """The filters of a project's members; roles in the project come before those of the organization."""
    _refuse(tags=tags, user_type=user_type)
    return MemberFilter(
        search=search,
        roles=_roles(role),
        is_deleted=None if with_deleted else False,
        active_since=last_activity__gte,
        active_until=last_activity__lte,
    )


OrganizationFilter = Annotated[MemberFilter, Depends(of_organization)]
ProjectFilter = Annotated[MemberFilter, Depends(of_project)]
