"""Who made and who changed each instance, over HTTP: told from the revisions that were handed in."""

from __future__ import annotations

from typing import Any

import pytest
from tests import world
from tests.world import ENTITIES, span

Story = dict[str, tuple[str, str | None]]

A, B, C = span("a", 0, 4), span("b", 5, 9, "Place"), span("c", 10, 14)
MOVED_A, MOVED_B = span("a", 0, 3), span("b", 5, 8, "Place")


@pytest.fixture
def build(db: Any, cast: Any) -> Any:
    return lambda **settings: world.build(db, cast, config=ENTITIES, **settings)


def told(w: Any, annotation: int, person: Any = None) -> Story:
    """By instance: who made it and who changed it last, under their names in the cast."""
    names = {getattr(w.cast, name).id: name for name in ("ann1", "rev1", "manager")}
    answer = (person or w.cast.manager).client.get(f"/api/annotations/{annotation}/authors/")
    assert answer.status_code == 200, answer.text
    for each in answer.json():
        assert (each["changed_by"] is None) == (each["changed_at"] is None)
        assert each["changed_at"] is None or each["changed_at"] >= each["created_at"]
    return {each["key"]: (names[each["created_by"]], names.get(each["changed_by"])) for each in answer.json()}


@pytest.mark.parametrize(
    ("by_author", "by_manager", "by_reviewer", "expected"),
    [
        ([A, B], None, None, {"a": ("ann1", None), "b": ("ann1", None)}),
        ([A, B], [A, MOVED_B], None, {"a": ("ann1", None), "b": ("ann1", "manager")}),
        ([A], [A, B], None, {"a": ("ann1", None), "b": ("manager", None)}),
        ([A, B], [A], None, {"a": ("ann1", None)}),
        ([A, B], None, [MOVED_A, B, C], {"a": ("ann1", "rev1"), "b": ("ann1", None), "c": ("rev1", None)}),
        ([A, B], [MOVED_A, B], [MOVED_A, MOVED_B], {"a": ("ann1", "manager"), "b": ("ann1", "rev1")}),
        ([A, B], [B], [A, B], {"a": ("ann1", "rev1"), "b": ("ann1", None)}),
        ([A], [{**A, "origin": "prediction-changed", "hidden": True}], None, {"a": ("ann1", None)}),
    ],
)
def test_the_author_is_who_handed_it_in_first(
    build: Any, by_author: Any, by_manager: Any, by_reviewer: Any, expected: Story
) -> None:
    w = build(tasks=1)
    annotation = w.submit(w.cast.ann1, w.task_ids[0], by_author).json()["id"]
    if by_manager is not None:
        changed = w.cast.manager.client.patch(f"/api/annotations/{annotation}/", json={"result": by_manager})
        assert changed.status_code == 200, changed.text
    if by_reviewer is not None:
        assert w.review(w.cast.rev1, annotation, True, result=by_reviewer).json()["kind"] == "fix"
    assert told(w, annotation) == expected


def test_an_author_sees_who_corrected_the_work_and_others_see_nothing(build: Any) -> None:
    w = build(tasks=1)
    annotation = w.submit(w.cast.ann1, w.task_ids[0], [A]).json()["id"]
    w.review(w.cast.rev1, annotation, True, result=[MOVED_A])
    assert told(w, annotation, w.cast.ann1) == {"a": ("ann1", "rev1")}
    assert w.cast.ann2.client.get(f"/api/annotations/{annotation}/authors/").status_code == 404
    assert w.cast.outsider.client.get(f"/api/annotations/{annotation}/authors/").status_code == 404
