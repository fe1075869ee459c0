"""The log of requests: what is kept, for whom, and how it is searched (LSE 8.4)."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import world
from tests.cast import Cast, Person
from tests.world import World

from assay.activity import jobs
from assay.activity.rules import keywords
from assay.kit import jobs as kit_jobs
from assay.kit.db import Database

URL = "/api/activity-logs/"


@pytest.fixture
def w(db: Any, cast: Cast) -> World:
    return world.build(db, cast, tasks=2)


@pytest.fixture
def log(app: Any) -> Any:
    """Reads the log of somebody's organization, when what was asked before is written."""

    def read(person: Person, **params: Any) -> list[dict[str, Any]]:
        app.state.recorder.flush()
        answer = person.client.get(URL, params=params)
        assert answer.status_code == 200, answer.text
        [page] = answer.json()
        assert page["recordsTotal"] >= len(page["data"])
        found: list[dict[str, Any]] = page["data"]
        return found

    return read


def test_a_request_is_kept_with_who_what_and_how_it_ended(w: World, log: Any) -> None:
    task = w.task_ids[0]
    w.submit(w.cast.ann1, task)
    [entry] = log(w.cast.owner, user=w.cast.ann1.id, method="POST")
    assert entry["request_url"] == f"/api/tasks/{task}/annotations/"
    assert (entry["email"], entry["response_code"]) == (w.cast.ann1.email, "201")
    assert (entry["project_id"], entry["organization_id"]) == (w.project_id, w.cast.organization_id)
    assert entry["ip_address"]
    assert entry["duration"] >= 0


def test_refused_requests_are_kept_and_those_of_strangers_are_nobodys(w: World, log: Any, anonymous: Any) -> None:
    assert w.cast.ann1.client.delete(f"/api/projects/{w.project_id}/").status_code == 403
    assert anonymous.delete(f"/api/projects/{w.project_id}/").status_code == 401
    found = log(w.cast.administrator, method="DELETE")
    assert [(entry["user_id"], entry["response_code"]) for entry in found] == [(w.cast.ann1.id, "403")]


def test_neither_bodies_nor_queries_are_kept(w: World, log: Any, db: Any) -> None:
    w.cast.manager.client.get(f"/api/projects/{w.project_id}/", params={"token": "hush-hush"})
    body = {"current_password": w.cast.ann1.password, "new_password": "another hush-hush 1"}
    w.cast.ann1.client.post("/api/current-user/password/", json=body)
    log(w.cast.owner)
    stored = db.execute("select string_agg(r::text, ' ') from request_log r").fetchone()[0]
    assert "hush-hush" not in stored
    assert w.cast.ann1.password not in stored


def test_what_open_pages_ask_by_themselves_is_not_kept(w: World, log: Any) -> None:
    w.cast.ann1.client.get("/api/notifications/unread/")
    assert log(w.cast.owner, user=w.cast.ann1.id) == []


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"search": "drafts"}, {"drafts"}),
        ({"search": "tasks AND annotations"}, {"annotations"}),
        ({"search": "DRAFTS OR annotations"}, {"drafts", "annotations"}),
        ({"search": "100%"}, set()),
        ({"method": "GET"}, {"next"}),
        ({"start_date": "2099-01-01T00:00:00Z"}, set()),
        ({"end_date": "2001-01-01T00:00:00Z"}, set()),
        ({"start_date": "2001-01-01T00:00:00Z", "method": "POST"}, {"drafts", "annotations"}),
    ],
)
def test_filters(w: World, log: Any, params: dict[str, Any], expected: set[str]) -> None:
    w.next(w.cast.ann1)
    w.cast.ann1.client.post(f"/api/tasks/{w.task_ids[0]}/drafts", json={"result": []})
    w.submit(w.cast.ann1, w.task_ids[0])
    found = log(w.cast.owner, user=w.cast.ann1.id, **params)
    assert {entry["request_url"].rstrip("/").rsplit("/", 1)[-1] for entry in found} == expected


def test_pages_and_order(w: World, log: Any) -> None:
    for task in w.task_ids:
        w.submit(w.cast.ann1, task)
    newest, oldest = (
        [entry["id"] for entry in log(w.cast.owner, user=w.cast.ann1.id, ordering=order)]
        for order in ("-datetime", "datetime")
    )
    assert newest == oldest[::-1]
    assert len(newest) == 2
    assert [entry["id"] for entry in log(w.cast.owner, user=w.cast.ann1.id, page=2, page_size=1)] == newest[1:]
    assert [entry["id"] for entry in log(w.cast.owner, user=w.cast.ann1.id, page_size=-1)] == newest
    assert w.cast.owner.client.get(URL, params={"ordering": "email"}).status_code == 400


def test_the_log_is_for_administrators_of_its_organization(w: World, log: Any) -> None:
    for person in (w.cast.manager, w.cast.rev1, w.cast.ann1):
        assert person.client.get(URL).status_code == 403
    assert {entry["organization_id"] for entry in log(w.cast.outsider)} <= {w.cast.outsider.organization_id}


def test_what_is_older_than_wanted_is_forgotten(w: World, log: Any, db: Any, database: Database) -> None:
    assert w.cast.owner.client.get(URL + "retention/").json() == {"days": None}
    log(w.cast.owner)
    db.execute(
        "update request_log set at = at - interval '40 days' where organization_id = %s", (w.cast.organization_id,)
    )
    db.commit()
    kit_jobs.use(database)
    try:
        jobs.forget(timestamp=0)
        before = len(log(w.cast.owner, method="POST"))
        assert before > 0, "for ever, unless somebody says otherwise"
        assert w.cast.owner.client.put(URL + "retention/", json={"days": 30}).json() == {"days": 30}
        jobs.forget(timestamp=0)
    finally:
        kit_jobs.use(None)
    assert log(w.cast.owner, method="POST") == []
    assert w.cast.owner.client.put(URL + "retention/", json={"days": 0}).status_code == 400
    assert w.cast.manager.client.put(URL + "retention/", json={"days": 30}).status_code == 403


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("", ()),
        ("tasks", (("tasks",),)),
        ("tasks 17", (("tasks", "17"),)),
        ("tasks AND 17 OR projects", (("tasks", "17"), ("projects",))),
        ("OR tasks OR", (("tasks",),)),
        ("and or", (("and", "or"),)),
    ],
)
def test_words_and_their_connectives(text: str, groups: keywords.Words) -> None:
    assert keywords.parsed(text) == groups


@given(st.text())
def test_any_text_can_be_searched(text: str) -> None:
    assert all(group and all(group) for group in keywords.parsed(text))
