"""Tabs: shared, private, locked, and what people who see less see of them."""

from __future__ import annotations

from typing import Any

import pytest
from tests import world
from tests.cast import Cast, Person
from tests.world import World

from assay.kit.db import Connection


@pytest.fixture
def w(db: Connection, cast: Cast) -> World:
    return world.build(db, cast, tasks=4)


def item(column: str, operator: str, value: Any, **more: Any) -> dict[str, Any]:
    return {"filter": f"filter:tasks:{column}", "operator": operator, "type": "Number", "value": value, **more}


def filters(*items: dict[str, Any], conjunction: str = "and") -> dict[str, Any]:
    return {"conjunction": conjunction, "items": list(items)}


def save(w: World, person: Person, data: dict[str, Any], **more: Any) -> Any:
    answer = person.client.post("/api/dm/views/", json={"project": w.project_id, "data": data, **more})
    assert answer.status_code == 201, answer.text
    return answer.json()


def titles(w: World, person: Person) -> list[str]:
    answer = person.client.get("/api/dm/views/", params={"project": w.project_id})
    assert answer.status_code == 200, answer.text
    return [view["data"]["title"] for view in answer.json()]


def test_tabs_of_managers_are_shared_and_those_of_others_are_their_own(w: World, cast: Cast) -> None:
    save(w, cast.manager, {"title": "Everybody"})
    save(w, cast.manager, {"title": "Mine"}, is_shared=False)
    save(w, cast.rev1, {"title": "Reviewer's"})
    assert titles(w, cast.manager) == ["Everybody", "Mine"]
    assert titles(w, cast.rev1) == ["Everybody", "Reviewer's"]
    assert titles(w, cast.rev2) == ["Everybody"]
    refused = cast.rev1.client.post("/api/dm/views/", json={"project": w.project_id, "is_shared": True})
    assert refused.status_code == 403


def test_a_tab_is_changed_key_by_key_or_replaced(w: World, cast: Cast) -> None:
    view = save(w, cast.manager, {"title": "One", "ordering": ["-tasks:id"], "gridWidth": 4})
    address = f"/api/dm/views/{view['id']}/"
    changed = cast.manager.client.patch(address, json={"data": {"title": "Two"}}).json()
    assert changed["data"] == {"title": "Two", "ordering": ["-tasks:id"], "gridWidth": 4}
    assert changed["ordering"] == ["-tasks:id"]
    replaced = cast.manager.client.put(address, json={"data": {"title": "Three"}}).json()
    assert replaced["data"] == {"title": "Three"}


def test_tabs_are_put_in_order_deleted_and_reset(w: World, cast: Cast) -> None:
    first, second = (save(w, cast.manager, {"title": name})["id"] for name in "ab")
    ordered = cast.manager.client.post("/api/dm/views/order/", json={"project": w.project_id, "ids": [second, first]})
    assert ordered.status_code == 204
    assert titles(w, cast.manager) == ["b", "a"]
    assert cast.rev1.client.delete(f"/api/dm/views/{first}/").status_code == 403
    assert cast.manager.client.delete(f"/api/dm/views/{first}/").status_code == 204
    save(w, cast.rev1, {"title": "kept"})
    reset = f"/api/dm/views/reset/?project={w.project_id}"
    assert cast.rev1.client.delete(reset).status_code == 403
    assert cast.manager.client.delete(reset).status_code == 204
    assert titles(w, cast.manager) == []
    assert titles(w, cast.rev1) == ["kept"], "what people keep for themselves is not the manager's to delete"


def test_of_a_locked_tab_others_store_nothing_but_their_widths(w: World, cast: Cast) -> None:
    view = save(w, cast.manager, {"title": "Fixed", "columnsWidth": {"tasks:id": 50}}, is_locked=True)
    address = f"/api/dm/views/{view['id']}/"
    assert view["is_locked"]
    assert view["locked_by"]["id"] == cast.manager.id
    refused = cast.rev1.client.patch(address, json={"data": {"title": "Mine now"}})
    assert (refused.status_code, refused.json()["code"]) == (403, "view_locked")
    widths = cast.rev1.client.patch(address, json={"data": {"columnsWidth": {"tasks:id": 90}}})
    assert widths.json()["data"]["columnsWidth"] == {"tasks:id": 90}
    assert cast.rev2.client.get(address).json()["data"]["columnsWidth"] == {"tasks:id": 50}
    assert cast.rev1.client.patch(address, json={"is_locked": False}).status_code == 403
    assert cast.manager.client.patch(address, json={"is_locked": False}).json()["is_locked"] is False
    assert cast.rev1.client.patch(address, json={"data": {"title": "Ours"}}).json()["data"]["title"] == "Ours"


def test_conditions_that_a_person_may_not_see_are_neither_shown_nor_lost_nor_run_for_them(w: World, cast: Cast) -> None:
    stored = filters(item("agreement", "less", 0.5), item("id", "greater", 0))
    view = save(w, cast.manager, {"title": "Low", "filters": stored, "ordering": ["tasks:agreement"]})
    address = f"/api/dm/views/{view['id']}/"
    seen = cast.rev1.client.get(address).json()
    assert [line["filter"] for line in seen["data"]["filters"]["items"]] == ["filter:tasks:id"]
    assert seen["data"]["ordering"] == []
    assert seen["hidden_conditions"] == 2
    assert "agreement" not in str(seen)
    mine = filters(item("id", "greater", 1), conjunction="or")
    saved = cast.rev1.client.patch(address, json={"data": {"filters": mine, "ordering": []}})
    assert saved.status_code == 200, saved.text
    after = cast.manager.client.get(address).json()["data"]
    assert [line["filter"] for line in after["filters"]["items"]] == ["filter:tasks:agreement", "filter:tasks:id"]
    assert after["filters"]["conjunction"] == "and"
    assert after["ordering"] == ["tasks:agreement"]
    for path in (
        "/api/tasks/",
        f"/api/projects/{w.project_id}/task-rows/",
        f"/api/projects/{w.project_id}/task-count/",
    ):
        refused = cast.rev1.client.get(path, params={"project": w.project_id, "view": view["id"]})
        assert (refused.status_code, refused.json()["code"]) == (403, "hidden_column"), path
    own = cast.rev1.client.post(
        "/api/dm/views/", json={"project": w.project_id, "data": {"filters": filters(item("agreement", "less", 1))}}
    )
    assert own.status_code == 403


def test_a_tab_that_means_nothing_is_refused_by_name(w: World, cast: Cast) -> None:
    bad = {"title": "x", "filters": filters(item("nothing", "equal", 1))}
    answer = cast.manager.client.post("/api/dm/views/", json={"project": w.project_id, "data": bad})
    assert answer.status_code == 400
    assert answer.json()["problems"][0]["field"] == "data.filters.items[0].filter"


def test_tabs_of_another_organization_are_not_there(w: World, cast: Cast) -> None:
    view = save(w, cast.manager, {"title": "Ours"})
    assert cast.outsider.client.get(f"/api/dm/views/{view['id']}/").status_code == 404
    assert cast.outsider.client.get("/api/dm/views/", params={"project": w.project_id}).status_code == 404


def test_a_tab_looks_as_label_studios_client_reads_it(w: World, cast: Cast, sdk: Any) -> None:
    client = sdk(cast.manager)
    child = item("annotations_ids", "contains", "1")
    line = {**item("annotations_results", "contains", "x"), "child_filters": [child]}
    made = client.views.create(project=w.project_id, data={"title": "SDK", "filters": filters(line)})
    found = client.views.list(project=w.project_id)
    assert [view.id for view in found] == [made.id]
    group = client.views.get(id=str(made.id)).filter_group
    assert group.conjunction == "and"
    assert group.filters[0].column == "filter:tasks:annotations_results"
    assert group.filters[0].child_filters[0].operator == "contains"
    client.views.update_order(project=w.project_id, ids=[made.id])
    client.views.delete(id=str(made.id))
    client.views.delete_all(project=w.project_id)
    assert client.views.list(project=w.project_id) == []
