"""Named ontologies with versions, and what a project keeps when it is switched to another one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.cast import Cast, join_project
from tests.world import SENTIMENT, build, choice

from assay.kit.db import Connection

WIDER = SENTIMENT.replace('<Choice value="Negative"/>', '<Choice value="Negative"/><Choice value="Mixed"/>')
NARROWER = SENTIMENT.replace('<Choice value="Positive"/>', "")
IMAGES = """<View><Image name="image" value="$image"/>
<RectangleLabels name="box" toName="image"><Label value="Car"/></RectangleLabels></View>"""


@pytest.fixture
def named(cast: Cast) -> Callable[..., int]:
    """Makes a named ontology of the manager."""

    def made(title: str = "Opinions", config: str = SENTIMENT) -> int:
        answer = cast.manager.client.post("/api/ontologies/", json={"title": title, "label_config": config})
        assert answer.status_code == 201, answer.text
        return int(answer.json()["id"])

    return made


def switch(cast: Cast, project: int, ontology: int, **more: Any) -> Any:
    return cast.manager.client.post(f"/api/projects/{project}/ontology/", json={"ontology": ontology, **more})


def config_of(cast: Cast, project: int) -> str:
    found: str = cast.manager.client.get(f"/api/projects/{project}/").json()["label_config"]
    return found


def made_with(cast: Cast, ontology: int, **more: Any) -> int:
    answer = cast.manager.client.post("/api/projects/", json={"title": "Sharing", "ontology": ontology, **more})
    assert answer.status_code == 201, answer.text
    return int(answer.json()["id"])


def test_versions_say_who_made_them_and_projects_stay_on_theirs(cast: Cast, named: Callable[..., int]) -> None:
    ontology = named()
    first, second = made_with(cast, ontology), made_with(cast, ontology)
    added = cast.administrator.client.post(
        f"/api/ontologies/{ontology}/versions/", json={"label_config": WIDER, "note": "Mixed feelings."}
    )
    assert (added.status_code, added.json()["number"]) == (201, 2)
    versions = cast.manager.client.get(f"/api/ontologies/{ontology}/versions/").json()
    assert [(v["number"], v["created_by"]["id"], v["note"], v["project_count"]) for v in versions] == [
        (2, cast.administrator.id, "Mixed feelings.", 0),
        (1, cast.manager.id, "", 2),
    ]
    used = cast.manager.client.get(f"/api/projects/{first}/ontology/").json()
    assert (used["version"], used["newest"], used["is_named"], used["other_projects"]) == (1, 2, True, 1)
    assert config_of(cast, first) == SENTIMENT
    assert switch(cast, first, ontology).json()["version"] == 2
    assert (config_of(cast, first), config_of(cast, second)) == (WIDER, SENTIMENT)
    shown = cast.manager.client.get(f"/api/ontologies/{ontology}/").json()
    assert [(place["project"], place["version"]) for place in shown["projects"]] == [(first, 2), (second, 1)]


def test_changing_a_shared_ontology_in_one_project_changes_no_other(cast: Cast, named: Callable[..., int]) -> None:
    ontology = named()
    first, second = made_with(cast, ontology), made_with(cast, ontology)
    changed = cast.manager.client.patch(f"/api/projects/{first}/", json={"label_config": WIDER})
    assert changed.status_code == 200
    assert config_of(cast, second) == SENTIMENT
    used = cast.manager.client.get(f"/api/projects/{second}/ontology/").json()
    assert (used["version"], used["newest"]) == (1, 2)


def test_a_switch_lists_what_becomes_invalid_and_asks(cast: Cast, db: Connection, named: Callable[..., int]) -> None:
    world = build(db, cast, tasks=3)
    narrower = named("Only bad", NARROWER)
    for task in world.task_ids[:2]:
        assert world.submit(cast.ann1, task).status_code == 201
    assert world.submit(cast.ann1, world.task_ids[2], choice("Negative")).status_code == 201
    told = switch(cast, world.project_id, narrower, preview=True).json()
    assert (told["switched"], told["tasks"], told["annotations"], told["instances"]) == (False, 2, 2, 2)
    [entry] = told["invalid"]
    assert (entry["control"], entry["label"], entry["count"]) == ("sentiment", "Positive", 2)
    assert config_of(cast, world.project_id) == SENTIMENT
    refused = switch(cast, world.project_id, narrower)
    assert (refused.status_code, refused.json()["code"]) == (409, "becomes_invalid")
    assert refused.json()["display_context"] == {"tasks": 2, "annotations": 2, "instances": 2}
    assert switch(cast, world.project_id, narrower, confirm=True).json()["switched"] is True
    assert config_of(cast, world.project_id) == NARROWER
    # What was made stays as it is.
    kept = world.task(world.task_ids[0])["annotations"][0]["result"]
    assert kept[0]["value"]["choices"] == ["Positive"]
    assert switch(cast, world.project_id, named("Both again"), preview=True).json()["invalid"] == []


def test_a_switch_to_what_cannot_show_the_data_is_refused(
    cast: Cast, db: Connection, named: Callable[..., int]
) -> None:
    world = build(db, cast, tasks=2)
    pictures = named("Pictures", IMAGES)
    told = switch(cast, world.project_id, pictures, preview=True).json()
    assert "data.image" in told["problems"][0]["message"]
    answer = switch(cast, world.project_id, pictures, confirm=True)
    assert (answer.status_code, answer.json()["code"]) == (400, "does_not_fit")
    assert config_of(cast, world.project_id) == SENTIMENT


def test_the_own_ontology_of_a_project_gets_a_name_and_is_shared(cast: Cast, db: Connection) -> None:
    world = build(db, cast, tasks=1)
    before = cast.manager.client.get(f"/api/projects/{world.project_id}/ontology/").json()
    assert before["is_named"] is False
    assert cast.manager.client.get("/api/ontologies/").json()["count"] == 0
    body = {"title": "Opinions", "project": world.project_id}
    made = cast.manager.client.post("/api/ontologies/", json=body)
    assert (made.status_code, made.json()["id"], made.json()["project_count"]) == (201, before["ontology"], 1)
    again = cast.manager.client.post("/api/ontologies/", json={**body, "title": "Others"})
    assert (again.status_code, again.json()["problems"][0]["field"]) == (400, "project")
    assert config_of(cast, made_with(cast, made.json()["id"])) == SENTIMENT


def test_what_is_used_is_not_deleted(cast: Cast, named: Callable[..., int]) -> None:
    ontology, other = named(), named("Other")
    project = made_with(cast, ontology)
    refused = cast.manager.client.delete(f"/api/ontologies/{ontology}/")
    assert (refused.status_code, refused.json()["display_context"]["projects"]) == (409, [project])
    switch(cast, project, other)
    assert cast.manager.client.delete(f"/api/ontologies/{ontology}/").status_code == 204
    assert cast.manager.client.get(f"/api/ontologies/{ontology}/").status_code == 404


def test_what_is_wrong_with_an_ontology_is_named(cast: Cast, named: Callable[..., int]) -> None:
    ontology = named()
    client = cast.manager.client
    for body, field in (
        ({"title": "OPINIONS", "label_config": SENTIMENT}, "title"),
        ({"title": " ", "label_config": SENTIMENT}, "title"),
        ({"title": "Empty"}, "label_config"),
        ({"title": "Broken", "label_config": "<View><Choices/></View>"}, "label_config"),
    ):
        answer = client.post("/api/ontologies/", json=body)
        assert (answer.status_code, answer.json()["problems"][0]["field"]) == (400, field)
    same = client.post(f"/api/ontologies/{ontology}/versions/", json={"label_config": SENTIMENT})
    assert same.status_code == 400
    both = {"title": "Both", "ontology": ontology, "label_config": SENTIMENT}
    assert client.post("/api/projects/", json=both).status_code == 400
    assert (
        client.post("/api/projects/", json={"title": "None", "ontology": ontology, "ontology_version": 7}).status_code
        == 400
    )


def test_ontologies_are_for_managers_of_the_organization(cast: Cast, named: Callable[..., int]) -> None:
    ontology = named()
    project = made_with(cast, ontology)
    for name in ("ann1", "rev1"):
        assert cast[name].client.get("/api/ontologies/").status_code == 403
        assert cast[name].client.post("/api/ontologies/", json={"title": "x"}).status_code == 403
    assert cast.outsider.client.get(f"/api/ontologies/{ontology}/").status_code == 404
    assert cast.outsider.client.delete(f"/api/ontologies/{ontology}/").status_code == 404
    foreign = cast.outsider.client.post("/api/projects/", json={"title": "Theirs", "ontology": ontology})
    assert foreign.status_code == 400
    assert cast.outsider.client.get(f"/api/projects/{project}/ontology/").status_code == 404


def test_an_admin_of_the_project_alone_is_offered_what_there_is_to_switch_to(
    cast: Cast, db: Connection, named: Callable[..., int]
) -> None:
    world = build(db, cast, tasks=1)
    join_project(db, world.project_id, cast.ann2, role="AD")
    db.commit()
    ontology = named("Opinions", WIDER)
    offered = f"/api/projects/{world.project_id}/ontologies/offered/"
    assert cast.ann2.client.get("/api/ontologies/").status_code == 403
    [row] = cast.ann2.client.get(offered).json()["results"]
    assert (row["id"], row["title"], row["version"]) == (ontology, "Opinions", 1)
    wanted = {"ontology": row["id"], "version": row["version"]}
    switched = cast.ann2.client.post(f"/api/projects/{world.project_id}/ontology/", json=wanted)
    assert switched.json()["switched"] is True
    assert cast.ann1.client.get(offered).status_code == 403
