"""Routes of hooks: Label Studio's, and ours for their log, tests and secrets."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import Query, Response
from pydantic import BaseModel, ConfigDict, Field

from assay.access.deps import Context, Ctx
from assay.access.rules.permissions import Permission
from assay.exchange.webhooks import queries, service
from assay.exchange.webhooks.rules.actions import ACTIONS
from assay.kit.errors import NotAllowed, NotThere
from assay.kit.http import LARGEST_ID, Id, QueryId, Routes, no_content

router = Routes(tags=["webhooks"], forms=True)

Text = Annotated[str, Field(max_length=4000, pattern=r"^[^\x00]*$")]


class WebhookShape(BaseModel):
    """A hook. `secret` signs its messages; `switched_off_at` is set when the server gave its address up."""

    id: int
    organization: int
    project: int | None
    url: str
    secret: str
    send_payload: bool
    send_for_all_actions: bool
    actions: list[str]
    headers: dict[str, str]
    is_active: bool
    consecutive_failures: int
    switched_off_at: datetime | None
    created_at: datetime
    updated_at: datetime


class WebhookInput(BaseModel):
    """A hook to make or to change."""

    model_config = ConfigDict(extra="ignore")

    url: Text | None = None
    project: Annotated[int, Field(ge=1, le=LARGEST_ID)] | None = None
    send_payload: bool | None = None
    send_for_all_actions: bool | None = None
    actions: list[Text] | None = None
    headers: dict[str, Any] | None = None
    is_active: bool | None = None


class WebhookAction(BaseModel):
    """A kind of message. Those that are Assay's alone have `assay`."""

    model_config = ConfigDict(populate_by_name=True)

    name: str
    description: str
    key: str
    organization_only: Annotated[bool, Field(alias="organization-only")]
    assay: bool


class WebhookDelivery(BaseModel):
    """A message in the log of a hook: what it is about, how it went, and the beginning of what was answered."""

    id: int
    action: str
    project: int | None
    subject: dict[str, Any]
    status: str
    attempts: int
    due_at: datetime
    response_status: int | None
    response_start: str
    duration_ms: int | None
    error: str
    created_at: datetime
    attempted_at: datetime | None


@router.get("/api/webhooks/", response_model=list[WebhookShape])
def list_webhooks(ctx: Context, project: QueryId = None) -> Any:
    """The hooks of a project, or of all projects that one manages and, for administrators, of the organization."""
    if project is not None:
        opened = ctx.project(project, Permission.WEBHOOKS_CHANGE)
        return queries.listed(ctx.db, opened.organization_id, [project], with_organization=False)
    actor = ctx.require(Permission.WEBHOOKS_CHANGE)
    allowed, _ = ctx.projects(Permission.WEBHOOKS_CHANGE)
    whole = actor.allows(Permission.ORGANIZATION_CHANGE)
    return queries.listed(ctx.db, actor.organization_id, allowed, with_organization=whole)


@router.post("/api/webhooks/", response_model=WebhookShape, status_code=201)
def create_webhook(ctx: Context, body: WebhookInput) -> Any:
    """Makes a hook. Without `project` it hears of all projects of the organization, which takes an administrator."""
    given = _given(body)
    if body.project is not None:
        organization_id = ctx.project(body.project, Permission.WEBHOOKS_CHANGE).organization_id
    else:
        organization_id = _organization(ctx)
    hook_id = service.create(ctx.db, organization_id, body.project, given, actor_id=ctx.actor.id)
    return queries.get(ctx.db, hook_id)


@router.get("/api/webhooks/info/", response_model=dict[str, WebhookAction])
def list_actions(
    ctx: Context, organization_only: Annotated[bool | None, Query(alias="organization-only")] = None
) -> Any:
    """The kinds of messages there are, by name; with `organization-only=false` those that a project's hook may get."""
    ctx.check_session()
    return {
        action.name: {
            "name": action.title,
            "description": action.description,
            "key": action.key,
            "organization-only": action.organization_only,
            "assay": action.is_ours,
        }
        for action in ACTIONS
        if organization_only is not False or not action.organization_only
    }


@router.get("/api/webhooks/{id}/", response_model=WebhookShape)
def get_webhook(ctx: Context, id: Id) -> Any:
    """One hook."""
    return _opened(ctx, id)


@router.patch("/api/webhooks/{id}/", response_model=WebhookShape)
@router.put("/api/webhooks/{id}/", response_model=WebhookShape)
def change_webhook(ctx: Context, id: Id, body: WebhookInput) -> Any:
    """Changes a hook. `is_active` switches it on again when its address was given up."""
    service.change(ctx.db, _opened(ctx, id), _given(body), actor_id=ctx.actor.id)
    return queries.get(ctx.db, id)


@router.delete("/api/webhooks/{id}/", status_code=204)
def delete_webhook(ctx: Context, id: Id) -> Response:
    """Deletes a hook and its log."""
    service.delete(ctx.db, _opened(ctx, id), actor_id=ctx.actor.id)
    return no_content()


@router.post("/api/webhooks/{id}/test/", response_model=WebhookDelivery, status_code=201)
def test_webhook(ctx: Context, id: Id) -> Any:
    """Sends a test message; how it went is in the log a moment later."""
    delivery_id = service.test(ctx.db, _opened(ctx, id), actor_id=ctx.actor.id)
    return queries.delivery(ctx.db, id, delivery_id)


@router.post("/api/webhooks/{id}/renew-secret/", response_model=WebhookShape)
def renew_secret(ctx: Context, id: Id) -> Any:
    """Gives a hook another secret."""
    service.renew_secret(ctx.db, _opened(ctx, id), actor_id=ctx.actor.id)
    return queries.get(ctx.db, id)


@router.get("/api/webhooks/{id}/deliveries/", response_model=list[WebhookDelivery])
def list_deliveries(
    ctx: Context, id: Id, before: QueryId = None, limit: Annotated[int, Query(ge=1, le=200)] = 50
) -> Any:
    """The messages of a hook of the last month, newest first; `before` is the last number of the page before."""
    _opened(ctx, id)
    return queries.log(ctx.db, id, before=before, limit=limit)


@router.post("/api/webhooks/{id}/deliveries/{delivery_id}/resend/", response_model=WebhookDelivery, status_code=201)
def resend_delivery(ctx: Context, id: Id, delivery_id: Id) -> Any:
    """Sends a message once more, written anew from how things stand."""
    made = service.resend(ctx.db, _opened(ctx, id), delivery_id)
    return queries.delivery(ctx.db, id, made)


def _given(body: WebhookInput) -> dict[str, Any]:
    found = body.model_dump(exclude_unset=True, exclude={"project"})
    return {name: value for name, value in found.items() if value is not None}


def _organization(ctx: Ctx) -> int:
    actor = ctx.require(Permission.WEBHOOKS_CHANGE)
    if not actor.allows(Permission.ORGANIZATION_CHANGE):
        raise NotAllowed(
            "A hook of the whole organization hears of every project, so an administrator makes it. "
            "Give `project` to make one of a project.",
            context={"permission": Permission.ORGANIZATION_CHANGE.value},
        )
    return actor.organization_id


def _opened(ctx: Ctx, hook_id: int) -> dict[str, Any]:
    """A hook that the person may change; another one looks as if it did not exist."""
    actor = ctx.actor
    found = queries.get(ctx.db, hook_id)
    if found is None or found["organization"] != actor.organization_id:
        raise NotThere()
    if found["project"] is not None:
        ctx.project(found["project"], Permission.WEBHOOKS_CHANGE)
    else:
        _organization(ctx)
    return found
