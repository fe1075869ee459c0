"""What other rates would have made of the last work that came in (MQA 31): counted, nothing is drawn."""

from __future__ import annotations

from typing import Any

import pytest
from tests import world
from tests.queue.test_sampling_rates import change, items_of
from tests.world import ENTITIES, span

TWO = [span("a", 0, 4), span("b", 5, 9, "Place")]
MORE = [span("c", 0, 4), span("d", 5, 9), span("e", 10, 14, "Place")]


@pytest.fixture
def w(db: Any, cast: Any) -> Any:
    """Five instances by two people, all reviewed: three of a person, two of a place."""
    made = world.build(db, cast, config=ENTITIES, preset="manual_qa", tasks=3)
    made.submit(cast.ann1, made.task_ids[0], TWO)
    made.submit(cast.ann2, made.task_ids[1], MORE)
    return made


def preview(w: Any, **rates: Any) -> Any:
    return w.cast.manager.client.post(f"/api/projects/{w.project_id}/sampling-preview/", json=rates)


def numbers(found: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(found[name] for name in ("considered", "expected", "low", "high", "now_reviewed"))


def test_without_rates_it_is_what_the_project_does_now(w: Any) -> None:
    found = preview(w).json()
    assert numbers(found) == (5, 5.0, 5, 5, 5)
    assert change(w, sampling_rate=0.0).status_code == 200
    assert numbers(preview(w).json()) == (5, 0.0, 0, 0, 5), "what was reviewed at the rates of then does not change"


def test_the_rates_decide_as_they_do_when_work_is_handed_in(w: Any, db: Any, cast: Any) -> None:
    before = items_of(db, w.project_id)
    found = preview(
        w, sampling_rate=0.0, class_sampling_rates={"Person": 1.0}, annotator_sampling_rates={str(cast.ann2.id): 0.5}
    ).json()
    assert (found["considered"], found["expected"]) == (5, 3.5), "3 of a class, 1 by the annotator's rate, 1 by none"
    assert (found["low"], found["high"]) == (3, 4)
    assert [(row["class"], *numbers(row)) for row in found["by_class"]] == [
        ("Person", 3, 3.0, 3, 3, 3),
        ("Place", 2, 0.5, 0, 1, 2),
    ]
    assert [(row["annotator"], *numbers(row)) for row in found["by_annotator"]] == [
        (cast.ann2.id, 3, 2.5, 2, 3, 3),
        (cast.ann1.id, 2, 1.0, 1, 1, 2),
    ]
    db.rollback()
    assert items_of(db, w.project_id) == before
    assert w.project()["review_settings"]["sampling_rate"] == 1.0


def test_what_was_added_by_hand_counts_as_it_was_drawn_at_first(w: Any, cast: Any) -> None:
    assert change(w, sampling_rate=0.0).status_code == 200
    w.submit(cast.ann1, w.task_ids[2], [span("f", 0, 4)])
    assert numbers(preview(w, sampling_rate=1).json()) == (6, 6.0, 6, 6, 5)
    added = cast.manager.client.post(f"/api/projects/{w.project_id}/add-reviews/", json={"tasks": [w.task_ids[2]]})
    assert added.status_code in (200, 201), added.text
    assert numbers(preview(w, sampling_rate=1).json()) == (6, 6.0, 6, 6, 5)


def test_annotations_of_one_task_are_drawn_together(db: Any, cast: Any) -> None:
    w = world.build(db, cast, tasks=2, maximum_annotations=2)
    for person in (cast.ann1, cast.ann2):
        w.submit(person, w.task_ids[0])
    w.submit(cast.ann1, w.task_ids[1])
    found = preview(w, sampling_rate=0, annotator_sampling_rates={str(cast.ann2.id): 1.0}).json()
    assert numbers(found) == (3, 0.0, 0, 0, 3), "the first annotation of a task decides"
    found = preview(w, sampling_rate=0.5).json()
    assert numbers(found) == (3, 1.5, 0, 3, 3)
    assert [row["class"] for row in found["by_class"]] == [""]


def test_only_the_latest_are_counted_from_the_end_of_an_index(w: Any, db: Any, monkeypatch: Any) -> None:
    from assay.queue import forecast
    from assay.reviews.queries import first_draws

    monkeypatch.setattr(forecast, "LATEST", 3)
    found = preview(w, sampling_rate=0.5).json()
    assert [(row["class"], row["considered"]) for row in found["by_class"]] == [("Person", 2), ("Place", 1)]
    db.rollback()
    db.execute("set local enable_seqscan = off")
    db.execute("set local enable_sort = off")
    plan = [row[0] for row in db.execute(f"explain {first_draws.LATEST}", (w.project_id, 1000)).fetchall()]
    assert any("Index Only Scan Backward using annotation_project" in line for line in plan), "\n".join(plan)


@pytest.mark.parametrize(
    ("rates", "field", "named"),
    [
        ({"sampling_rate": 1.5}, "sampling_rate", "1"),
        ({"sampling_rate": "many"}, "sampling_rate", ""),
        ({"class_sampling_rates": {"Town": 0.5}}, "class_sampling_rates", "Town"),
        ({"class_sampling_rates": [1]}, "class_sampling_rates", "object"),
        ({"annotator_sampling_rates": {"1": 0.5}}, "annotator_sampling_rates", "1"),
        ({"return_at": "first_rejection"}, "return_at", ""),
    ],
)
def test_what_the_settings_refuse_is_refused_with_its_field(w: Any, rates: Any, field: str, named: str) -> None:
    answer = preview(w, **rates)
    assert answer.status_code == 400, answer.text
    problem = answer.json()["problems"][0]
    assert problem["field"] == field
    assert named in problem["message"]


def test_those_who_may_read_the_settings_ask(w: Any, cast: Any) -> None:
    url = f"/api/projects/{w.project_id}/sampling-preview/"
    assert cast.rev1.client.post(url, json={}).status_code == 403
    assert cast.owner.client.post(url, json={}).status_code == 200
