"""What comes into a dataset: of which kind it is, who sees its files, and what is refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.cast import Cast, join_project
from tests.datasets.steps import IMAGES, Job, add, attach, tasks, units
from tests.exchange.sending import picture
from tests.world import choice

from assay.exchange import jobs as exchange_jobs
from assay.kit import jobs as kit_jobs
from assay.kit.db import Connection, Database


def test_pictures_are_uploaded_once_and_seen_by_who_sees_a_project_with_them(
    cast: Cast, db: Connection, fill: Callable[..., int], project: Callable[..., int]
) -> None:
    dataset, one = fill(rows=None), project(IMAGES)
    files = [("files", ("b.png", picture())), ("files", ("a.png", picture(50, 20)))]
    answer = cast.manager.client.post(f"/api/datasets/{dataset}/import", files=files)
    assert (answer.status_code, answer.json()["unit_count"]) == (201, 2)
    found = units(cast.manager, dataset)
    assert [(row["title"], row["kind"], row["media"]["image"]["width"]) for row in found] == [
        ("b.png", "image", 40),
        ("a.png", "image", 50),
    ]
    address = found[0]["data"]["image"]
    assert cast.manager.client.get(address).content == picture()
    assert cast.outsider.client.get(address).status_code == 404
    join_project(db, one, cast.ann1)
    db.commit()
    assert cast.ann1.client.get(address).status_code == 404
    attach(cast.manager, one, dataset)
    cast.manager.client.patch(f"/api/projects/{one}/", json={"is_published": True})
    assert cast.ann1.client.get(address).status_code == 200
    assert cast.ann2.client.get(address).status_code == 404
    assert tasks(cast.manager, one)[0]["media"]["image"]["width"] == 40
    # Changing the data of a task keeps the files of its dataset; it is refused here, and possible there.
    refused = cast.manager.client.patch(
        f"/api/tasks/{tasks(cast.manager, one)[0]['id']}/", json={"data": {"image": "https://example.org/x.png"}}
    )
    assert (refused.status_code, refused.json()["code"]) == (400, "shared_data")
    changed = cast.manager.client.patch(
        f"/api/datasets/{dataset}/data-units/{found[0]['id']}/",
        json={"data": {"image": found[1]["data"]["image"]}, "title": "The other"},
    )
    assert (changed.json()["title"], changed.json()["media"]["image"]["width"]) == ("The other", 50)
    worse = cast.manager.client.patch(
        f"/api/datasets/{dataset}/data-units/{found[0]['id']}/", json={"data": {"text": "No picture"}}
    )
    assert worse.status_code == 400


def test_pictures_that_come_together_can_be_one_item(cast: Cast, fill: Callable[..., int]) -> None:
    dataset = fill(rows=None)
    files = [("files", (f"page-{n}.png", picture(n + 10, 10))) for n in (10, 2, 1)]
    answer = cast.manager.client.post(
        f"/api/datasets/{dataset}/import", files=files, params={"group": True, "title": "A letter"}
    )
    assert (answer.status_code, answer.json()["unit_count"]) == (201, 1)
    [row] = units(cast.manager, dataset)
    assert (row["title"], row["kind"]) == ("A letter", "image_group")
    assert [address.rpartition("-page-")[2] for address in row["data"]["images"]] == ["1.png", "2.png", "10.png"]
    mixed = [("files", ("a.png", picture())), ("files", ("notes.txt", b"A line.\n"))]
    refused = cast.manager.client.post(f"/api/datasets/{dataset}/import", files=mixed, params={"group": True})
    assert refused.status_code == 400
    assert "notes.txt" in refused.json()["detail"]


def test_a_dataset_holds_data_and_no_labels(cast: Cast, fill: Callable[..., int]) -> None:
    dataset = fill(rows=None)
    row = {"data": {"text": "One"}, "predictions": [{"result": choice()}]}
    answer = add(cast.manager, dataset, [row])
    assert answer.status_code == 400
    assert "annotations or predictions" in answer.json()["detail"]
    assert "import labels in a project" in str(answer.json()["problems"])


def test_many_files_are_taken_in_by_a_job(
    cast: Cast, database: Database, fill: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    dataset = fill(rows=None)
    monkeypatch.setattr("assay.exchange.imports.SMALL_FILES", 1)
    monkeypatch.setattr("assay.exchange.api.datasets.defer", lambda *_, **__: None)
    kit_jobs.use(database)
    good = [("files", ("a.png", picture())), ("files", ("b.png", picture()))]
    begun = cast.manager.client.post(f"/api/datasets/{dataset}/import", files=good).json()
    assert (begun["status"], begun["unit_count"]) == ("in_progress", 0)
    exchange_jobs.fill_dataset(Job(), import_id=begun["id"])
    done = cast.manager.client.get(f"/api/datasets/{dataset}/imports/{begun['id']}/").json()
    assert (done["status"], done["unit_count"]) == ("completed", 2)
    broken = [*good, ("files", ("c.png", picture()[:60]))]
    begun = cast.manager.client.post(f"/api/datasets/{dataset}/import", files=broken).json()
    exchange_jobs.fill_dataset(Job(), import_id=begun["id"])
    failed = cast.manager.client.get(f"/api/datasets/{dataset}/imports/{begun['id']}/").json()
    assert failed["status"] == "failed"
    assert "c.png" in failed["error"]
    assert cast.manager.client.get(f"/api/datasets/{dataset}/").json()["unit_count"] == 2


def test_data_that_a_project_cannot_show_is_not_attached(
    cast: Cast, fill: Callable[..., int], project: Callable[..., int]
) -> None:
    dataset, one = fill(), project(IMAGES)
    answer = attach(cast.manager, one, dataset)
    assert (answer.status_code, answer.json()["code"]) == (400, "does_not_fit")
    assert "data.image" in answer.json()["detail"]
    assert '"text"' in answer.json()["detail"]  # what there is instead
    assert cast.manager.client.get(f"/api/projects/{one}/datasets/").json() == []
    # Neither does data join a dataset that is shown by a project which cannot show it.
    texts = project()
    attach(cast.manager, texts, dataset)
    late = add(cast.manager, dataset, [{"image": "https://example.org/a.png"}])
    assert (late.status_code, late.json()["code"]) == (400, "bad_rows")
    assert cast.manager.client.get(f"/api/datasets/{dataset}/").json()["unit_count"] == 3


def test_a_dataset_counts_its_items_and_keeps_them_by_kind(cast: Cast, fill: Callable[..., int]) -> None:
    rows = [
        {"text": "One"},
        {"image": "https://example.org/a.PNG?size=3"},
        {"images": ["https://example.org/a.jpg", "https://example.org/b.jpg"]},
        {"video": "https://example.org/a.mp4"},
        {"audio": "https://example.org/a.mp3"},
        {"pdf": "https://example.org/a.pdf"},
        {"html": "<p>Hello</p>"},
        {"measured": 3},
    ]
    dataset = fill(rows=rows)
    shown = cast.manager.client.get(f"/api/datasets/{dataset}/").json()
    assert shown["unit_count"] == 8
    assert shown["kinds"] == dict.fromkeys(("text", "image", "image_group", "video", "audio", "pdf", "html", "data"), 1)
    assert [row["title"] for row in units(cast.manager, dataset, kind="video")] == ["a.mp4"]
    assert [row["id"] for row in units(cast.manager, dataset, search="One")] == [units(cast.manager, dataset)[0]["id"]]
    listed = cast.manager.client.get("/api/datasets/", params={"search": "street"}).json()
    assert (listed["count"], listed["results"][0]["unit_count"]) == (1, 8)


def test_titles_of_datasets_are_not_empty_and_not_taken(cast: Cast, fill: Callable[..., int]) -> None:
    first, second = fill(rows=None), fill("Other", rows=None)
    for title in ("", " ", "street SCENES", "x" * 201):
        answer = cast.manager.client.post("/api/datasets/", json={"title": title})
        assert (answer.status_code, answer.json()["problems"][0]["field"]) == (400, "title"), title
        assert cast.manager.client.patch(f"/api/datasets/{second}/", json={"title": title}).status_code == 400
    changed = cast.manager.client.patch(f"/api/datasets/{first}/", json={"description": "Of the town."})
    assert (changed.json()["title"], changed.json()["description"]) == ("Street scenes", "Of the town.")
