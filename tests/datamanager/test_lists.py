"""Lists: ordered by one column, nulls last both ways, page by page without gaps (LSE 13.4)."""

from __future__ import annotations

import json as plain_json
from typing import Any

import pytest
from tests import world
from tests.cast import Cast
from tests.world import World

from assay.kit.db import Connection

NAMES = ["b", "10", "a", "9", None, "c", "9", None]


@pytest.fixture
def w(db: Connection, cast: Cast) -> World:
    data = [{"text": "x", **({"size": name} if name is not None else {})} for name in NAMES]
    made = world.build(db, cast, data=data)
    facts = [0.5, None, 0.1, None, 0.9, 0.1, None, 0.5]
    states = ["COMPLETED", "CREATED", "NEEDS_REVIEW", "CREATED"] * 2
    statuses = ["completed", "queued", "in_review", "queued"] * 2
    for task_id, agreement, state, status in zip(made.task_ids, facts, states, statuses, strict=True):
        db.execute(
            "update task set agreement = %s, state = %s, status = %s where id = %s",
            (agreement, state, status, task_id),
        )
    db.commit()
    return made


def walked(w: World, order: str, limit: int, **query: Any) -> list[int]:
    """The places of all tasks, read a few at a time."""
    found: list[int] = []
    after = None
    while True:
        params = {"limit": limit, "query": plain_json.dumps({"ordering": [order], **query})}
        if after:
            params["after"] = after
        answer = w.cast.manager.client.get(f"/api/projects/{w.project_id}/task-rows/", params=params)
        assert answer.status_code == 200, answer.text
        page = answer.json()
        found += [w.task_ids.index(row["id"]) for row in page["rows"]]
        after = page["next"]
        if after is None:
            return found


ORDERS = {
    "tasks:id": [0, 1, 2, 3, 4, 5, 6, 7],
    "-tasks:id": [7, 6, 5, 4, 3, 2, 1, 0],
    "-tasks:created_at": [7, 6, 5, 4, 3, 2, 1, 0],
    "tasks:agreement": [2, 5, 0, 7, 4, 1, 3, 6],
    "-tasks:agreement": [4, 7, 0, 5, 2, 6, 3, 1],
    "tasks:state": [1, 3, 5, 7, 2, 6, 0, 4],
    "-tasks:status": [4, 0, 6, 2, 7, 5, 3, 1],
    "tasks:data.size": [1, 3, 6, 2, 0, 5, 4, 7],
    "tasks:total_annotations": [0, 1, 2, 3, 4, 5, 6, 7],
}


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("limit", [1, 3, 50])
def test_an_order_is_the_same_however_the_pages_are_cut(w: World, order: str, limit: int) -> None:
    assert walked(w, order, limit) == ORDERS[order]


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("size", [1, 3])
def test_pages_by_number_have_the_same_order(w: World, order: str, size: int) -> None:
    found: list[int] = []
    for page in range(1, len(NAMES) // size + 3):
        params = {
            "project": w.project_id,
            "page": page,
            "page_size": size,
            "query": plain_json.dumps({"ordering": [order]}),
        }
        answer = w.cast.manager.client.get("/api/tasks/", params=params).json()
        assert answer["total"] == len(NAMES)
        found += [w.task_ids.index(task["id"]) for task in answer["tasks"]]
    assert found == ORDERS[order]


def test_a_field_that_is_shown_as_a_number_orders_as_one(w: World) -> None:
    assert walked(w, "tasks:data.size", 3, columnsDisplayType={"tasks:data.size": "Number"}) == [
        3, 6, 1, 2, 0, 5, 4, 7,
    ]  # fmt: skip


def test_pages_by_number_stay_right_after_a_deletion(w: World, cast: Cast) -> None:
    cast.manager.client.delete(f"/api/tasks/{w.task_ids[1]}/")
    params = {"project": w.project_id, "page": 2, "page_size": 2}
    listed = cast.manager.client.get("/api/tasks/", params=params).json()["tasks"]
    assert [task["id"] for task in listed] == w.task_ids[3:5]


def test_a_stretch_of_inner_numbers_is_read_in_order(w: World) -> None:
    line = {"filter": "tasks:inner_id", "operator": "in", "type": "Number", "value": {"min": 3, "max": 6}}
    assert walked(w, "-tasks:id", 2, filters={"items": [line]}) == [5, 4, 3, 2]


@pytest.mark.parametrize("order", ["tasks:annotators", "tasks:nothing", "tasks:project__id", 7])
def test_an_order_that_means_nothing_is_refused(w: World, order: Any) -> None:
    params = {"query": plain_json.dumps({"ordering": [order]})}
    answer = w.cast.manager.client.get(f"/api/projects/{w.project_id}/task-rows/", params=params)
    assert (answer.status_code, answer.json()["problems"][0]["field"]) == (400, "ordering")


def test_the_search_finds_titles_and_numbers(w: World) -> None:
    address = f"/api/projects/{w.project_id}/task-count/"
    client = w.cast.manager.client
    assert client.get(address, params={"search": "X"}).json() == {"count": 8}
    assert client.get(address, params={"search": "%"}).json() == {"count": 0}
    assert client.get(address, params={"search": str(w.task_ids[0])}).json() == {"count": 1}
