"""What a step of the label stream asks of the database: a project pays for nothing that it does not use."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest
from tests import world


def test_a_plain_project_asks_little(db: Any, cast: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    w = world.build(db, cast, tasks=8)
    asked: list[str] = []
    execute = psycopg.Cursor.execute

    def noted(cursor: Any, query: Any, *args: Any, **options: Any) -> Any:
        asked.append(str(query))
        return execute(cursor, query, *args, **options)

    monkeypatch.setattr(psycopg.Cursor, "execute", noted)
    nexts, submissions = [], []
    for _ in w.task_ids:
        asked.clear()
        task = w.next(cast.ann1).json()
        nexts.append(list(asked))
        asked.clear()
        assert w.submit(cast.ann1, task["id"]).status_code == 201
        submissions.append(list(asked))
    # The fewest of all: the first ones make the person's place in the queue, and threads of the server ask in between.
    assert len(min(nexts, key=len)) <= 6, "\n\n".join(min(nexts, key=len))
    assert len(min(submissions, key=len)) <= 11, "\n\n".join(min(submissions, key=len))
