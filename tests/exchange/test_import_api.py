"""Importing: what comes in becomes tasks whole or not at all, and whoever gave it learns which row is wrong."""

from __future__ import annotations

import http.server
import io
import json
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PIL import Image
from tests.cast import Cast, Person, join_project
from tests.world import SENTIMENT, choice

from assay.exchange import imports, jobs
from assay.kit import jobs as kit_jobs
from assay.kit.config import Config, config
from assay.kit.db import Connection, Database, now
from assay.projects import queries as projects
from assay.tasks import queries as task_queries
from assay.tasks.service import settle

IMAGES = """<View><Image name="image" value="$photo"/>
<RectangleLabels name="box" toName="image"><Label value="Car"/></RectangleLabels></View>"""


@pytest.fixture
def make(cast: Cast) -> Callable[..., int]:
    """Makes a project of the manager."""

    def made(config: str | None = SENTIMENT, **settings: Any) -> int:
        body = {"title": "Imports", **settings} | ({"label_config": config} if config else {})
        answer = cast.manager.client.post("/api/projects/", json=body)
        assert answer.status_code == 201, answer.text
        return int(answer.json()["id"])

    return made


def send(person: Person, project: int, body: Any, **params: Any) -> Any:
    return person.client.post(f"/api/projects/{project}/import", json=body, params=params)


def send_files(person: Person, project: int, *files: tuple[str, bytes], path: str = "import") -> Any:
    return person.client.post(
        f"/api/projects/{project}/{path}", files=[("files", (name, content)) for name, content in files]
    )


def tasks_of(person: Person, project: int) -> list[dict[str, Any]]:
    answer = person.client.get("/api/tasks/", params={"project": project, "page_size": 1000, "fields": "all"})
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["tasks"]
    return found


def picture(width: int = 40, height: int = 30, kind: str = "PNG") -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (width, height), (200, 40, 40)).save(written, kind)
    return written.getvalue()


# ---------------------------------------------------------------- at once


def test_a_list_of_tasks_becomes_tasks_in_its_order(cast: Cast, make: Callable[..., int]) -> None:
    project = make()
    body = [{"text": "first"}, {"data": {"text": "second"}, "meta": {"source": "x"}, "overlap": 3}]
    answer = send(cast.manager, project, body, return_task_ids=True)
    assert answer.status_code == 201, answer.text
    found = answer.json()
    assert (found["task_count"], found["annotation_count"], found["predictions_count"]) == (2, 0, 0)
    assert found["data_columns"] == ["text"]
    tasks = tasks_of(cast.manager, project)
    assert [task["id"] for task in tasks] == found["task_ids"]
    assert [task["data"]["text"] for task in tasks] == ["first", "second"]
    assert (tasks[1]["meta"], tasks[1]["overlap"], tasks[1]["inner_id"]) == ({"source": "x"}, 3, 2)
    assert cast.manager.client.get(f"/api/projects/{project}/").json()["task_number"] == 2
    run = cast.manager.client.get(f"/api/projects/{project}/imports/{found['import']}/").json()
    assert (run["status"], run["task_count"]) == ("completed", 2)


def test_one_object_is_one_task(cast: Cast, make: Callable[..., int]) -> None:
    project = make()
    assert send(cast.manager, project, {"text": "alone"}).json()["task_count"] == 1


def test_a_bad_row_is_named_and_nothing_is_imported(cast: Cast, make: Callable[..., int]) -> None:
    project = make()
    answer = send(cast.manager, project, [{"text": "good"}, {"txet": "bad"}, {"text": ["worse"]}])
    assert answer.status_code == 400
    error = answer.json()
    assert error["code"] == "bad_rows"
    assert [(p["file"], p["row"], p["field"]) for p in error["problems"]] == [
        ("body", 2, "data.text"),
        ("body", 3, "data.text"),
    ]
    assert "txet" in error["problems"][0]["fix"]
    assert tasks_of(cast.manager, project) == []
    assert cast.manager.client.get(f"/api/projects/{project}/").json()["task_number"] == 0


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b'[{"text": "a"}', "comma or ]"),
        (b'[{"text": "a\\u0000b"}]', "null character"),
        (b'[{"text": 123456789012345678901234567890}]', "64 bits"),
        (b"[" + b'{"a":' * 10_000 + b"1" + b"}" * 10_000 + b"]", "nested"),
        (b"[]", "no task"),
        (b"null", "not JSON"),
        (b'[{"text": "\xff"}]', "UTF-8"),
        (b'[{"data": {"text": "a"}, "overlap": 501}]', "number of annotations"),
    ],
)
def test_malformed_json_is_explained(cast: Cast, make: Callable[..., int], body: bytes, said: str) -> None:
    project = make()
    answer = cast.manager.client.post(
        f"/api/projects/{project}/import", content=body, headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == 400, answer.text
    assert said in answer.json()["detail"]
    assert tasks_of(cast.manager, project) == []


def test_a_project_without_configuration_takes_any_data(cast: Cast, make: Callable[..., int]) -> None:
    project = make(None)
    assert send(cast.manager, project, [{"anything": [1, {"deep": None}]}]).status_code == 201
    assert send(cast.manager, project, [{"anything": "\x00"}]).status_code == 400


def test_a_trial_keeps_nothing(cast: Cast, make: Callable[..., int]) -> None:
    project = make()
    answer = send_files_with(cast.manager, project, "a.csv", b"text\none\ntwo\n", commit_to_project="false")
    assert answer.status_code == 201, answer.text
    assert answer.json()["task_count"] == 2
    assert tasks_of(cast.manager, project) == []
    assert cast.manager.client.get(f"/api/projects/{project}/file-uploads").json() == []


def send_files_with(person: Person, project: int, name: str, content: bytes, **params: str) -> Any:
    return person.client.post(f"/api/projects/{project}/import", files={"file": (name, content)}, params=params)


def test_who_may_import(cast: Cast, make: Callable[..., int], db: Connection) -> None:
    project = make()
    cast.manager.client.patch(f"/api/projects/{project}/", json={"is_published": False})
    join_project(db, project, cast.ann1, cast.rev1)
    db.execute("update project set is_published = true where id = %s", (project,))
    db.commit()
    for person in (cast.ann1, cast.rev1):
        assert send(person, project, [{"text": "a"}]).status_code == 403
    assert send(cast.outsider, project, [{"text": "a"}]).status_code == 404


def test_an_unknown_body_is_refused(cast: Cast, make: Callable[..., int]) -> None:
    answer = cast.manager.client.post(
        f"/api/projects/{make()}/import", content=b"a,b", headers={"Content-Type": "text/csv"}
    )
    assert answer.status_code == 400
    assert answer.json()["problems"][0]["field"] == "Content-Type"


# ---------------------------------------------------------------- annotations and predictions


def test_annotations_come_in_with_all_that_follows(cast: Cast, make: Callable[..., int], db: Connection) -> None:
    project = make(maximum_annotations=2)
    odd = {"id": "u", "from_name": "ghost", "to_name": "text", "type": "brush", "value": {"rle": [1, 2]}, "extra": 1}
    body = [
        {
            "data": {"text": "two people"},
            "annotations": [
                {"result": [*choice(), odd], "completed_by": cast.ann1.email.upper(), "lead_time": 4.5, "id": 77},
                {"result": choice("Negative"), "completed_by": {"id": cast.ann2.id}, "ground_truth": True},
            ],
        },
        {"data": {"text": "skipped"}, "annotations": [{"result": [], "was_cancelled": True, "completed_by": 4711}]},
        {"data": {"text": "untouched"}},
    ]
    answer = send(cast.manager, project, body)
    assert answer.status_code == 201, answer.text
    assert answer.json()["annotation_count"] == 3
    first, second, third = tasks_of(cast.manager, project)
    assert [a["completed_by"] for a in first["annotations"]] == [cast.ann1.id, cast.ann2.id]
    assert [a["ground_truth"] for a in first["annotations"]] == [False, True]
    assert first["annotations"][0]["result"][1] == odd
    assert (first["annotations"][0]["lead_time"], first["annotations"][0]["import_id"]) == (4.5, 77)
    assert (first["is_labeled"], first["status"]) == (True, "in_review")
    assert second["annotations"][0]["completed_by"] == cast.manager.id
    assert (second["cancelled_annotations"], second["total_annotations"], second["status"]) == (1, 0, "queued")
    assert (third["status"], third["total_annotations"]) == ("queued", 0)
    agree_with_recounts(db, project)
    history = cast.manager.client.get("/api/annotation-history/", params={"annotation": first["annotations"][0]["id"]})
    assert history.status_code == 200


def test_what_is_imported_waits_for_review(cast: Cast, make: Callable[..., int], db: Connection) -> None:
    project = make()
    send(cast.manager, project, [{"data": {"text": "a"}, "annotations": [{"result": choice()}]}])
    cast.manager.client.patch(f"/api/projects/{project}/", json={"is_published": True})
    join_project(db, project, cast.rev1)
    db.commit()
    batch = cast.rev1.client.get(f"/api/projects/{project}/next-review/")
    assert batch.status_code == 200, batch.text
    verdict = cast.rev1.client.post(
        "/api/annotation-reviews/", json={"annotation": batch.json()["annotation"]["id"], "accepted": True}
    )
    assert verdict.status_code == 201, verdict.text
    [task] = tasks_of(cast.manager, project)
    assert (task["status"], task["reviewed"]) == ("completed", True)
    agree_with_recounts(db, project)


def test_accepted_work_stays_accepted(cast: Cast, make: Callable[..., int], db: Connection) -> None:
    project = make()
    reviews = [{"id": 1, "accepted": True, "created_by": {"id": 9, "email": cast.rev1.email}}]
    send(
        cast.manager,
        project,
        [
            {"data": {"text": "a"}, "annotations": [{"result": choice(), "reviews": reviews}]},
            {
                "data": {"text": "b"},
                "annotations": [{"result": choice(), "reviews": reviews, "completed_by": cast.rev1.id}],
            },
        ],
    )
    first, second = tasks_of(cast.manager, project)
    assert (first["annotations"][0]["verdict"], first["reviewed"], first["status"]) == ("accepted", True, "completed")
    assert second["annotations"][0]["verdict"] is None, "nobody has accepted their own work"
    agree_with_recounts(db, project)


def test_instances_are_reviewed_one_by_one(cast: Cast, make: Callable[..., int], db: Connection) -> None:
    project = make(preset="manual_qa")
    send(cast.manager, project, [{"data": {"text": "a"}, "annotations": [{"result": choice()}]}])
    [task] = tasks_of(cast.manager, project)
    items = cast.manager.client.get("/api/review-items/", params={"annotation": task["annotations"][0]["id"]}).json()
    assert [(item["unit"], item["class_name"], item["state"]) for item in items] == [
        ("instance", "sentiment", "pending")
    ]
    agree_with_recounts(db, project)


def agree_with_recounts(db: Connection, project: int) -> None:
    """What an import wrote on each task is what counting anew gives, and so are the numbers of the project."""
    workflow = projects.workflow(db, project)
    assert workflow is not None
    rows = db.execute("select id, status from task where project_id = %s", (project,)).fetchall()
    for task_id, _ in rows:
        before = db.execute("select to_jsonb(t) - 'updated_at' from task t where id = %s", (task_id,)).fetchone()
        locked = task_queries.lock(db, task_id)
        assert locked is not None
        settle(db, locked, workflow, at=now(db), by=None)
        after = db.execute("select to_jsonb(t) - 'updated_at' from task t where id = %s", (task_id,)).fetchone()
        assert before == after
    tally = projects.tallies(db, [project])[project]
    assert tally["tasks"] == len(rows)
    for status in {row[1] for row in rows}:
        assert tally[status] == sum(row[1] == status for row in rows)
    counted = db.execute(
        "select count(*) filter (where not was_cancelled), count(*) filter (where was_cancelled),"
        " count(*) filter (where ground_truth) from annotation where project_id = %s",
        (project,),
    ).fetchone()
    assert counted == (tally["annotations"], tally["skipped"], tally["ground_truths"])
    db.rollback()


def test_a_result_that_does_not_fit_is_refused(cast: Cast, make: Callable[..., int]) -> None:
    body = [{"data": {"text": "a"}, "predictions": [{"result": choice("Neutral"), "score": 0.5}]}]
    answer = send(cast.manager, make(), body)
    assert answer.status_code == 400
    assert answer.json()["problems"][0]["field"] == "predictions[0].result[0].value.choices"


def test_predictions_come_in_and_fields_become_some(cast: Cast, make: Callable[..., int]) -> None:
    project = make()
    body = [{"data": {"text": "a"}, "predictions": [{"result": choice(), "score": 0.25, "model_version": "m1"}]}]
    assert send(cast.manager, project, body).json()["prediction_count"] == 1
    answer = send(cast.manager, project, [{"text": "b", "sentiment": "Negative"}], preannotated_from_fields="sentiment")
    assert answer.json()["prediction_count"] == 1, answer.text
    first, second = tasks_of(cast.manager, project)
    assert (first["total_predictions"], first["predictions"][0]["score"]) == (1, 0.25)
    assert second["predictions"][0]["result"][0]["value"] == {"choices": ["Negative"]}
    versions = cast.manager.client.get(f"/api/projects/{project}/model-versions").json()
    assert versions == {"m1": 1, "preannotated": 1}


# ---------------------------------------------------------------- files


def test_files_of_several_kinds_at_once(cast: Cast, make: Callable[..., int]) -> None:
    project = make()
    answer = send_files(
        cast.manager,
        project,
        ("a.csv", "text;label\nüber;x\n".encode()),
        ("b.txt", b"line one\n\nline two\n"),
        ("c.jsonl", b'{"text": "json"}\n'),
        ("d.tsv", b"text\tb\ntab\t1\n"),
    )
    assert answer.status_code == 201, answer.text
    found = answer.json()
    assert (found["task_count"], len(found["file_upload_ids"])) == (5, 4)
    assert [task["data"]["text"] for task in tasks_of(cast.manager, project)] == [
        "über", "line one", "line two", "json", "tab",
    ]  # fmt: skip
    assert tasks_of(cast.manager, project)[0]["file_upload"] == "a.csv"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.exe", b"MZ", "unknown extension"),
        ("a.png", b"not a picture", "no picture"),
        ("a.csv", picture(), "is a picture"),
        ("a.txt", b"", "is empty"),
        ("a.csv", b"PK\x03\x04....", "ZIP"),
        ("a.txt", "für".encode("latin-1"), "UTF-8"),
        ("a.svg", b"<svg onload='alert(1)'/>", "scripts"),
        ("a.csv", b'text\n"open', "malformed"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(
    cast: Cast, make: Callable[..., int], name: str, content: bytes, said: str
) -> None:
    project = make()
    answer = send_files(cast.manager, project, ("good.txt", b"good"), (name, content))
    assert answer.status_code == 400, answer.text
    assert said in answer.json()["detail"]
    assert answer.json()["problems"][0]["file"] == name
    assert tasks_of(cast.manager, project) == []
    assert cast.manager.client.get(f"/api/projects/{project}/file-uploads").json() == []


def test_pictures_become_tasks_with_their_size(cast: Cast, make: Callable[..., int]) -> None:
    project = make(IMAGES)
    answer = send_files(
        cast.manager, project, ("../../etc/Straße 1.png", picture()), ("b.jpg", picture(400, 10, "JPEG"))
    )
    assert answer.status_code == 201, answer.text
    first, second = tasks_of(cast.manager, project)
    assert first["title"] == "Straße 1.png"
    assert first["media"] == {
        "type": "image",
        "width": 40,
        "height": 30,
        "thumbnail": first["data"]["photo"] + ".thumb.webp",
    }
    assert first["data"]["photo"].startswith(f"/data/upload/{project}/")
    shown = cast.manager.client.get(second["media"]["thumbnail"])
    assert shown.status_code == 200
    assert Image.open(io.BytesIO(shown.content)).size == (192, 5)


def test_a_damaged_picture_is_named(cast: Cast, make: Callable[..., int]) -> None:
    project = make(IMAGES)
    noise = io.BytesIO()
    Image.effect_noise((300, 300), 90).save(noise, "PNG")
    answer = send_files(cast.manager, project, ("cut.png", noise.getvalue()[:9000]), ("good.png", picture()))
    assert answer.status_code == 400
    assert answer.json()["problems"][0]["file"] == "cut.png"
    assert cast.manager.client.get(f"/api/projects/{project}/file-uploads").json() == []


def test_a_picture_for_a_project_of_texts_is_refused(cast: Cast, make: Callable[..., int]) -> None:
    answer = send_files(cast.manager, make(), ("a.png", picture()))
    assert answer.status_code == 400
    assert "does not show" in answer.json()["detail"]


# ---------------------------------------------------------------- addresses


@pytest.fixture
def served() -> Iterator[str]:
    """A web server on this machine with a table and a way to it."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/moved":
                self.send_response(302)
                self.send_header("Location", "/table.csv")
                self.end_headers()
                return
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"text\nfetched\n")

        def log_message(self, format: str, *args: Any) -> None:
            """Says nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


@pytest.fixture
def private_allowed(settings: Config, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("ASSAY_ALLOW_PRIVATE_URLS", "1")
    config.cache_clear()
    yield
    monkeypatch.undo()
    config.cache_clear()


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:1/a.csv",
        "http://localhost/a.csv",
        "http://[::1]/a.csv",
        "http://[::ffff:127.0.0.1]/a.csv",
        "http://10.0.0.1/a.csv",
        "http://169.254.169.254/latest/meta-data",
        "http://0.0.0.0/a.csv",
    ],
)
def test_nothing_is_fetched_from_private_networks(cast: Cast, make: Callable[..., int], address: str) -> None:
    answer = cast.manager.client.post(f"/api/projects/{make()}/import", data={"url": address})
    assert answer.status_code == 400
    assert answer.json()["problems"][0]["field"] == "url"
    assert "private network" in answer.json()["detail"]


@pytest.mark.parametrize("address", ["ftp://example.org/a.csv", "file:///etc/passwd", "nonsense", "http://"])
def test_what_is_no_address_is_refused(cast: Cast, make: Callable[..., int], address: str) -> None:
    answer = send(cast.manager, make(), {"url": address})
    assert answer.status_code == 400
    assert answer.json()["problems"][0]["field"] == "url"


def test_an_address_is_fetched_through_its_redirects(
    cast: Cast, make: Callable[..., int], served: str, private_allowed: None
) -> None:
    project = make()
    answer = cast.manager.client.post(f"/api/projects/{project}/import", data={"url": f"{served}/moved"})
    assert answer.status_code == 201, answer.text
    assert tasks_of(cast.manager, project)[0]["data"] == {"text": "fetched"}


def test_a_project_that_labels_addresses_may_be_given_one(cast: Cast, make: Callable[..., int]) -> None:
    project = make(SENTIMENT.replace("$text", "$url"))
    assert send(cast.manager, project, {"url": "http://127.0.0.1/x"}).status_code == 201
    assert tasks_of(cast.manager, project)[0]["data"] == {"url": "http://127.0.0.1/x"}


# ---------------------------------------------------------------- in two steps


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


# ---------------------------------------------------------------- the official client


def test_the_official_client_imports(cast: Cast, make: Callable[..., int], sdk: Callable[[Person], Any]) -> None:
    project = make()
    client = sdk(cast.manager)
    made = client.projects.import_tasks(id=project, request=[{"text": "a"}, {"text": "b"}], return_task_ids=True)
    assert (made.task_count, len(made.task_ids)) == (2, 2)
    prediction = client.predictions.create(task=made.task_ids[0], result=json.loads(json.dumps(choice())), score=0.5)
    assert client.predictions.get(id=prediction.id).score == 0.5
    assert [p.id for p in client.predictions.list(project=project)] == [prediction.id]
    client.predictions.delete(id=prediction.id)
    assert client.predictions.list(task=made.task_ids[0]) == []
