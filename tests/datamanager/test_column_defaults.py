"""The columns of tabs that have not chosen their own: by project and role (LSE 13.1.4)."""

from __future__ import annotations

from typing import Any

import pytest
from tests import world
from tests.cast import Cast, Person
from tests.world import World

from assay.kit.db import Connection

ORDER = ["tasks:status", "tasks:id", "tasks:data.text", "tasks:gone"]
VISIBLE = {"RE": ["tasks:id", "tasks:data.text"], "MA": ["tasks:status", "tasks:agreement"]}


@pytest.fixture
def w(db: Connection, cast: Cast) -> World:
    return world.build(db, cast, tasks=2)


def set_defaults(w: World, value: Any, person: Person | None = None) -> Any:
    client = (person or w.cast.manager).client
    return client.patch(f"/api/projects/{w.project_id}/", json={"dm_column_defaults": value})


def shown(w: World, person: Person) -> list[str]:
    answer = person.client.get("/api/dm/columns", params={"project": w.project_id})
    assert answer.status_code == 200, answer.text
    return [column["name"] for column in answer.json()["columns"] if column["visibility_defaults"]["explore"]]


def test_each_role_sees_its_columns_in_the_order_of_the_project(w: World, cast: Cast) -> None:
    usual = shown(w, cast.rev1)
    changed = set_defaults(w, {"explore": {"order": ORDER, "visible": VISIBLE}})
    assert changed.status_code == 200, changed.text
    assert changed.json()["dm_column_defaults"]["explore"]["visible"] == VISIBLE
    assert shown(w, cast.manager) == ["status", "agreement"]
    assert shown(w, cast.rev1) == ["id", "data.text"]
    assert sorted(shown(w, cast.owner)) == sorted([*usual, "agreement"]), "a role that is not named has the usual ones"
    assert set_defaults(w, {}).json()["dm_column_defaults"]["explore"]["visible"] == VISIBLE, "what is left out stays"
    assert set_defaults(w, None).json()["dm_column_defaults"] == {}
    assert shown(w, cast.rev1) == usual


def test_columns_that_a_role_may_not_see_are_not_shown_by_default_either(w: World, cast: Cast) -> None:
    assert set_defaults(w, {"explore": {"visible": {"RE": ["tasks:id", "tasks:agreement"]}}}).status_code == 200
    assert shown(w, cast.rev1) == ["id"]


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ([], "must be an object"),
        ({"list": {}}, "has no list"),
        ({"labeling": {"order": ["tasks:id"]}}, "only explore"),
        ({"explore": {"visible": {"boss": []}}}, "by role"),
        ({"explore": {"order": "tasks:id"}}, "lists of"),
        ({"explore": {"visible": {"RE": [1]}}}, "lists of"),
    ],
)
def test_defaults_that_mean_nothing_are_refused(w: World, value: Any, says: str) -> None:
    refused = set_defaults(w, value)
    assert refused.status_code == 400
    assert says in refused.text


def test_only_managers_set_them(w: World, cast: Cast) -> None:
    value = {"explore": {"order": ["tasks:id"]}}
    assert set_defaults(w, value, cast.rev1).status_code == 403
    assert set_defaults(w, value).status_code == 200
