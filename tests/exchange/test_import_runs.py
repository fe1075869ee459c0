"""Importing in two steps: see what is wrong first, then decide; what is large is a job."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.cast import Cast
from tests.exchange.sending import IMAGES, picture, send_files, tasks_of

from assay.exchange import imports, jobs
from assay.kit import jobs as kit_jobs
from assay.kit.db import Database


def runs(project: int) -> str:
    return f"/api/projects/{project}/import-runs/"


def test_a_check_says_what_is_wrong_and_bad_rows_may_be_skipped(cast: Cast, make: Callable[..., int]) -> None:
    project = make()
    client = cast.manager.client
    run = send_files(cast.manager, project, ("a.csv", b"text,n\none,1\ntwo\nthree,3\n"), path="import-runs/")
    assert run.status_code == 201, run.text
    found = run.json()
    assert (found["status"], found["total"]) == ("ready", 3)
    report = found["report"]
    assert (report["rows"], report["good"], report["bad"]) == (3, 2, 1)
    assert (report["columns"], report["found_formats"]) == (["text", "n"], {"CSV": 1})
    assert (report["problems"][0]["row"], report["problems"][0]["file"]) == (3, "a.csv")
    assert tasks_of(cast.manager, project) == []
    refused = client.post(f"{runs(project)}{found['id']}/commit/", json={})
    assert (refused.status_code, refused.json()["code"]) == (400, "bad_rows")
    done = client.post(f"{runs(project)}{found['id']}/commit/", json={"skip_bad_rows": True})
    assert done.status_code == 200, done.text
    assert (done.json()["status"], done.json()["task_count"]) == ("completed", 2)
    again = client.post(f"{runs(project)}{found['id']}/commit/", json={"skip_bad_rows": True})
    assert (again.status_code, again.json()["code"]) == (400, "not_ready")
    assert len(tasks_of(cast.manager, project)) == 2


def test_a_file_that_breaks_off_cannot_be_skipped_over(cast: Cast, make: Callable[..., int]) -> None:
    project = make()
    run = send_files(cast.manager, project, ("a.json", b'[{"text": "a"}, {"text": '), path="import-runs/").json()
    assert (run["report"]["good"], run["report"]["bad"]) == (0, 1)
    done = cast.manager.client.post(f"{runs(project)}{run['id']}/commit/", json={"skip_bad_rows": True})
    assert done.status_code == 400
    assert tasks_of(cast.manager, project) == []


def test_a_wrong_file_among_good_ones_may_be_left_out(cast: Cast, make: Callable[..., int]) -> None:
    project = make(IMAGES)
    run = send_files(
        cast.manager, project, ("a.png", picture()), ("b.png", b"no"), ("c.doc", b"x"), path="import-runs/"
    ).json()
    assert (run["report"]["good"], run["report"]["bad"]) == (1, 2)
    assert {problem["file"] for problem in run["report"]["problems"]} == {"b.png", "c.doc"}
    done = cast.manager.client.post(f"{runs(project)}{run['id']}/commit/", json={"skip_bad_rows": True}).json()
    assert done["task_count"] == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One line\nAnother, with a comma", ["One line", "Another, with a comma"]),
        ('[{"text": "json"}]', ["json"]),
        ('{"text": "a"}\n{"text": "b"}', ["a", "b"]),
        ("text,n\na,1\nb,2", ["a", "b"]),
        ("id\ttext\n1\ta", ["a"]),
        ("text\nonly column", ["only column"]),
    ],
)
def test_pasted_text_is_recognised(cast: Cast, make: Callable[..., int], text: str, expected: list[str]) -> None:
    project = make()
    run = cast.manager.client.post(runs(project), json={"text": text})
    assert run.status_code == 201, run.text
    assert run.json()["report"]["bad"] == 0, run.text
    cast.manager.client.post(f"{runs(project)}{run.json()['id']}/commit/", json={})
    assert [task["data"]["text"] for task in tasks_of(cast.manager, project)] == expected


def test_a_discarded_run_leaves_nothing(cast: Cast, make: Callable[..., int]) -> None:
    project = make()
    run = send_files(cast.manager, project, ("a.txt", b"x"), path="import-runs/").json()
    assert len(cast.manager.client.get(f"/api/projects/{project}/file-uploads").json()) == 1
    assert cast.manager.client.delete(f"{runs(project)}{run['id']}/").status_code == 204
    assert cast.manager.client.get(f"{runs(project)}{run['id']}/").status_code == 404
    assert cast.manager.client.get(f"/api/projects/{project}/file-uploads").json() == []


def test_a_run_of_another_project_is_not_there(cast: Cast, make: Callable[..., int]) -> None:
    run = cast.manager.client.post(runs(make()), json={"text": "a"}).json()
    assert cast.manager.client.get(f"{runs(make())}{run['id']}/").status_code == 404


def test_a_large_import_is_a_job_that_can_be_done_twice(
    cast: Cast, make: Callable[..., int], database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "SMALL_BYTES", 10)
    monkeypatch.setattr(imports, "ROWS_AT_ONCE", 7)
    project = make()
    run = send_files(cast.manager, project, ("a.txt", b"line\n" * 50), path="import-runs/").json()
    assert run["status"] == "checking"
    kit_jobs.use(database)
    jobs.check_import(Watched(), import_id=run["id"])
    client = cast.manager.client
    assert client.get(f"{runs(project)}{run['id']}/").json()["status"] == "ready"
    begun = client.post(f"{runs(project)}{run['id']}/commit/", json={}).json()
    assert (begun["status"], begun["total"]) == ("in_progress", 50)
    with pytest.raises(jobs.JobAborted):
        jobs.commit_import(Watched(stops_after=3), import_id=run["id"])
    halfway = client.get(f"{runs(project)}{run['id']}/").json()
    assert halfway["status"] == "in_progress"
    assert 0 < halfway["progress"] < 50
    assert tasks_of(cast.manager, project) == []
    for _ in range(2):
        jobs.commit_import(Watched(), import_id=run["id"])
    done = client.get(f"{runs(project)}{run['id']}/").json()
    assert (done["status"], done["task_count"]) == ("completed", 50)
    assert len(tasks_of(cast.manager, project)) == 50


def test_a_job_that_is_interrupted_too_often_says_so(
    cast: Cast, make: Callable[..., int], database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "SMALL_BYTES", 10)
    project = make()
    run = send_files(cast.manager, project, ("a.txt", b"line\n" * 50), path="import-runs/").json()
    kit_jobs.use(database)
    jobs.check_import(Watched(attempts=jobs.MAX_STARTS), import_id=run["id"])
    found = cast.manager.client.get(f"{runs(project)}{run['id']}/").json()
    assert found["status"] == "failed"
    assert "stopped" in found["error"]


class Watched:
    """What a job sees of its worker."""

    def __init__(self, stops_after: int | None = None, attempts: int = 0) -> None:
        self._left = stops_after
        self.attempts = attempts

    @property
    def job(self) -> Any:
        return self

    def should_abort(self) -> bool:
        if self._left is not None:
            self._left -= 1
        return self._left is not None and self._left < 0
