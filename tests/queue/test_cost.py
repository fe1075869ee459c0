"""What a step of the label stream asks of the database: a project pays for nothing that it does not use."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest
from tests import world


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The statements that were executed; a test clears it between two steps."""
    found: list[str] = []
    execute = psycopg.Cursor.execute

    def noted(cursor: Any, query: Any, *args: Any, **options: Any) -> Any:
        found.append(str(query))
        return execute(cursor, query, *args, **options)

    monkeypatch.setattr(psycopg.Cursor, "execute", noted)
    return found


def _within(steps: list[list[str]], budget: int) -> None:
    # The fewest of all: the first ones make the person's place in the queue, and threads of the server ask in between.
    fewest = min(steps, key=len)
    assert len(fewest) <= budget, "\n\n".join(fewest)


def test_a_plain_project_asks_little(db: Any, cast: Any, asked: list[str]) -> None:
    w = world.build(db, cast, tasks=8)
    nexts, submissions = [], []
    for _ in w.task_ids:
        asked.clear()
        task = w.next(cast.ann1).json()
        nexts.append(list(asked))
        asked.clear()
        assert w.submit(cast.ann1, task["id"]).status_code == 201
        submissions.append(list(asked))
    _within(nexts, 6)
    _within(submissions, 11)


def test_a_verdict_asks_little(db: Any, cast: Any, asked: list[str]) -> None:
    w = world.build(db, cast, tasks=8)
    for task_id in w.task_ids:
        assert w.submit(cast.ann1, task_id).status_code == 201
    nexts, verdicts = [], []
    for _ in w.task_ids:
        asked.clear()
        annotation = w.next_review(cast.rev1).json()["annotation"]
        nexts.append(list(asked))
        asked.clear()
        answer = w.review(cast.rev1, annotation["id"], True, revision=annotation["revision"])
        assert answer.status_code == 201
        verdicts.append(list(asked))
    _within(nexts, 11)
    _within(verdicts, 13)
