"""The agreement columns of the data manager: by control, and of those who are selected (LSE 11.4.5, 11.8)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from tests.cast import Cast, Person
from tests.world import World, build, choice

from assay.insights.agreement import jobs
from assay.kit import jobs as kit_jobs
from assay.kit.db import Connection, Database

TWO = """<View><Text name="text" value="$text"/>
  <Choices name="mood" toName="text"><Choice value="Good"/><Choice value="Bad"/></Choices>
  <Choices name="topic" toName="text"><Choice value="Food"/><Choice value="Room"/></Choices>
</View>"""


@pytest.fixture(autouse=True)
def worker(database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Jobs are done by the test, step by step."""
    monkeypatch.setattr(jobs, "defer", lambda *_, **__: 0)
    kit_jobs.use(database)
    yield
    kit_jobs.use(None)


@pytest.fixture
def w(db: Connection, cast: Cast) -> World:
    """Of three people all agree on the mood of the first task and nobody on its topic; the second has one answer."""
    made = build(db, cast, config=TWO, tasks=4, maximum_annotations=3)
    people = (cast.ann1, cast.ann2, cast.expert)
    for task, answers in (
        (0, (("Good", "Food"), ("Good", "Room"), ("Bad", "Food"))),
        (1, (("Good", "Food"), ("Bad", "Food"))),
        (2, (("Good", "Food"),)),
    ):
        for person, (mood, topic) in zip(people, answers, strict=False):
            result = [answer("mood", mood), answer("topic", topic)]
            assert made.submit(person, made.task_ids[task], result).status_code == 201
    jobs.agreement_of_project(project_id=made.project_id)
    return made


def answer(control: str, value: str) -> dict[str, Any]:
    return {**choice(value)[0], "id": control, "from_name": control, "to_name": "text"}


def columns(w: World, person: Person) -> dict[str, dict[str, Any]]:
    found = person.client.get("/api/dm/columns", params={"project": w.project_id})
    assert found.status_code == 200, found.text
    return {column["title"]: column for column in found.json()["columns"]}


def rows(w: World, person: Person, shown: str, **query: Any) -> dict[int, Any]:
    """The values of a column, by the place of the task, in the order of the list."""
    params = {"columns": shown, "query": json.dumps(query)}
    found = person.client.get(f"/api/projects/{w.project_id}/task-rows/", params=params)
    assert found.status_code == 200, found.text
    return {w.task_ids.index(row["id"]): row["cells"][shown] for row in found.json()["rows"]}


def condition(name: str, operator: str, value: Any) -> dict[str, Any]:
    item = {"filter": f"filter:tasks:{name}", "operator": operator, "type": "Number", "value": value}
    return {"conjunction": "and", "items": [item]}


def test_each_control_has_a_column_that_filters_and_orders(w: World) -> None:
    manager = w.cast.manager
    named = columns(w, manager)
    mood = named["Agreement: mood"]
    assert mood["parent"] == "dimensions"
    assert mood["name"] == f"dimensions.{mood['id']}"
    name, topic = mood["name"], named["Agreement: topic"]["name"]
    assert rows(w, manager, name) == {0: 0.333, 1: 0.0, 2: None, 3: None}
    assert rows(w, manager, topic) == {0: 0.333, 1: 1.0, 2: None, 3: None}
    assert list(rows(w, manager, name, ordering=[f"tasks:{name}"])) == [1, 0, 2, 3], "nothing comes last"
    assert list(rows(w, manager, name, ordering=[f"-tasks:{name}"])) == [0, 1, 3, 2], "nothing comes last"
    assert list(rows(w, manager, name, filters=condition(name, "greater", 0.1))) == [0]
    assert list(rows(w, manager, name, filters=condition(topic, "in", {"min": 0.3, "max": 1}))) == [0, 1]
    assert list(rows(w, manager, name, filters=condition(name, "empty", True))) == [2, 3]


def test_the_columns_follow_the_methodology(w: World) -> None:
    manager = w.cast.manager
    name = columns(w, manager)["Agreement: mood"]["name"]
    changed = manager.client.patch(f"/api/projects/{w.project_id}/", json={"agreement_methodology": "consensus"})
    assert changed.status_code == 200
    assert rows(w, manager, name) == {0: 0.667, 1: 0.5, 2: None, 3: None}


def test_a_tab_keeps_its_filter_on_a_control_that_is_gone(w: World, db: Connection) -> None:
    manager = w.cast.manager
    name = columns(w, manager)["Agreement: topic"]["name"]
    data = {"title": "Topics", "filters": condition(name, "greater", 0.5)}
    tab = manager.client.post("/api/dm/views/", json={"project": w.project_id, "data": data}).json()
    db.execute("update dimension set is_active = false where project_id = %s and name = 'topic'", (w.project_id,))
    db.commit()
    assert "Agreement: topic" not in columns(w, manager)
    listed = manager.client.get("/api/tasks/", params={"project": w.project_id, "view": tab["id"]})
    assert [task["id"] for task in listed.json()["tasks"]] == [w.task_ids[1]]


def selection(annotators: Any = None, models: Any = None, *, truth: bool = False) -> dict[str, Any]:
    groups = {"annotators": annotators, "models": models}
    shaped = {
        name: {"all": given == "all", "ids": given if isinstance(given, list) else []} for name, given in groups.items()
    }
    return {"agreement_selected": {**shaped, "ground_truth": truth}}


def test_a_selection_shows_filters_and_orders_by_the_score_of_its_pairs(w: World) -> None:
    cast, manager = w.cast, w.cast.manager
    mood = columns(w, manager)["Agreement: mood"]["name"]
    first_two = selection([str(cast.ann1.id), str(cast.ann2.id)])
    assert rows(w, manager, "agreement", **first_two) == {0: 0.5, 1: 0.5, 2: None, 3: None}
    assert rows(w, manager, mood, **first_two) == {0: 1.0, 1: 0.0, 2: None, 3: None}
    assert list(rows(w, manager, mood, filters=condition(mood, "equal", 1), **first_two)) == [0]
    assert list(rows(w, manager, mood, ordering=[f"tasks:{mood}"], **first_two))[:2] == [1, 0]
    others = selection([str(cast.ann2.id), str(cast.expert.id)])
    assert rows(w, manager, "agreement", **others) == {0: 0.0, 1: None, 2: None, 3: None}
    listed = manager.client.get("/api/tasks/", params={"project": w.project_id, "query": json.dumps(first_two)}).json()[
        "tasks"
    ]
    assert [(task["agreement"], task["agreement_selected"]) for task in listed[:2]] == [(0.333, 0.5), (0.5, 0.5)]


def test_one_annotator_is_compared_with_the_ground_truth(w: World) -> None:
    cast, manager = w.cast, w.cast.manager
    theirs = next(one for one in w.task(w.task_ids[0])["annotations"] if one["completed_by"]["id"] == cast.expert.id)
    changed = manager.client.patch(f"/api/annotations/{theirs['id']}/", json={"ground_truth": True})
    assert changed.status_code == 200, changed.text
    against = selection([str(cast.ann1.id)], truth=True)
    assert rows(w, manager, "agreement", **against) == {0: 0.5, 1: None, 2: None, 3: None}


def test_a_tab_keeps_its_selection(w: World) -> None:
    cast, manager = w.cast, w.cast.manager
    data = {"title": "Two", "filters": condition("agreement", "equal", 0.5)}
    pair = selection([str(cast.ann1.id), str(cast.ann2.id)])
    tab = manager.client.post("/api/dm/views/", json={"project": w.project_id, "data": {**data, **pair}}).json()
    assert tab["data"]["agreement_selected"] == pair["agreement_selected"]
    asked = {"project": w.project_id, "view": tab["id"]}
    listed = manager.client.get("/api/tasks/", params=asked).json()["tasks"]
    assert [task["id"] for task in listed] == w.task_ids[:2]
    wrong = {"data": {"agreement_selected": {"annotators": {"ids": ["1"]}}}}
    refused = manager.client.patch(f"/api/dm/views/{tab['id']}/", json=wrong)
    assert refused.status_code == 400
    assert "data.agreement_selected" in refused.text


def test_an_action_is_about_the_tasks_of_the_selection(w: World) -> None:
    cast, manager = w.cast, w.cast.manager
    body = {
        "filters": condition("agreement", "equal", 0),
        "selectedItems": {"all": True, "excluded": []},
        **selection([str(cast.ann2.id), str(cast.expert.id)]),
    }
    done = manager.client.post("/api/dm/actions/", params={"id": "delete_tasks", "project": w.project_id}, json=body)
    assert done.status_code == 200, done.text
    assert done.json()["processed_items"] == 1


def test_where_names_are_hidden_nobody_is_selected_by_name(w: World) -> None:
    cast = w.cast
    tab = {"title": "Two", **selection([str(cast.ann1.id), str(cast.ann2.id)])}
    made = cast.manager.client.post("/api/dm/views/", json={"project": w.project_id, "data": tab}).json()
    change = {"review_settings": {"show_agreement_to_reviewers": True, "anonymize_annotations": True}}
    assert cast.manager.client.patch(f"/api/projects/{w.project_id}/", json=change).status_code == 200
    reviewer = cast.rev1
    assert rows(w, reviewer, "agreement", **selection("all")) == {0: 0.333, 1: 0.5, 2: None, 3: None}
    for query in ({"view": made["id"]}, {"query": json.dumps(selection([str(cast.ann1.id), str(cast.ann2.id)]))}):
        refused = reviewer.client.get("/api/tasks/", params={"project": w.project_id, **query})
        assert (refused.status_code, refused.json()["code"]) == (403, "hidden_people")
    [seen] = reviewer.client.get("/api/dm/views/", params={"project": w.project_id}).json()
    assert "agreement_selected" not in seen["data"]
    assert seen["hidden_conditions"] == 1
    renamed = reviewer.client.patch(f"/api/dm/views/{made['id']}/", json={"data": {"title": "Pair"}})
    assert renamed.status_code == 200, renamed.text
    [kept] = cast.manager.client.get("/api/dm/views/", params={"project": w.project_id}).json()
    assert kept["data"]["agreement_selected"] == tab["agreement_selected"]
