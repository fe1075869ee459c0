"""What becomes of reserved work when a project is unpublished (LSE 2.12)."""

from __future__ import annotations

from typing import Any

import pytest
from tests import world
from tests.cast import Cast
from tests.engine import invariants
from tests.world import World, choice

from assay.kit.db import Connection


@pytest.fixture
def w(db: Connection, cast: Cast) -> World:
    return world.build(db, cast, tasks=3)


def publish(w: World, is_published: bool) -> None:
    answer = w.cast.manager.client.patch(f"/api/projects/{w.project_id}/", json={"is_published": is_published})
    assert answer.status_code == 200, answer.text


def held(db: Any, w: World) -> list[tuple[int, str]]:
    rows = db.execute(
        "select holder_id, kind from work_item where project_id = %s and state = 'held' order by id", (w.project_id,)
    ).fetchall()
    db.rollback()
    return [(row[0], row[1]) for row in rows]


def test_what_was_not_begun_is_free_again(db: Connection, w: World) -> None:
    first = w.next(w.cast.ann1).json()["id"]
    publish(w, False)
    assert held(db, w) == []
    assert w.task(first)["state"] == "CREATED"
    publish(w, True)
    assert w.next(w.cast.ann2).json()["id"] == first, "whoever comes first gets it"
    db.rollback()
    invariants.check(db, w.project_id)


def test_what_was_begun_stays_with_who_began_it(db: Connection, w: World) -> None:
    first = w.next(w.cast.ann1).json()["id"]
    w.cast.ann1.client.post(f"/api/tasks/{first}/drafts/", json={"result": choice()})
    publish(w, False)
    assert held(db, w) == [(w.cast.ann1.id, "annotate")]
    publish(w, True)
    assert w.next(w.cast.ann1).json()["id"] == first


def test_batches_of_reviewers_are_free_again_and_managers_keep_theirs(db: Connection, w: World) -> None:
    for task_id in w.task_ids[:2]:
        w.submit(w.cast.ann1, task_id)
    w.next_review(w.cast.rev1)
    w.next_review(w.cast.manager)
    assert {person for person, _ in held(db, w)} == {w.cast.rev1.id, w.cast.manager.id}
    publish(w, False)
    assert [person for person, _ in held(db, w)] == [w.cast.manager.id], "who still sees the project can go on"
    db.rollback()
    invariants.check(db, w.project_id)
