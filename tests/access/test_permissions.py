"""The table of permission x role, checked cell by cell through the API, and no route left open by mistake."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts
from starlette.requests import Request
from tests.cast import Cast, join_project, make_project
from tests.conftest import TestClient

from assay.access.deps import Ctx
from assay.access.rules.permissions import TABLE, Permission, ProjectRole, Role, is_about_a_project, roles_in_project
from assay.kit.db import Database
from assay.kit.errors import NotAllowed, NotSignedIn, NotThere

# "rev2" is a viewer in this file.
PEOPLE = ["owner", "administrator", "manager", "rev1", "ann1", "rev2"]

# Routes that answer strangers. Everything else refuses them: see the last test.
PUBLIC = {
    ("GET", "/health"),
    ("GET", "/api/version"),
    ("GET", "/api/setup"),
    ("POST", "/api/setup"),
    ("POST", "/api/session"),
    ("GET", "/user/login"),
    ("POST", "/user/login"),
    ("GET", "/user/signup"),
    ("POST", "/user/signup"),
    ("GET", "/api/sign-up"),
    ("POST", "/api/sign-up"),
    ("GET", "/logout"),
    ("POST", "/api/token/refresh"),
    ("GET", "/api/invites/lookup"),
    ("POST", "/api/invites/accept"),
}


@dataclass(frozen=True)
class World:
    """A project with everybody in it who can be, and one with nobody."""

    cast: Cast
    project: int
    foreign: int
    workspace: int

    def path(self, template: str) -> str:
        return template.format(
            organization=self.cast.organization_id,
            project=self.project,
            foreign=self.foreign,
            workspace=self.workspace,
            ann2=self.cast.ann2.id,
            expert=self.cast.expert.id,
        )


@pytest.fixture
def world(cast: Cast, database: Database) -> World:
    cast.rev2.role = Role.VIEWER
    with database.transaction() as db:
        db.execute("update membership set role = 'VO' where account_id = %s", (cast.rev2.id,))
        project = make_project(db, cast.manager, cast.ann1, cast.rev1, cast.rev2)
        foreign = make_project(db, cast.outsider, title="Foreign")
        row = db.execute(
            "insert into workspace (organization_id, title, created_by) values (%s, 'Shared', %s) returning id",
            (cast.organization_id, cast.manager.id),
        ).fetchone()
        assert row is not None
        for person in (cast.ann1, cast.rev1, cast.rev2):
            db.execute("insert into workspace_member values (%s, %s)", (row[0], person.id))
    return World(cast, project, foreign, int(row[0]))


@dataclass(frozen=True)
class Try:
    """A call that needs one permission, harmless enough to be made by everybody."""

    permission: Permission
    method: str
    path: str
    body: Any = None


TRIES = [
    Try(Permission.ORGANIZATION_VIEW, "GET", "/api/organizations/{organization}"),
    Try(Permission.ORGANIZATION_CHANGE, "PATCH", "/api/organizations/{organization}", {"title": "Renamed"}),
    Try(Permission.ORGANIZATION_CHANGE, "GET", "/api/organizations/{organization}/permissions"),
    Try(
        Permission.ORGANIZATION_PERMISSIONS,
        "PUT",
        "/api/organizations/{organization}/permissions/tasks.delete",
        {"roles": ["AD"]},
    ),
    Try(Permission.ORGANIZATION_PERMISSIONS, "DELETE", "/api/organizations/{organization}/permissions"),
    Try(Permission.MEMBERS_VIEW, "GET", "/api/organizations/{organization}/memberships"),
    Try(Permission.MEMBERS_INVITE, "GET", "/api/invite"),
    Try(Permission.MEMBERS_INVITE, "POST", "/api/invites/", {"role": "AN"}),
    Try(
        Permission.MEMBERS_CHANGE_ROLE,
        "PATCH",
        "/api/organizations/{organization}/memberships",
        {"user_id": "{ann2}", "role": "RE"},
    ),
    Try(Permission.MEMBERS_TAG, "POST", "/api/organizations/{organization}/member-tags", {"label": "Night"}),
    Try(Permission.MEMBERS_CHANGE_ROLE, "DELETE", "/api/organizations/{organization}/memberships/{expert}/"),
    Try(Permission.GROUPS_VIEW, "GET", "/api/groups/"),
    Try(Permission.GROUPS_CHANGE, "POST", "/api/groups/", {"title": "Night shift"}),
    Try(Permission.PROJECT_TAGS_CHANGE, "POST", "/api/project-tags/", {"title": "Pilot"}),
    Try(Permission.TOKENS_CREATE, "POST", "/api/token/"),
    Try(Permission.TOKENS_CREATE, "GET", "/api/current-user/token"),
    Try(Permission.TOKENS_SETTINGS, "POST", "/api/jwt/settings", {"api_token_ttl_days": 90}),
    Try(Permission.WORKSPACES_VIEW, "GET", "/api/workspaces/{workspace}/"),
    Try(Permission.WORKSPACES_CREATE, "POST", "/api/workspaces/", {"title": "New"}),
    Try(Permission.WORKSPACES_CHANGE, "PATCH", "/api/workspaces/{workspace}/", {"title": "Renamed"}),
    Try(Permission.WORKSPACES_DELETE, "DELETE", "/api/workspaces/{workspace}/"),
    Try(Permission.PROJECT_MEMBERS, "GET", "/api/projects/{project}/members/paginated/"),
    Try(Permission.PROJECT_MEMBERS, "POST", "/api/projects/{project}/members/", {"user": "{ann2}"}),
]


def send(client: TestClient, world: World, call: Try) -> Any:
    body = call.body
    if isinstance(body, dict):
        body = {
            name: int(world.path(value)) if isinstance(value, str) and value.startswith("{") else value
            for name, value in body.items()
        }
    return client.request(call.method, world.path(call.path), json=body)


@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("call", TRIES, ids=lambda call: f"{call.permission}-{call.method}")
def test_every_cell_on_a_route_of_its_own(world: World, call: Try, name: str) -> None:
    person = world.cast[name]
    answer = send(person.client, world, call)
    if Role(person.role) in TABLE[call.permission]:
        assert answer.status_code in (200, 201, 204), answer.text
    else:
        assert answer.status_code == 403, answer.text
        assert answer.json()["display_context"] == {"permission": call.permission.value}


@pytest.mark.parametrize("call", TRIES, ids=lambda call: f"{call.permission}-{call.method}")
def test_the_outsider_finds_nothing_of_ours(world: World, call: Try) -> None:
    if "{" in call.path:
        assert send(world.cast.outsider.client, world, call).status_code == 404


@pytest.fixture
def asked(app: FastAPI) -> Callable[[Cast, str], Ctx]:
    """The context of a request that somebody makes, without a route."""

    def made(cast: Cast, name: str) -> Ctx:
        headers = [(b"authorization", f"Token {cast[name].token}".encode())]
        return Ctx(Request({"type": "http", "method": "GET", "path": "/", "headers": headers, "app": app}))

    return made


@contextmanager
def closed(ctx: Ctx) -> Iterator[Ctx]:
    """Ends a context's transaction."""
    try:
        yield ctx
    finally:
        ctx.finish()


ROLE_CASES = [(name, None) for name in PEOPLE] + [
    (name, role) for name in ("ann1", "rev1", "manager", "rev2") for role in ProjectRole
]


@pytest.mark.parametrize(("name", "project_role"), ROLE_CASES)
def test_every_cell_about_a_project(
    world: World,
    database: Database,
    connect: object,
    asked: Callable[[Cast, str], Ctx],
    name: str,
    project_role: ProjectRole | None,
) -> None:
    person = world.cast[name]
    if project_role is not None:
        with database.transaction() as db:
            join_project(db, world.project, person, role=project_role)
    roles = roles_in_project(Role(person.role), project_role)
    for permission in filter(is_about_a_project, Permission):
        with closed(asked(world.cast, name)) as ctx:
            if TABLE[permission] & roles:
                assert ctx.project(world.project, permission).roles == roles
            else:
                with pytest.raises(NotAllowed):
                    ctx.project(world.project, permission)
            with pytest.raises(NotThere):
                ctx.project(world.foreign, permission)


def test_a_stranger_has_no_permission(app: FastAPI, connect: object) -> None:
    ctx = Ctx(Request({"type": "http", "method": "GET", "path": "/", "headers": [], "app": app}))
    for permission in Permission:
        with pytest.raises(NotSignedIn):
            ctx.require(permission)
        with pytest.raises(NotSignedIn):
            ctx.project(1, permission)


def routes(app: FastAPI) -> Iterator[tuple[str, str]]:
    for route in iter_route_contexts(app.routes):
        if route.path is not None and isinstance(route.original_route, APIRoute):
            for method in sorted(route.methods or ()):
                yield method, route.path


def test_every_route_refuses_strangers(app: FastAPI, anonymous: TestClient) -> None:
    """Every route that is not in PUBLIC answers 401, or 400 when it looked at a wrong body first; never with data."""
    open_to_strangers = set()
    for method, path in routes(app):
        if (method, path.rstrip("/")) in PUBLIC or method == "HEAD":
            continue
        called = path
        for part in [piece for piece in path.split("/") if piece.startswith("{")]:
            called = called.replace(part, "x" if "name" in part or "path" in part else "1")
        body: Any = {} if method in ("POST", "PUT", "PATCH") else None
        answer = anonymous.request(method, called, json=body, follow_redirects=False)
        if answer.status_code not in (400, 401, 404, 405, 422):
            open_to_strangers.add((method, path, answer.status_code))
        elif answer.status_code in (400, 404):
            assert answer.json()["code"] in ("bad_input", "not_found"), (method, path, answer.text)
    assert open_to_strangers == set()


def test_the_public_routes_exist(app: FastAPI) -> None:
    known = {(method, path.rstrip("/")) for method, path in routes(app)}
    assert PUBLIC - {("GET", "/api/version")} <= known
