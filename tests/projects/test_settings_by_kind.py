"""A setting that a kind of project cannot obey is refused there, by its name, when it is made and when changed."""

from __future__ import annotations

from typing import Any

import pytest
from tests.cast import Cast

WHOLE: dict[str, Any] = {}
SINGLE = {"review_unit": "instance"}
MANUAL = {"preset": "manual_qa"}


@pytest.mark.parametrize(
    ("kind", "name", "wish"),
    [
        (WHOLE, "return_at", "first_rejection"),
        (WHOLE, "one_reviewer_per_submission", True),
        (WHOLE, "max_instances_per_review", 10),
        (WHOLE, "task_management", False),
        (SINGLE, "task_management", False),
        (MANUAL, "review_only_manual_assignments", True),
        (MANUAL, "only_finished_tasks", True),
    ],
)
def test_what_is_not_obeyed_is_refused(cast: Cast, kind: dict[str, Any], name: str, wish: Any) -> None:
    client = cast.manager.client
    made = client.post("/api/projects/", json={"title": "Kinds", **kind})
    assert made.status_code == 201, made.text
    path = f"/api/projects/{made.json()['id']}/"
    settings = {"review_settings": {name: wish}}
    for refused in (
        client.patch(path, json=settings),
        client.post("/api/projects/", json={"title": "Kinds", **kind, **settings}),
    ):
        assert refused.status_code == 400, refused.text
        [problem] = refused.json()["problems"]
        assert problem["field"] == f"review_settings.{name}"
        assert problem["fix"]
    assert client.get(path).json()["review_settings"] == made.json()["review_settings"]


@pytest.mark.parametrize(
    ("kind", "name", "wish"),
    [
        (SINGLE, "return_at", "first_rejection"),
        (SINGLE, "one_reviewer_per_submission", True),
        (SINGLE, "max_instances_per_review", 10),
        (MANUAL, "task_management", False),
        (WHOLE, "review_only_manual_assignments", True),
        (SINGLE, "only_finished_tasks", True),
    ],
)
def test_what_is_obeyed_is_kept(cast: Cast, kind: dict[str, Any], name: str, wish: Any) -> None:
    made = cast.manager.client.post("/api/projects/", json={"title": "Kinds", **kind, "review_settings": {name: wish}})
    assert made.status_code == 201, made.text
    assert made.json()["review_settings"][name] == wish
