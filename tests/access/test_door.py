"""Which projects a person sees, by every way to ask; and what asking costs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from fastapi import FastAPI
from starlette.requests import Request
from tests.cast import Cast, Person, join_project, make_project
from tests.conftest import TestClient

from assay.access.deps import Ctx
from assay.access.queries import VISIBLE_PROJECTS, door, viewer
from assay.access.rules.permissions import Permission, Role
from assay.kit import db as kit_db
from assay.kit.db import Connection, Database
from assay.kit.errors import NotThere

EVERYBODY = ["owner", "administrator", "manager", "rev1", "ann1", "outsider"]


def seen(db: Connection, person: Person, project: int) -> bool:
    """Whether a list shows the project; the door to the single project must agree."""
    rows = kit_db.values(db, f"select id from {VISIBLE_PROJECTS} as visible", viewer(person.id, person.organization_id))
    found = door.find(db, door.Credential("account", person.id), "project", project)
    assert found is not None
    assert (found.project_id == project) == (project in rows)
    return project in rows


def who_sees(db: Connection, cast: Cast, project: int) -> list[str]:
    return [name for name in EVERYBODY if seen(db, cast[name], project)]


def workspace(db: Connection, owner: Person, *members: Person, is_personal: bool = False) -> int:
    workspace_id = int(
        kit_db.value(
            db,
            "insert into workspace (organization_id, title, created_by, is_personal) values (%s, 'W', %s, %s)"
            " returning id",
            (owner.organization_id, owner.id, is_personal),
        )
    )
    for member in members:
        db.execute("insert into workspace_member values (%s, %s)", (workspace_id, member.id))
    return workspace_id


def move(db: Connection, project: int, workspace_id: int) -> None:
    db.execute("update project set workspace_id = %s where id = %s", (workspace_id, project))


def test_without_members_administrators_see_it(cast: Cast, database: Database) -> None:
    with database.transaction() as db:
        project = make_project(db, cast.owner)
        assert who_sees(db, cast, project) == ["owner", "administrator"]


def test_managers_see_what_they_made(cast: Cast, database: Database) -> None:
    with database.transaction() as db:
        project = make_project(db, cast.manager, published=False)
        assert who_sees(db, cast, project) == ["owner", "administrator", "manager"]


def test_members_see_it_once_it_is_published(cast: Cast, database: Database) -> None:
    with database.transaction() as db:
        project = make_project(db, cast.owner, cast.manager, cast.ann1, cast.rev1, published=False)
        assert who_sees(db, cast, project) == ["owner", "administrator", "manager"]
        db.execute("update project set is_published = true where id = %s", (project,))
        assert who_sees(db, cast, project) == ["owner", "administrator", "manager", "rev1", "ann1"]
        assert not seen(db, cast.ann2, project)


@pytest.mark.parametrize("by_group", [False, True])
def test_who_administers_a_draft_sees_it(cast: Cast, database: Database, by_group: bool) -> None:
    """Whatever they are in the organization; other roles of the project wait until it is published."""
    roles = {"rev1": "AD", "ann1": "AD", "rev2": "TM", "ann2": "AR", "expert": "RE"}
    with database.transaction() as db:
        project = make_project(db, cast.owner, published=False)
        for name, role in roles.items():
            if by_group:
                _in_group(db, project, cast[name], role)
            else:
                join_project(db, project, cast[name], role=role)
        assert [name for name in roles if seen(db, cast[name], project)] == ["rev1", "ann1"]
        db.execute("update membership set role = 'VO' where account_id = %s", (cast.ann1.id,))
        assert not seen(db, cast.ann1, project), "a viewer holds no role in a project"
        move(db, project, workspace(db, cast.owner, is_personal=True))
        assert who_sees(db, cast, project) == ["owner"]


def _in_group(db: Connection, project: int, person: Person, role: str) -> None:
    group = kit_db.value(
        db,
        "insert into user_group (organization_id, title) values (%s, %s) returning id",
        (person.organization_id, f"{person.name}s"),
    )
    db.execute(
        "insert into user_group_member (group_id, organization_id, account_id) values (%s, %s, %s)",
        (group, person.organization_id, person.id),
    )
    db.execute("insert into project_group (project_id, group_id, role) values (%s, %s, %s)", (project, group, role))


def test_members_of_the_workspace_are_members(cast: Cast, database: Database) -> None:
    with database.transaction() as db:
        project = make_project(db, cast.owner)
        move(db, project, workspace(db, cast.owner, cast.manager, cast.ann1))
        assert who_sees(db, cast, project) == ["owner", "administrator", "manager", "ann1"]


def test_a_personal_workspace_is_its_owners_alone(cast: Cast, database: Database) -> None:
    with database.transaction() as db:
        project = make_project(db, cast.manager, cast.ann1)
        move(db, project, workspace(db, cast.manager, cast.ann1, is_personal=True))
        assert who_sees(db, cast, project) == ["manager"]


def test_a_deleted_project_is_not_there(cast: Cast, database: Database) -> None:
    with database.transaction() as db:
        project = make_project(db, cast.owner, cast.ann1)
        db.execute("update project set deleted_at = now() where id = %s", (project,))
        assert who_sees(db, cast, project) == []


def test_membership_of_another_organizations_project_opens_nothing(cast: Cast, database: Database) -> None:
    with database.transaction() as db:
        project = make_project(db, cast.outsider, cast.ann1, cast.manager, cast.owner)
        assert who_sees(db, cast, project) == ["outsider"]


def test_deactivated_people_see_nothing(cast: Cast, database: Database) -> None:
    with database.transaction() as db:
        project = make_project(db, cast.owner, cast.ann1)
        db.execute("update membership set role = 'DI' where account_id = %s", (cast.ann1.id,))
        assert (
            kit_db.values(db, f"select id from {VISIBLE_PROJECTS} as v", viewer(cast.ann1.id, cast.organization_id))
            == []
        )
        assert door.find(db, door.Credential("account", cast.ann1.id), "project", project) is None


def test_parts_lead_to_their_project(cast: Cast, database: Database) -> None:
    """Each kind of thing is opened through its own project, and a foreign one is not there."""
    with database.transaction() as db:
        project = make_project(db, cast.manager, cast.ann1)
        run = kit_db.value(db, "insert into export_run (project_id, title) values (%s, 'E') returning id", (project,))
        for name in ("manager", "ann1"):
            found = door.find(db, door.Credential("account", cast[name].id), "export_run", run)
            assert found is not None
            assert found.project_id == project
        outsider = door.find(db, door.Credential("account", cast.outsider.id), "export_run", run)
        assert outsider is not None
        assert outsider.project_id is None
        for part in door.PARTS:
            missing = door.find(db, door.Credential("account", cast.owner.id), part, 2**63 - 1)
            assert missing is not None
            assert missing.project_id is None


@pytest.fixture
def statements(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The statements that are executed from now on."""
    executed: list[str] = []
    execute = psycopg.Cursor.execute

    def counted(self: Any, query: Any, *arguments: Any, **options: Any) -> Any:
        executed.append(str(query))
        return execute(self, query, *arguments, **options)

    monkeypatch.setattr(psycopg.Cursor, "execute", counted)
    return executed


def request(app: FastAPI, **headers: str) -> Ctx:
    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    return Ctx(Request({"type": "http", "method": "GET", "path": "/", "headers": raw, "app": app}))


@pytest.mark.parametrize("way", ["token", "bearer", "session"])
def test_signing_in_and_opening_a_project_is_one_statement(
    cast: Cast, app: FastAPI, anonymous: TestClient, database: Database, statements: list[str], way: str
) -> None:
    with database.transaction() as db:
        project = make_project(db, cast.manager, cast.ann1)
        join_project(db, project, cast.ann1, role="AR")
    headers = {"authorization": f"Token {cast.ann1.token}"}
    if way == "bearer":
        token = cast.ann1.client.post("/api/token/").json()["token"]
        access = anonymous.post("/api/token/refresh/", json={"refresh": token}).json()["access"]
        headers = {"authorization": f"Bearer {access}"}
    elif way == "session":
        anonymous.post("/api/session/", json={"email": cast.ann1.email, "password": cast.ann1.password})
        headers = {"cookie": f"assay_session={anonymous.cookies['assay_session']}"}
    statements.clear()
    ctx = request(app, **headers)
    opened = ctx.project(project, Permission.REVIEW_STREAM)
    assert opened.roles == {Role.ANNOTATOR, Role.REVIEWER}
    assert ctx.actor.email == cast.ann1.email
    ctx.finish()
    assert len(statements) == 1


def test_a_thing_that_is_not_there_costs_one_statement_too(
    cast: Cast, app: FastAPI, anonymous: Callable[[], TestClient], statements: list[str]
) -> None:
    ctx = request(app, authorization=f"Token {cast.ann1.token}")
    statements.clear()
    with pytest.raises(NotThere):
        ctx.task(2**62, Permission.TASKS_VIEW)
    ctx.finish()
    assert len(statements) == 1
