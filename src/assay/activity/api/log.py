"""The log of an organization, for its administrators, in Label Studio's shape."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from assay.access.deps import Context
from assay.access.rules.permissions import Permission
from assay.activity import queries
from assay.activity.queries import Wanted
from assay.activity.rules import keywords
from assay.history.service import record
from assay.kit.errors import BadInput
from assay.kit.http import QueryId, Routes

router = Routes(tags=["activity log"], forms=True)

LARGEST_PAGE = 1_000
ALL = -1
MOST_AT_ONCE = 10_000


class AskedShape(BaseModel):
    """One request. Bodies and queries are not kept, so that no secret is."""

    id: int
    datetime: datetime
    user_id: int | None
    email: str
    user_session: str
    ip_address: str
    request_method: str
    request_url: str
    response_code: str
    duration: int
    project_id: int | None
    workspace_id: int | None
    organization_id: int
    workspace_owner_id: None
    extra_data: None


class LogPage(BaseModel):
    """A page of the log. Counting ends at 100,000."""

    data: list[AskedShape]
    recordsFiltered: int
    recordsTotal: int


class Retention(BaseModel):
    """How many days the log is kept; null is for ever."""

    model_config = ConfigDict(extra="forbid")

    days: Annotated[int, Field(ge=1, le=36_500)] | None


@router.get("/api/activity-logs/", response_model=list[LogPage])
def list_requests(
    ctx: Context,
    user: QueryId = None,
    project: QueryId = None,
    workspace: QueryId = None,
    method: Literal["GET", "POST", "PUT", "PATCH", "DELETE", "all"] = "all",
    start_date: datetime | None = None,
    end_date: datetime | None = None,
    search: Annotated[
        str, Query(max_length=500, description="Words of the path, joined by AND or OR in capitals.")
    ] = "",
    ordering: str = "-datetime",
    page: Annotated[int, Query(ge=1, le=1_000_000)] = 1,
    page_size: Annotated[int, Query(ge=ALL, le=LARGEST_PAGE, description="-1: all, up to 10,000.")] = 50,
) -> Any:
    """Who asked what of the organization's projects, newest first; a list with one page, as Label Studio answers."""
    actor = ctx.require(Permission.ORGANIZATION_CHANGE)
    if ordering not in queries.ORDERS:
        raise BadInput.field("ordering", f"must be one of: {', '.join(queries.ORDERS)}.")
    words = keywords.parsed(search)
    if sum(map(len, words)) > keywords.MOST:
        raise BadInput.field("search", f"has more than {keywords.MOST} words.", "Use fewer.")
    wanted = Wanted(
        organization_id=actor.organization_id,
        account_id=user,
        project_id=project,
        workspace_id=workspace,
        method=None if method == "all" else method,
        since=start_date,
        until=end_date,
        words=words,
    )
    limit = MOST_AT_ONCE if page_size == ALL else page_size
    count, rows = queries.page(ctx.db, wanted, ordering, limit=limit, offset=(page - 1) * limit)
    return [{"data": [_shown(row) for row in rows], "recordsFiltered": count, "recordsTotal": count}]


@router.get("/api/activity-logs/retention/", response_model=Retention)
def retention(ctx: Context) -> Any:
    """How long the log is kept."""
    actor = ctx.require(Permission.ORGANIZATION_CHANGE)
    return {"days": queries.days_kept(ctx.db, actor.organization_id)}


@router.put("/api/activity-logs/retention/", response_model=Retention)
def keep(ctx: Context, body: Retention) -> Any:
    """Says how long the log is kept; older requests are deleted in the following night."""
    actor = ctx.require(Permission.ORGANIZATION_CHANGE)
    queries.keep_days(ctx.db, actor.organization_id, body.days)
    record(
        ctx.db,
        "organization.log_kept",
        organization_id=actor.organization_id,
        actor_id=actor.id,
        payload={"days": body.days},
    )
    return {"days": body.days}


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": row["id"],
        "datetime": row["at"],
        "user_id": row["account_id"],
        "email": row["email"] or "",
        "user_session": row["via"],
        "ip_address": row["address"],
        "request_method": row["method"],
        "request_url": row["path"],
        "response_code": str(row["status"]),
        "duration": row["milliseconds"],
        "project_id": row["project_id"],
        "workspace_id": row["workspace_id"],
        "organization_id": row["organization_id"],
        "workspace_owner_id": None,
        "extra_data": None,
    }
