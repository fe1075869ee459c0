"""Who asks for work while somebody looks at all that is left waits for them, instead of hearing that it is gone."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from tests import world
from tests.queue.test_work_queue import assign, start
from tests.world import ENTITIES, World, span

from assay.kit.db import Database

BATCHES = "select id from work_item where project_id = %s and kind = 'review' order by id for update"
TASKS = "select id from task where project_id = %s order by id for update"


@pytest.fixture
def w(db: Any, cast: Any) -> World:
    return world.build(db, cast, config=ENTITIES, preset="manual_qa", tasks=3)


def while_locked(database: Database, w: World, locking: str, ask: Callable[[], Any], *, taken: str = "") -> Any:
    """The answer to somebody who asks while another transaction holds the rows and then, perhaps, takes them."""
    with database.pool.connection() as other, ThreadPoolExecutor(1) as threads:
        other.execute(locking, (w.project_id,))
        asked = threads.submit(ask)
        with pytest.raises(TimeoutError):
            asked.result(0.3)
        if taken:
            other.execute(taken, (w.project_id,))
            other.commit()
        else:
            other.rollback()
        return asked.result(20)


def test_what_was_only_looked_at_is_started(w: World, database: Database) -> None:
    answer = while_locked(database, w, TASKS, lambda: start(w, w.cast.ann1))
    assert (answer.status_code, answer.json()["task"]) == (201, w.task_ids[0])


def test_what_was_taken_is_gone(w: World, database: Database) -> None:
    gone = "update task set queue_open = false where project_id = %s"
    answer = while_locked(database, w, TASKS, lambda: start(w, w.cast.ann1), taken=gone)
    assert answer.status_code == 404


def test_nobody_waits_while_something_else_is_free(w: World, database: Database) -> None:
    with database.pool.connection() as other:
        other.execute(f"{TASKS.replace('order by id', 'order by id limit 1')}", (w.project_id,))
        answer = start(w, w.cast.ann1)
        other.rollback()
    assert (answer.status_code, answer.json()["task"]) == (201, w.task_ids[1])


def test_a_review_that_was_only_looked_at_is_started(w: World, database: Database) -> None:
    assert w.submit(w.cast.ann1, w.task_ids[0], [span("a", 0, 4)]).status_code == 201
    assert assign(w, w.cast.ann1, tasks=w.task_ids[1:]).status_code == 200
    answer = while_locked(database, w, BATCHES, lambda: start(w, w.cast.rev1, kind="review"))
    assert (answer.status_code, answer.json()["task"]) == (201, w.task_ids[0])


def test_a_review_that_was_taken_is_gone(w: World, database: Database) -> None:
    assert w.submit(w.cast.ann1, w.task_ids[0], [span("a", 0, 4)]).status_code == 201
    gone = "update work_item set state = 'held', holder_id = author_id where project_id = %s and kind = 'review'"
    answer = while_locked(database, w, BATCHES, lambda: start(w, w.cast.rev1, kind="review"), taken=gone)
    assert answer.status_code == 404
