"""What a step of the label stream asks of the database: a project pays for nothing that it does not use."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest
from tests import world


def test_a_plain_project_asks_little(db: Any, cast: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    w = world.build(db, cast, tasks=6)
    for _ in range(2):
        w.submit(cast.ann1, w.next(cast.ann1).json()["id"])  # the first ones make cursors and reports of activity
    asked: list[str] = []
    execute = psycopg.Cursor.execute

    def noted(cursor: Any, query: Any, *args: Any, **options: Any) -> Any:
        if "request_log" not in str(query):  # written in the background, now and then
            asked.append(str(query))
        return execute(cursor, query, *args, **options)

    monkeypatch.setattr(psycopg.Cursor, "execute", noted)
    task = w.next(cast.ann1).json()
    assert len(asked) <= 6, "\n\n".join(asked)
    asked.clear()
    assert w.submit(cast.ann1, task["id"]).status_code == 201
    assert len(asked) <= 14, "\n\n".join(asked)
