"""Where a project does not show agreement, a reviewer looks for it everywhere and finds it nowhere (LSE 3.4, 13.2)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from tests import routes, world
from tests.cast import Cast, Person
from tests.world import World, choice

from assay.insights.agreement import jobs
from assay.kit import jobs as kit_jobs
from assay.kit.db import Connection, Database
from assay.queue import routing

SCORE = 0.333

# What a project wants, which its people may know: no score of anybody's work.
SETTINGS = {
    "agreement_methodology",
    "agreement_metrics",
    "agreement_threshold",
    "show_agreement_to_reviewers",
}


@pytest.fixture(autouse=True)
def worker(database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Jobs are done by the test, step by step."""
    monkeypatch.setattr(jobs, "defer", lambda *_, **__: 0)
    kit_jobs.use(database)
    yield
    kit_jobs.use(None)


@pytest.fixture
def asked(db: Connection, cast: Cast) -> tuple[World, dict[str, int | str]]:
    """A project in which agreement sent a task to review, and the ids of what is in it."""
    w = world.build(
        db,
        cast,
        tasks=4,
        maximum_annotations=3,
        agreement_threshold=50,
        review_settings={"review_criteria": "all"},
    )
    ids = routes.addresses(db, w)
    rules = [{"operator": "lt", "agreement_threshold": 0.5, "sample_rate": 1}, {"sample_rate": 0}]
    url = f"/api/projects/{w.project_id}/review-routing-rules/bulk/"
    assert cast.manager.client.post(url, json={"rules": rules}).status_code == 200
    task = w.task_ids[3]
    for person, answer in ((cast.ann1, "Positive"), (cast.rev2, "Positive"), (cast.expert, "Negative")):
        made = w.submit(person, task, choice(answer))
        assert made.status_code == 201, made.text
    jobs.agreement_of_project(project_id=w.project_id)
    db.commit()
    routing.sweep(db)
    db.commit()
    assert w.task(task)["agreement"] == SCORE
    for name in ("/api/tasks/{id}", "/api/fsm/entities/{entity}/{id}", "task_id"):
        ids[name] = task
    ids.setdefault("/api/dm/actions/{id}", "delete_tasks")
    ids.setdefault("/api/dm/runs/{id}", 1)
    ids["/api/annotations/{id}"] = ids["annotation_id"] = made.json()["id"]
    return w, ids


def told(value: Any, key: str = "") -> Iterator[str]:
    """Where an answer tells how far people agree: by a score under such a name, or by the score itself."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from told(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from told(inner, key)
    elif isinstance(value, str):
        if str(SCORE) in value:
            yield f"{key}: {value}"
    elif _is_score(value, key):
        yield f"{key}: {value}"


def _is_score(value: Any, key: str) -> bool:
    if not isinstance(value, int | float) or isinstance(value, bool) or key in SETTINGS:
        return False
    return round(value, 3) == SCORE or ("agreement" in key and "threshold" not in key)


def read_everything(person: Person, app: FastAPI, w: World, ids: dict[str, int | str]) -> dict[str, list[str]]:
    """What every route that reads tells a person of agreement, by route; those that refuse tell nothing."""
    found: dict[str, list[str]] = {}
    about = {"project": w.project_id, "projects": w.project_id, "annotation": ids["annotation_id"], "columns": "all"}
    for operation in routes.operations(app):
        if operation.method != "GET" or "/data/" in operation.path or "/stream/" in operation.path:
            continue
        named = {each["name"] for each in operation.parameters}
        params = {name: value for name, value in about.items() if name in named}
        answer = person.client.get(routes.called(operation, ids), params=params)
        assert answer.status_code < 500, (str(operation), answer.text)
        if answer.status_code != 200:
            continue
        if "json" not in answer.headers.get("content-type", ""):
            said = [answer.text] if str(SCORE) in answer.text else []
        else:
            said = list(told(answer.json()))
        if said:
            found[str(operation)] = said
    return found


def test_no_route_tells_a_reviewer(app: FastAPI, asked: Any, cast: Cast) -> None:
    w, ids = asked
    by_manager = read_everything(cast.manager, app, w, ids)
    noticed = (
        "tasks/",
        "tasks/{id}/",
        "review-items/",
        "projects/{id}/agreement/",
        "fsm/entities/{entity}/{id}/history",
    )
    for path in (f"/api/{each}" for each in noticed):
        assert f"GET {path}" in by_manager, f"a manager learns nothing from {path}, so the search is blind"
    assert read_everything(cast.rev1, app, w, ids) == {}
    assert read_everything(cast.ann2, app, w, ids) == {}

    change = {"review_settings": {"show_agreement_to_reviewers": True}}
    assert cast.manager.client.patch(f"/api/projects/{w.project_id}/", json=change).status_code == 200
    assert "GET /api/tasks/{id}/" in read_everything(cast.rev1, app, w, ids)


def test_no_question_tells_a_reviewer(asked: Any, cast: Cast) -> None:
    w, ids = asked
    client, project, task = cast.rev1.client, w.project_id, ids["task_id"]
    line = {"filter": "filter:tasks:agreement", "operator": "less", "type": "Number", "value": 0.5}
    child = {**line, "child_filter": None}
    named = cast.manager.client.get("/api/dm/columns", params={"project": project}).json()["columns"]
    dimension = next(one["name"] for one in named if one["name"].startswith("dimensions."))
    queries: list[dict[str, Any]] = [
        {"filters": {"conjunction": "and", "items": [line]}},
        {"filters": {"conjunction": "or", "items": [line]}},
        {"filters": {"conjunction": "and", "items": [{**line, "operator": "empty", "value": False}]}},
        {"filters": {"conjunction": "and", "items": [{**line, "filter": "tasks:agreement"}]}},
        {
            "filters": {
                "conjunction": "and",
                "items": [
                    {
                        "filter": "filter:tasks:id",
                        "operator": "greater",
                        "type": "Number",
                        "value": 0,
                        "child_filter": child,
                    }
                ],
            }
        },
        {"ordering": ["tasks:agreement"]},
        {"ordering": ["-agreement"]},
        {"filters": {"conjunction": "and", "items": [{**line, "filter": f"filter:tasks:{dimension}"}]}},
        {"ordering": [f"-tasks:{dimension}"]},
        {"ordering": ["-tasks:precomputed_agreement"]},
    ]
    for query in queries:
        text = json.dumps(query)
        answers = [
            client.get(f"/api/projects/{project}/task-rows/", params={"query": text}),
            client.get("/api/tasks/", params={"project": project, "query": text}),
            client.post("/api/dm/views/", json={"project": project, "data": query}),
            client.post(
                "/api/dm/actions/",
                params={"id": "accept_annotations", "project": project},
                json={"selectedItems": {"all": True, "excluded": []}, **query},
            ),
        ]
        for answer in answers:
            assert answer.status_code in (400, 403), (query, str(answer.url), answer.text)
    selected = json.dumps({"agreement_selected": {"annotators": {"all": True}}})
    listed = client.get("/api/tasks/", params={"project": project, "query": selected})
    assert not {"agreement", "agreement_selected"} & set().union(*listed.json()["tasks"])
    columns = {"query": selected, "columns": f"id,agreement,{dimension}"}
    shown = client.get(f"/api/projects/{project}/task-rows/", params=columns).json()["rows"]
    assert {name for row in shown for name in row["cells"]} == {"id"}
    tab = cast.manager.client.post("/api/dm/views/", json={"project": project, "data": queries[0]}).json()["id"]
    ordered = cast.manager.client.post("/api/dm/views/", json={"project": project, "data": queries[5]}).json()["id"]
    everything = {row["id"] for row in client.get("/api/tasks/", params={"project": project}).json()["tasks"]}
    for view in (tab, ordered):
        listed = client.get("/api/tasks/", params={"project": project, "view": view})
        if listed.status_code == 200:
            shown = [row["id"] for row in listed.json()["tasks"]]
            assert shown == sorted(everything), "the tab of a manager tells by what it leaves out, or by its order"
        else:
            assert listed.status_code in (403, 404)
    matrix = f"/api/projects/{project}/tasks/{task}/agreement-matrix"
    assert client.post(matrix, json={"selection": {"annotators": {"all": True}}}).status_code == 403
    assert client.post(f"/api/projects/{project}/exports/", json={"title": "All"}).status_code == 403
    hook = {"url": "http://example.org/hook", "project": project, "send_for_all_actions": True}
    assert client.post("/api/webhooks/", json=hook).status_code in (403, 404)
