"""Importing files once more that are stored already."""

from __future__ import annotations

from typing import Any

import pytest
from tests import world
from tests.cast import Cast
from tests.engine import invariants
from tests.world import World

from assay.kit.db import Connection


@pytest.fixture
def w(db: Connection, cast: Cast) -> World:
    return world.build(db, cast)


def test_stored_files_are_imported_again_in_the_place_of_their_tasks(db: Any, w: World) -> None:
    address = f"/api/projects/{w.project_id}"
    client = w.cast.manager.client
    file = {"files": ("rows.csv", b"text\nOne\nTwo\n", "text/csv")}
    first = client.post(f"{address}/import?return_task_ids=true", files=file).json()
    w.submit(w.cast.ann1, first["task_ids"][0])
    before = client.get(f"{address}/").json()["task_number"]
    answer = client.post(f"{address}/reimport", json={"file_upload_ids": first["file_upload_ids"]})
    assert answer.status_code == 201, answer.text
    assert (answer.json()["task_count"], answer.json()["file_upload_ids"]) == (2, first["file_upload_ids"])
    after = client.get(f"{address}/").json()
    assert (after["task_number"], after["total_annotations_number"]) == (before, 0), "the work went with its task"
    assert all(client.get(f"/api/tasks/{task}/").status_code == 404 for task in first["task_ids"])
    told = client.get(f"{address}/reimports/{answer.json()['reimport']}/").json()
    assert (told["status"], told["task_count"]) == ("completed", 2)
    db.rollback()
    invariants.check(db, w.project_id)


def test_what_cannot_be_imported_again_is_named_and_nothing_is_deleted(w: World) -> None:
    address = f"/api/projects/{w.project_id}/reimport"
    nothing = w.cast.manager.client.post(address, json={})
    assert (nothing.status_code, nothing.json()["task_count"], nothing.json()["reimport"]) == (201, 0, None)
    unknown = w.cast.manager.client.post(address, json={"file_upload_ids": [999_999_999]})
    assert (unknown.status_code, "file_upload_ids" in unknown.json()["validation_errors"]) == (400, True)
    files = w.cast.manager.client.post(address, json={"file_upload_ids": [], "files_as_tasks_list": False})
    assert files.status_code == 400
    assert w.cast.ann1.client.post(address, json={}).status_code == 403
    assert len(w.task_ids) == w.project()["task_number"]
