"""What a route gets: `Context`, one request's unit of work that knows who asks and what they may do.

    def list_tasks(ctx: Context, id: Id) -> ...:
        project = ctx.project(id, Permission.TASKS_VIEW)

Signing in and opening a project is one statement together when the route asks for the project first.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Literal, NamedTuple, NoReturn

from fastapi import Depends, Request

from assay.access import keys, pausing
from assay.access.actor import Actor, ProjectAccess, Via, refusal
from assay.access.queries import door
from assay.access.queries.door import Credential, Found
from assay.access.rules.configurable import limits_of
from assay.access.rules.pauses import Pause, PauseReason, in_full
from assay.access.rules.permissions import Permission, Role, allows
from assay.access.standing import roles_of
from assay.kit.errors import NotAllowed, NotSignedIn, NotThere
from assay.kit.http import Unit

__all__ = ["Actor", "AnnotationPlace", "Context", "Ctx", "ProjectAccess", "TaskPlace", "Via", "ctx"]

SESSION_COOKIE = "assay_session"
CSRF_COOKIE = "csrftoken"
CSRF_HEADER = "x-csrftoken"
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

Part = Literal[
    "task",
    "annotation",
    "prediction",
    "draft",
    "comment",
    "instance",
    "work_item",
    "review_item",
    "verdict",
    "issue",
    "import_run",
    "export_run",
    "upload",
    "event",
]


# Where what stands around all routes may put a list, to learn who made a request: see `AskedBy`.
ASKED_BY = "assay.asked_by"


class AskedBy(NamedTuple):
    """Who made a request, and about which project, as far as it came."""

    account_id: int
    organization_id: int
    via: Via
    project_id: int | None
    workspace_id: int | None


class TaskPlace(NamedTuple):
    """A task and its project."""

    project: ProjectAccess
    task_id: int


class AnnotationPlace(NamedTuple):
    """An annotation, who made it, its task and its project."""

    project: ProjectAccess
    task_id: int
    annotation_id: int
    author_id: int | None


class Ctx(Unit):
    """One request: its transaction, who asks, and the doors to what they may see."""

    _actor: Actor | None = None
    _now: datetime | None = None
    _is_note_due = False

    @property
    def secret(self) -> bytes:
        """The installation's secret."""
        secret: bytes = self.request.app.state.secret
        return secret

    @property
    def actor(self) -> Actor:
        """Who asks. Raises NotSignedIn."""
        if self._actor is None:
            self._identify("", None)
        assert self._actor is not None
        return self._actor

    def check_session(self) -> None:
        """Raises NotSignedIn for a stranger, NotAllowed when a session's CSRF header is missing."""
        self._identify("", None)

    @property
    def now(self) -> datetime:
        """The time of the request's transaction, by the clock of the database that all servers share."""
        if self._now is None:
            self._identify("", None)
        assert self._now is not None
        return self._now

    def visitor(self) -> Actor | None:
        """Who asks, or None for somebody who is not signed in; for routes that are open to everybody."""
        try:
            return self.actor
        except NotSignedIn:
            return None

    def require(self, permission: Permission) -> Actor:
        """Who asks, provided that they have the permission in their organization. Raises NotAllowed."""
        actor = self.actor
        if not actor.allows(permission):
            _refuse(permission)
        return actor

    def project(self, project_id: int, permission: Permission) -> ProjectAccess:
        """A project. Raises NotThere when it is invisible, NotAllowed without the permission or while paused."""
        return _opened(self._identify("project", project_id), permission)

    def task(self, task_id: int, permission: Permission, *, while_paused: bool = False) -> TaskPlace:
        """A task and its project; raises as `project` does. What somebody was at may be kept `while_paused`."""
        return TaskPlace(_opened(self._identify("task", task_id), permission, while_paused=while_paused), task_id)

    def annotation(self, annotation_id: int, permission: Permission, *, while_paused: bool = False) -> AnnotationPlace:
        """An annotation with its task and project; raises as `project` does."""
        found = self._identify("annotation", annotation_id)
        project = _opened(found, permission, while_paused=while_paused)
        assert found.task_id is not None
        return AnnotationPlace(project, found.task_id, annotation_id, found.author_id)

    def part(self, kind: Part, part_id: int, permission: Permission, *, while_paused: bool = False) -> ProjectAccess:
        """The project that a draft, comment, verdict, export ... belongs to; raises as `project` does."""
        return _opened(self._identify(kind, part_id), permission, while_paused=while_paused)

    def projects(self, permission: Permission, ids: Sequence[int] | None = None) -> tuple[list[int], list[int]]:
        """The projects that the person sees, all or those among `ids`: with the permission, and without it."""
        allowed: list[int] = []
        denied: list[int] = []
        for found in door.visible(self.db, self.actor.viewer, ids):
            may = allows(roles_of(found), permission, self.actor.limits, found.preset)
            (allowed if may else denied).append(found.id)
        return allowed, denied

    def finish(self, error: BaseException | None = None) -> None:
        # Last before the commit, so that the row is locked for no longer than the commit takes.
        if self._is_note_due and error is None and self._connection is not None and self._actor is not None:
            door.note_activity(self._connection, self._actor.id)
            self._is_note_due = False
        super().finish(error)

    def _identify(self, named: str, named_id: int | None) -> Found:
        if self._actor is not None:
            found = door.find(self.db, Credential("account", self._actor.id), named, named_id)
            if found is None:
                _refuse_stranger()
            self._note(found, self._actor.via)
            return found
        credential, via = self._credential()
        found = door.find(self.db, credential, named, named_id)
        if found is None:
            _refuse_stranger()
        self._now = found.at
        self._note(found, via)
        if found.csrf_token is not None:
            self._check_csrf(found.csrf_token)
        self._is_note_due = found.is_note_due
        self._actor = Actor(
            id=found.account_id,
            organization_id=found.organization_id,
            role=Role(found.role),
            email=found.email,
            first_name=found.first_name,
            last_name=found.last_name,
            via=via,
            limits=limits_of(found.limits),
        )
        return found

    def _note(self, found: Found, via: Via) -> None:
        notes: list[AskedBy] | None = self.request.scope.get(ASKED_BY)
        if notes is not None and (not notes or found.project_id is not None):
            notes[:] = [AskedBy(found.account_id, found.organization_id, via, found.project_id, found.workspace_id)]

    def _credential(self) -> tuple[Credential, Via]:
        """What the request brought, the header before the cookie. A wrong header is not made good by a cookie."""
        headers = self.request.headers
        scheme, _, value = headers.get("authorization", "").partition(" ")
        if scheme.lower() == "token":
            return _token(value.strip()), "token"
        if scheme.lower() == "bearer":
            return self._access_token(value.strip()), "jwt"
        key = headers.get("x-api-key", "").strip()
        if key.count(".") == 2:
            return self._access_token(key), "jwt"
        if key:
            return _token(key), "token"
        session = self.request.cookies.get(SESSION_COOKIE)
        if not session:
            raise NotSignedIn("Sign in, or send an API token.")
        return Credential("session", keys.digest(session)), "session"

    def _access_token(self, token: str) -> Credential:
        claims = keys.read_token(self.secret, token)
        if claims is None:
            raise NotSignedIn("The token is not valid or has expired.")
        if claims.kind != "access":
            raise NotSignedIn("This is a refresh token; exchange it for an access token at /api/token/refresh/.")
        return Credential("token", keys.digest(claims.identifier), "personal")

    def _check_csrf(self, expected: str) -> None:
        if self.request.method in _SAFE_METHODS:
            return
        if not keys.same(self.request.headers.get(CSRF_HEADER, ""), expected):
            raise NotAllowed(
                f"The request does not carry the {CSRF_HEADER} header of this session; reload the page.", code="csrf"
            )


def _token(key: str) -> Credential:
    return Credential("token", keys.digest(key), "legacy")


def _refuse_stranger() -> NoReturn:
    raise NotSignedIn("The token or session is not valid, or the account is not active in an organization.")


def _refuse(permission: Permission) -> NoReturn:
    raise refusal(permission)


def _opened(found: Found, permission: Permission, *, while_paused: bool = False) -> ProjectAccess:
    if found.project_id is None:
        raise NotThere()
    project = ProjectAccess(
        id=found.project_id,
        organization_id=found.organization_id,
        title=found.title,
        roles=roles_of(found),
        is_published=found.is_published,
        settings=found.settings or {},
        preset=found.preset,
        review_unit=found.review_unit,
        ontology_version_id=found.ontology_version_id,
        workspace_id=found.workspace_id,
        created_by=found.created_by,
        pauses=tuple(Pause(PauseReason(reason), words) for reason, words in found.pauses or ()),
        limits=limits_of(found.limits),
    )
    shut = None if while_paused else in_full(project.pauses)
    if shut is not None:
        raise pausing.refused(shut)
    if not project.allows(permission):
        _refuse(permission)
    return project


async def ctx(request: Request) -> Ctx:
    """The request's unit of work; nothing is read before a route asks."""
    return Ctx(request)


Context = Annotated[Ctx, Depends(ctx)]
