"""Which members: the query parameters of the lists of people."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import Depends, Query

from assay.access.queries.members import ORDERINGS, MemberFilter
from assay.access.rules.permissions import ProjectRole, Role
from assay.kit.errors import BadInput
from assay.kit.http import QueryId, comma_ids

Search = Annotated[str, Query(max_length=200, description="Text in the name or e-mail address.")]
Roles = Annotated[str, Query(description="Codes of roles with commas between them.")]
Tags = Annotated[str, Query(description="Numbers of tags with commas; who has one of them matches.")]
SeatTypes = Annotated[str, Query(description="Kinds of seats with commas; everybody here has a `standard` one.")]
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


def _check_seats(text: str) -> None:
    if unknown := [part for part in map(str.strip, text.split(",")) if part not in ("", "standard")]:
        raise BadInput.field("user_type", f"Nobody has a seat of the kind {unknown[0]!r} here.", "Leave it out.")


async def of_organization(
    search: Search = "",
    role: Roles = "",
    tags: Tags = "",
    user_type: SeatTypes = "",
    is_deleted: bool | None = None,
    user__last_activity__gte: Since = None,
    user__last_activity__lte: Until = None,
    exclude_project_id: QueryId = None,
    exclude_workspace_id: QueryId = None,
) -> MemberFilter:
    """The filters of an organization's members."""
    _check_seats(user_type)
    return MemberFilter(
        search=search,
        roles=_roles(role),
        tags=comma_ids(tags, "tags") or (),
        is_deleted=is_deleted,
        active_since=user__last_activity__gte,
        active_until=user__last_activity__lte,
        not_in_project=exclude_project_id,
        not_in_workspace=exclude_workspace_id,
    )


async def of_project(
    search: Search = "",
    role: Roles = "",
    tags: Tags = "",
    user_type: SeatTypes = "",
    with_deleted: bool = False,
    last_activity__gte: Since = None,
    last_activity__lte: Until = None,
    no_annotators: bool = False,
    no_view_only: bool = False,
) -> MemberFilter:
    """The filters of a project's members; roles in the project come before those of the organization."""
    _check_seats(user_type)
    return MemberFilter(
        search=search,
        roles=_roles(role),
        tags=comma_ids(tags, "tags") or (),
        is_deleted=None if with_deleted else False,
        without_roles=[*([Role.ANNOTATOR] if no_annotators else []), *([Role.VIEWER] if no_view_only else [])],
        active_since=last_activity__gte,
        active_until=last_activity__lte,
    )


OrganizationFilter = Annotated[MemberFilter, Depends(of_organization)]
ProjectFilter = Annotated[MemberFilter, Depends(of_project)]
