"""What people want by e-mail, and what their organization sends nobody."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict

from assay.access.deps import Context, Ctx
from assay.access.rules.permissions import Permission
from assay.history.service import record
from assay.inbox import queries
from assay.inbox.rules.kinds import TITLES, Kind
from assay.kit import mail
from assay.kit.config import config
from assay.kit.http import Routes

router = Routes(tags=["notifications"], forms=True)


class EmailKind(BaseModel):
    """One kind of notification: whether one gets it by e-mail, and whether the organization allows that."""

    kind: Kind
    title: str
    is_wanted: bool
    is_allowed: bool


class EmailSettings(BaseModel):
    """What comes by e-mail. `is_set_up`: this installation has a mail server."""

    is_set_up: bool
    kinds: list[EmailKind]


class Wanted(BaseModel):
    """The kinds that one wants by e-mail."""

    model_config = ConfigDict(extra="forbid")

    kinds: list[Kind]


class Forbidden(BaseModel):
    """The kinds that the organization sends nobody."""

    model_config = ConfigDict(extra="forbid")

    forbidden: list[Kind]


@router.get("/api/notifications/email/", response_model=EmailSettings)
def email_settings(ctx: Context) -> Any:
    """What one gets by e-mail."""
    return _described(ctx)


@router.put("/api/notifications/email/", response_model=EmailSettings)
def choose_email(ctx: Context, body: Wanted) -> Any:
    """Chooses what one gets by e-mail; nothing else is sent."""
    queries.set_email_kinds(ctx.db, ctx.actor.id, sorted(set(body.kinds)))
    return _described(ctx)


@router.put("/api/notifications/email/organization/", response_model=EmailSettings)
def forbid_email(ctx: Context, body: Forbidden) -> Any:
    """Forbids kinds of e-mail in the whole organization."""
    actor = ctx.require(Permission.ORGANIZATION_CHANGE)
    kinds = sorted(set(body.forbidden))
    queries.set_forbidden(ctx.db, actor.organization_id, kinds)
    record(
        ctx.db,
        "organization.emails_changed",
        organization_id=actor.organization_id,
        actor_id=actor.id,
        payload={"forbidden": kinds},
    )
    return _described(ctx)


def _described(ctx: Ctx) -> dict[str, Any]:
    wanted = queries.email_kinds(ctx.db, ctx.actor.id)
    forbidden = queries.forbidden(ctx.db, ctx.actor.organization_id)
    return {
        "is_set_up": mail.is_set_up(config()),
        "kinds": [
            {"kind": kind, "title": title, "is_wanted": kind in wanted, "is_allowed": kind not in forbidden}
            for kind, title in TITLES.items()
        ],
    }
