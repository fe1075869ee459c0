"""How much of what is handed in is reviewed: rates of the project, of classes, of annotators (MQA A.5, A.6)."""

from __future__ import annotations

from typing import Any

import pytest
from tests import world
from tests.queue.test_instance_review import batch_of, send
from tests.world import ENTITIES, span

TWO = [span("a", 0, 4), span("b", 5, 9, "Place")]


@pytest.fixture
def build(db: Any, cast: Any) -> Any:
    return lambda **settings: world.build(db, cast, config=ENTITIES, preset="manual_qa", **settings)


def change(w: Any, **review: Any) -> Any:
    return w.cast.manager.client.patch(f"/api/projects/{w.project_id}/", json={"review_settings": review})


def items_of(db: Any, project_id: int) -> dict[str, tuple[Any, ...]]:
    found = db.execute(
        "select i.key, r.state, r.inclusion_probability, r.inclusion_rule, r.draw_seed, r.round from review_item r"
        " join instance i on i.id = r.instance_id where r.project_id = %s",
        (project_id,),
    ).fetchall()
    return {row[0]: tuple(row[1:]) for row in found}


def test_each_item_keeps_the_rule_the_probability_and_the_seed_of_its_draw(build: Any, db: Any, cast: Any) -> None:
    """T13, A.21 U6: the class decides, then the annotator, then the project."""
    w = build(tasks=2, review_settings={"sampling_rate": 0.0, "class_sampling_rates": {"Person": 1.0}})
    assert change(w, annotator_sampling_rates={str(cast.ann2.id): 1.0}).status_code == 200
    w.submit(cast.ann1, w.task_ids[0], TWO)
    found = items_of(db, w.project_id)
    assert found["a"][:3] == ("pending", 1.0, "class")
    assert found["b"][:3] == ("not_selected", 0.0, "project")
    assert found["a"][3] == found["b"][3] != 0
    w.submit(cast.ann2, w.task_ids[1], [span("c", 0, 4), span("d", 5, 9, "Place")])
    found = items_of(db, w.project_id)
    assert found["c"][:3] == ("pending", 1.0, "class")
    assert found["d"][:3] == ("pending", 1.0, "annotator")


def test_another_rate_changes_nothing_that_was_submitted(build: Any, db: Any, cast: Any) -> None:
    """T17, MQA 31."""
    w = build(tasks=2, review_settings={"sampling_rate": 0.0})
    w.submit(cast.ann1, w.task_ids[0], TWO)
    before = items_of(db, w.project_id)
    assert {item[0] for item in before.values()} == {"not_selected"}
    assert change(w, sampling_rate=1.0, class_sampling_rates={"Person": 1.0}).status_code == 200
    assert items_of(db, w.project_id) == before
    w.submit(cast.ann1, w.task_ids[1], [span("c", 0, 4)])
    assert items_of(db, w.project_id)["c"][:3] == ("pending", 1.0, "class")


def test_a_task_of_which_nothing_is_drawn_is_completed_at_once_and_not_approved(build: Any, db: Any, cast: Any) -> None:
    """MQA 28, 29."""
    w = build(tasks=1, review_settings={"sampling_rate": 0.0})
    annotation = w.submit(cast.ann1, w.task_ids[0], TWO).json()
    assert w.task(w.task_ids[0])["status"] == "completed"
    assert w.next_review(cast.rev1).status_code == 404
    counts = w.project()["item_counts"]
    assert (counts["not_selected"], counts["accepted"]) == (2, 0)
    shown = w.cast.manager.client.get(f"/api/annotations/{annotation['id']}/").json()
    assert shown.get("verdict") is None


def test_what_comes_back_is_never_drawn_again_and_what_is_added_is_drawn_first(build: Any, db: Any, cast: Any) -> None:
    """MQA 34, A.21 U9: a returned item is reviewed at any rate; what was added meanwhile is a first submission."""
    w = build(tasks=1)
    annotation = w.submit(cast.ann1, w.task_ids[0], TWO).json()
    send(w, cast.rev1, batch_of(w, cast.rev1), {"a": True, "b": False})
    first = items_of(db, w.project_id)
    assert change(w, sampling_rate=0.0).status_code == 200
    for issue in cast.ann1.client.get(f"/api/tasks/{w.task_ids[0]}/issues/").json():
        cast.ann1.client.post(f"/api/issues/{issue['id']}/resolve/")
    mended = [TWO[0], span("b", 5, 8, "Place"), span("new", 20, 24)]
    answer = cast.ann1.client.patch(f"/api/annotations/{annotation['id']}/", json={"result": mended})
    assert answer.status_code == 200, answer.text
    found = items_of(db, w.project_id)
    assert found["b"][0] == "pending"
    assert found["b"][1:4] == first["b"][1:4], "how it was drawn at first stays with it"
    assert found["b"][4] == 2
    assert found["new"][:3] == ("not_selected", 0.0, "project")


def test_what_was_drawn_for_a_missing_label_is_reviewed_at_any_rate(build: Any, db: Any, cast: Any) -> None:
    """A.21 U9, MQA 51: once; the next time it is a first submission as any other."""
    w = build(tasks=1, review_settings={"sampling_rate": 1.0})
    annotation = w.submit(cast.ann1, w.task_ids[0], TWO).json()
    send(w, cast.rev1, batch_of(w, cast.rev1), {"a": True, "b": True}, reports=[{"text": "The town is missing"}])
    assert change(w, sampling_rate=0.0).status_code == 200
    assert w.task(w.task_ids[0])["status"] == "returned"
    for issue in cast.ann1.client.get(f"/api/tasks/{w.task_ids[0]}/issues/").json():
        cast.ann1.client.post(f"/api/issues/{issue['id']}/resolve/")
    url = f"/api/annotations/{annotation['id']}/"
    more = [*TWO, span("town", 20, 24, "Place")]
    assert cast.ann1.client.patch(url, json={"result": more}).status_code == 200
    assert items_of(db, w.project_id)["town"][:3] == ("pending", 1.0, "report")
    send(w, cast.rev1, batch_of(w, cast.rev1), {"town": False})
    for issue in cast.ann1.client.get(f"/api/tasks/{w.task_ids[0]}/issues/").json():
        cast.ann1.client.post(f"/api/issues/{issue['id']}/resolve/")
    assert cast.ann1.client.patch(url, json={"result": [*more, span("late", 30, 34)]}).status_code == 200
    assert items_of(db, w.project_id)["late"][:3] == ("not_selected", 0.0, "project")


def test_rates_of_annotators_hold_for_whole_annotations(db: Any, cast: Any) -> None:
    w = world.build(db, cast, tasks=2, review_settings={"sampling_rate": 0.0})
    assert change(w, annotator_sampling_rates={str(cast.ann2.id): 1.0}).status_code == 200
    w.submit(cast.ann1, w.task_ids[0])
    w.submit(cast.ann2, w.task_ids[1])
    found = db.execute(
        "select state, inclusion_probability, inclusion_rule from review_item where project_id = %s order by id",
        (w.project_id,),
    ).fetchall()
    assert found == [("not_selected", 0.0, "project"), ("pending", 1.0, "annotator")]
    refused = change(w, class_sampling_rates={"Positive": 1.0})
    assert refused.status_code == 400
    assert "whole annotation" in refused.text


@pytest.mark.parametrize(
    ("setting", "named"),
    [
        ({"class_sampling_rates": {"Town": 0.5}}, "Town"),
        ({"class_sampling_rates": {"Person": 1.5}}, "Person"),
        ({"annotator_sampling_rates": {"1": 0.5}}, "1"),
        ({"annotator_sampling_rates": {"Ada": 0.5}}, "Ada"),
        ({"reviewer_mapping": {"enabled": True, "classes": {"Town": [1]}}}, "Town"),
        ({"reviewer_mapping": {"enabled": True, "annotators": {"1": [1]}}}, "1"),
        ({"max_instances_per_review": 0}, "1"),
    ],
)
def test_names_that_are_nothing_here_are_refused_with_their_field(
    build: Any, setting: dict[str, Any], named: str
) -> None:
    w = build(tasks=1)
    answer = change(w, **setting)
    assert answer.status_code == 400, answer.text
    problem = answer.json()["problems"][0]
    assert problem["field"] == f"review_settings.{next(iter(setting))}"
    assert named in problem["message"]
    assert problem["fix"]


def test_a_reviewer_who_may_not_review_is_not_mapped(build: Any, cast: Any) -> None:
    w = build(tasks=1)
    refused = change(w, reviewer_mapping={"enabled": True, "classes": {"Person": [cast.ann1.id]}})
    assert refused.status_code == 400
    assert f"{cast.ann1.id} may not review" in refused.text
    allowed = change(w, reviewer_mapping={"enabled": True, "classes": {"Person": [cast.rev1.id]}})
    assert allowed.status_code == 200, allowed.text
    assert change(w, sampling_rate=0.5).status_code == 200
