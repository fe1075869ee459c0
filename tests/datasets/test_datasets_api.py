"""Named datasets in projects: attached, filled while they are attached, detached, deleted; and who may do that."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from tests.cast import Cast, join_project
from tests.datasets.steps import TEXTS, Job, add, attach, number, tasks, units
from tests.world import SENTIMENT, choice

from assay.datasets import jobs, service
from assay.kit import jobs as kit_jobs
from assay.kit.db import Connection, Database
from assay.projects import jobs as project_jobs


def test_attaching_makes_one_task_of_each_item_and_stores_it_once(
    cast: Cast, db: Connection, fill: Callable[..., int], project: Callable[..., int]
) -> None:
    dataset, first, second = fill(), project(), project()
    for each in (first, second):
        [shown] = attach(cast.manager, each, dataset).json()
        assert (shown["dataset"], shown["status"], shown["tasks"], shown["unit_count"]) == (dataset, "attached", 3, 3)
        assert [task["data"]["text"] for task in tasks(cast.manager, each)] == ["One", "Two", "Three"]
        counts = cast.manager.client.get(f"/api/projects/{each}/").json()
        assert (counts["task_number"], counts["status_counts"]["queued"]) == (3, 3)
    assert number(db, "select count(*) from data_unit where dataset_id = %s", dataset) == 3
    places = cast.manager.client.get(f"/api/datasets/{dataset}/").json()["projects"]
    assert [(place["project"], place["tasks"]) for place in places] == [(first, 3), (second, 3)]


def test_attaching_twice_at_once_makes_nothing_twice(
    cast: Cast, fill: Callable[..., int], project: Callable[..., int]
) -> None:
    dataset, one = fill(rows=[{"text": f"Text {n}"} for n in range(200)]), project()
    with ThreadPoolExecutor(4) as people:
        answers = list(people.map(lambda _: attach(cast.manager, one, dataset), range(4)))
    assert [answer.status_code for answer in answers] == [200] * 4
    assert cast.manager.client.get(f"/api/projects/{one}/").json()["task_number"] == 200


def test_new_data_of_an_attached_dataset_becomes_tasks_everywhere(
    cast: Cast, db: Connection, fill: Callable[..., int], project: Callable[..., int]
) -> None:
    dataset, first, second = fill(), project(), project()
    attach(cast.manager, first, dataset)
    attach(cast.manager, second, dataset)
    added = add(cast.manager, dataset, [{"text": "Four"}, {"text": "Five"}]).json()
    assert (added["status"], added["unit_count"], added["task_count"]) == ("completed", 2, 4)
    for each in (first, second):
        assert [task["data"]["text"] for task in tasks(cast.manager, each)][3:] == ["Four", "Five"]
    # A task is as old as it is in the project, not as its item.
    db.execute("update data_unit set created_at = now() - interval '9 days' where dataset_id = %s", (dataset,))
    third = project()
    attach(cast.manager, third, dataset)
    ages = "select max(now() - created_at) < interval '1 day' from task where project_id = %s"
    assert number(db, f"select ({ages})::int", third) == 1


def test_items_arrive_while_the_dataset_is_being_attached(
    cast: Cast, fill: Callable[..., int], project: Callable[..., int]
) -> None:
    dataset, projects = fill(), [project() for _ in range(3)]
    with ThreadPoolExecutor(6) as people:
        attached = [people.submit(attach, cast.manager, each, dataset) for each in projects]
        filled = [people.submit(add, cast.manager, dataset, [{"text": f"Late {n}"}]) for n in range(6)]
        assert {answer.result().status_code for answer in attached} == {200}
        assert {answer.result().status_code for answer in filled} == {201}
    for each in projects:
        assert cast.manager.client.get(f"/api/projects/{each}/").json()["task_number"] == 9


def test_a_large_dataset_is_attached_and_detached_by_jobs(
    cast: Cast,
    database: Database,
    fill: Callable[..., int],
    project: Callable[..., int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dataset, one = fill(rows=[{"text": f"Text {n}"} for n in range(7)]), project()
    monkeypatch.setattr(service, "AT_ONCE", 3)
    [shown] = attach(cast.manager, one, dataset).json()
    assert (shown["status"], shown["done"], shown["total"], shown["tasks"]) == ("attaching", 0, 7, 0)
    kit_jobs.use(database)
    jobs.attach(Job(), project_id=one, dataset_id=dataset)
    [shown] = cast.manager.client.get(f"/api/projects/{one}/datasets/").json()
    assert (shown["status"], shown["done"], shown["tasks"]) == ("attached", 7, 7)
    gone = cast.manager.client.delete(f"/api/projects/{one}/datasets/{dataset}/").json()
    assert (gone["status"], gone["tasks"]) == ("detaching", 7)
    assert attach(cast.manager, one, dataset).status_code == 409
    jobs.detach(Job(), project_id=one, dataset_id=dataset, actor_id=cast.manager.id)
    assert cast.manager.client.get(f"/api/projects/{one}/datasets/").json() == []
    assert cast.manager.client.get(f"/api/projects/{one}/").json()["task_number"] == 0


def test_detaching_says_what_goes_and_takes_it_from_this_project_alone(
    cast: Cast, db: Connection, fill: Callable[..., int], project: Callable[..., int]
) -> None:
    dataset, first, second = fill(), project(), project()
    for each in (first, second):
        attach(cast.manager, each, dataset)
        join_project(db, each, cast.ann1, cast.rev1)
        db.commit()
        cast.manager.client.patch(f"/api/projects/{each}/", json={"is_published": True})
        task = tasks(cast.manager, each)[0]["id"]
        made = cast.ann1.client.post(f"/api/tasks/{task}/annotations/", json={"result": choice()})
        assert made.status_code == 201, made.text
        verdict = {"annotation": made.json()["id"], "accepted": True}
        assert cast.rev1.client.post("/api/annotation-reviews/", json=verdict).status_code == 201
    told = cast.manager.client.delete(f"/api/projects/{first}/datasets/{dataset}/", params={"preview": True}).json()
    assert told["status"] == "attached"
    assert (told["tasks"], told["annotations"], told["instances"], told["labels"], told["reviews"]) == (3, 1, 1, 1, 1)
    assert len(tasks(cast.manager, first)) == 3
    done = cast.manager.client.delete(f"/api/projects/{first}/datasets/{dataset}/").json()
    assert done == {**told, "preview": False, "status": "detached"}
    counts = cast.manager.client.get(f"/api/projects/{first}/").json()
    assert (counts["task_number"], counts["total_annotations_number"]) == (0, 0)
    assert cast.manager.client.get(f"/api/projects/{second}/").json()["total_annotations_number"] == 1
    assert cast.manager.client.get(f"/api/datasets/{dataset}/").json()["unit_count"] == 3
    assert cast.manager.client.delete(f"/api/projects/{first}/datasets/{dataset}/").status_code == 404
    # Attached again, it begins anew.
    attach(cast.manager, first, dataset)
    assert [task["status"] for task in tasks(cast.manager, first)] == ["queued"] * 3


def test_what_a_project_imported_itself_is_not_detached(cast: Cast, project: Callable[..., int]) -> None:
    one = project()
    cast.manager.client.post(f"/api/projects/{one}/import", json=TEXTS)
    [own] = cast.manager.client.get(f"/api/projects/{one}/datasets/").json()
    assert (own["is_own"], own["tasks"]) == (True, 3)
    answer = cast.manager.client.delete(f"/api/projects/{one}/datasets/{own['dataset']}/")
    assert (answer.status_code, answer.json()["code"]) == (400, "own_data")
    assert cast.manager.client.get(f"/api/datasets/{own['dataset']}/").status_code == 404
    assert attach(cast.manager, project(), own["dataset"]).status_code == 400


def test_what_is_attached_is_deleted_only_with_a_word(
    cast: Cast, fill: Callable[..., int], project: Callable[..., int]
) -> None:
    dataset, one = fill(), project()
    attach(cast.manager, one, dataset)
    first = units(cast.manager, dataset)[0]["id"]
    refused = cast.manager.client.delete(f"/api/datasets/{dataset}/data-units/{first}/")
    assert (refused.status_code, refused.json()["display_context"]["projects"]) == (409, [one])
    path = f"/api/datasets/{dataset}/data-units/{first}/"
    assert cast.manager.client.delete(path, params={"with_tasks": True}).status_code == 204
    assert cast.manager.client.get(f"/api/projects/{one}/").json()["task_number"] == 2
    whole = cast.manager.client.delete(f"/api/datasets/{dataset}/")
    assert (whole.status_code, whole.json()["display_context"]) == (409, {"projects": [one], "tasks": 2})
    cast.manager.client.delete(f"/api/projects/{one}/datasets/{dataset}/")
    assert cast.manager.client.delete(f"/api/datasets/{dataset}/").status_code == 204
    assert cast.manager.client.get(f"/api/datasets/{dataset}/").status_code == 404


def test_deleting_a_project_leaves_named_datasets_alone(
    cast: Cast, database: Database, db: Connection, fill: Callable[..., int], project: Callable[..., int]
) -> None:
    dataset, one = fill(), project()
    attach(cast.manager, one, dataset)
    cast.manager.client.post(f"/api/projects/{one}/import", json=[{"text": "Its own"}])
    own_ontology = number(
        db,
        "select v.ontology_id from project p join ontology_version v on v.id = p.ontology_version_id where p.id = %s",
        one,
    )
    cast.manager.client.delete(f"/api/projects/{one}/")
    kit_jobs.use(database)
    project_jobs.purge(0)
    shown = cast.manager.client.get(f"/api/datasets/{dataset}/").json()
    assert (shown["unit_count"], shown["projects"]) == (3, [])
    db.rollback()
    assert number(db, "select count(*) from ontology where id = %s", own_ontology) == 0
    assert cast.manager.client.delete(f"/api/datasets/{dataset}/").status_code == 204


def test_a_project_is_made_with_datasets_and_a_kind(cast: Cast, fill: Callable[..., int]) -> None:
    first, second = fill(), fill("Second", [{"text": "Other"}])
    body = {"title": "Quality", "preset": "manual_qa", "label_config": SENTIMENT, "datasets": [first, second]}
    answer = cast.manager.client.post("/api/projects/", json=body)
    assert answer.status_code == 201, answer.text
    made = answer.json()
    assert (made["preset"], made["review_unit"], made["task_number"]) == ("manual_qa", "instance", 4)
    wrong = cast.manager.client.post("/api/projects/", json={**body, "datasets": [first, 2**40]})
    assert (wrong.status_code, wrong.json()["problems"][0]["field"]) == (400, "datasets")
    foreign = cast.outsider.client.post("/api/projects/", json={**body, "datasets": [first]})
    assert foreign.status_code == 400
    later = cast.manager.client.patch(f"/api/projects/{made['id']}/", json={"datasets": [first]})
    assert (later.status_code, later.json()["problems"][0]["field"]) == (400, "datasets")


def test_a_copy_of_a_project_uses_the_same_datasets_and_the_same_ontology(
    cast: Cast, db: Connection, fill: Callable[..., int], project: Callable[..., int]
) -> None:
    named = cast.manager.client.post("/api/ontologies/", json={"title": "Opinions", "label_config": SENTIMENT}).json()
    dataset, one = fill(), project(None, ontology=named["id"], maximum_annotations=3)
    attach(cast.manager, one, dataset)
    cast.manager.client.post(f"/api/projects/{one}/import", json=[{"text": "Its own"}])
    wish = {"mode": "settings,data", "title": "The copy"}
    made = cast.manager.client.post(f"/api/projects/{one}/duplicate/", json=wish)
    assert made.status_code == 201, made.text
    copy = made.json()["id"]
    assert sorted(task["data"]["text"] for task in tasks(cast.manager, copy)) == ["Its own", "One", "Three", "Two"]
    assert {task["overlap"] for task in tasks(cast.manager, copy)} == {3}
    assert number(db, "select count(*) from data_unit where dataset_id = %s", dataset) == 3
    places = cast.manager.client.get(f"/api/datasets/{dataset}/").json()["projects"]
    assert [place["project"] for place in places] == [one, copy]
    used = cast.manager.client.get(f"/api/projects/{copy}/ontology/").json()
    assert (used["ontology"], used["version"]) == (named["id"], 1)


def test_a_deleted_task_comes_back_when_its_dataset_is_attached_again(
    cast: Cast, fill: Callable[..., int], project: Callable[..., int]
) -> None:
    dataset, one = fill(), project()
    attach(cast.manager, one, dataset)
    cast.manager.client.delete(f"/api/tasks/{tasks(cast.manager, one)[1]['id']}/")
    assert cast.manager.client.get(f"/api/datasets/{dataset}/").json()["unit_count"] == 3
    attach(cast.manager, one, dataset)
    assert sorted(task["data"]["text"] for task in tasks(cast.manager, one)) == ["One", "Three", "Two"]


@pytest.mark.parametrize("name", ["ann1", "rev1", "expert"])
def test_annotators_and_reviewers_have_no_part_in_datasets(
    cast: Cast, db: Connection, fill: Callable[..., int], project: Callable[..., int], name: str
) -> None:
    dataset, one, client = fill(), project(), cast[name].client
    attach(cast.manager, one, dataset)
    join_project(db, one, cast[name])
    db.commit()
    cast.manager.client.patch(f"/api/projects/{one}/", json={"is_published": True})
    assert client.get("/api/datasets/").status_code == 403
    assert client.get(f"/api/datasets/{dataset}/").status_code == 403
    assert client.post("/api/datasets/", json={"title": "Mine"}).status_code == 403
    assert add(cast[name], dataset, TEXTS).status_code == 403
    assert attach(cast[name], one, dataset).status_code == 403
    assert client.delete(f"/api/projects/{one}/datasets/{dataset}/").status_code == 403
    assert client.delete(f"/api/datasets/{dataset}/").status_code == 403


def test_another_organization_finds_no_dataset(cast: Cast, fill: Callable[..., int]) -> None:
    dataset, client = fill(), cast.outsider.client
    unit = units(cast.manager, dataset)[0]["id"]
    assert client.get("/api/datasets/").json()["count"] == 0
    for path in (f"/api/datasets/{dataset}/", f"/api/datasets/{dataset}/data-units/{unit}/"):
        assert client.get(path).status_code == 404
        assert client.delete(path).status_code == 404
    assert client.patch(f"/api/datasets/{dataset}/", json={"title": "Mine"}).status_code == 404
    assert add(cast.outsider, dataset, TEXTS).status_code == 404


def test_an_admin_of_the_project_alone_is_offered_what_there_is_to_attach(
    cast: Cast, db: Connection, fill: Callable[..., int], project: Callable[..., int]
) -> None:
    one, other = fill("Street scenes"), fill("Letters", rows=[])
    made = project()
    db.execute("update project set is_published = true where id = %s", (made,))
    join_project(db, made, cast.ann1, role="AD")
    join_project(db, made, cast.rev1)
    db.commit()
    offered = f"/api/projects/{made}/datasets/offered/"
    assert cast.ann1.client.get("/api/datasets/").status_code == 403
    assert attach(cast.ann1, made, one).status_code == 200
    found = cast.ann1.client.get(offered).json()
    assert [(row["id"], row["is_attached"], row["unit_count"]) for row in found["results"]] == [
        (other, False, 0),
        (one, True, 3),
    ]
    assert [row["id"] for row in cast.ann1.client.get(offered, params={"search": "street"}).json()["results"]] == [one]
    assert cast.rev1.client.get(offered).status_code == 403
    assert cast.ann1.client.get(f"/api/projects/{project()}/datasets/offered/").status_code == 404
