"""Uploaded files: shown to those who may see them, as what they are, never as a page that could do something."""

from __future__ import annotations

import io
from dataclasses import dataclass

import pytest
from PIL import Image
from tests.cast import Cast, join_project

from assay.exchange.api.files import FilePart, part_of
from assay.kit import jobs as kit_jobs
from assay.kit.config import Config
from assay.kit.db import Connection, Database
from assay.projects import jobs as project_jobs

IMAGES = """<View><Image name="image" value="$photo"/>
<RectangleLabels name="box" toName="image"><Label value="Car"/></RectangleLabels></View>"""


@dataclass
class Album:
    """A published project with one picture and one table that it was made from."""

    project: int
    picture: bytes
    url: str
    picture_id: int
    table_id: int
    table_url: str


@pytest.fixture
def album(cast: Cast, db: Connection) -> Album:
    client = cast.manager.client
    project = client.post("/api/projects/", json={"title": "Album", "label_config": IMAGES}).json()["id"]
    written = io.BytesIO()
    Image.effect_noise((120, 90), 60).save(written, "PNG")
    files = [
        ("files", ("holiday.png", written.getvalue())),
        ("files", ("list.csv", b"photo\nhttps://example.org/a.png\n")),
    ]
    answer = client.post(f"/api/projects/{project}/import", files=files)
    assert answer.status_code == 201, answer.text
    join_project(db, project, cast.ann1)
    db.commit()
    client.patch(f"/api/projects/{project}/", json={"is_published": True})
    picture, table = client.get(f"/api/projects/{project}/file-uploads").json()
    return Album(
        project, written.getvalue(), f"/data/upload/{picture['file']}", picture["id"], table["id"],
        f"/data/upload/{table['file']}",
    )  # fmt: skip


def test_a_picture_is_shown_to_everybody_in_the_project(cast: Cast, album: Album) -> None:
    answer = cast.ann1.client.get(album.url)
    assert (answer.status_code, answer.content) == (200, album.picture)
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"].startswith("private")
    again = cast.ann1.client.get(album.url, headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_strangers_find_no_file(cast: Cast, album: Album) -> None:
    assert cast.outsider.client.get(album.url).status_code == 404
    assert cast.ann2.client.get(album.url).status_code == 404
    assert cast.manager.client.get(album.url.replace(str(album.project), str(album.project + 1), 1)).status_code == 404
    assert cast.manager.client.get(f"/data/upload/{album.project}/%2e%2e%2fsecret").status_code == 404
    assert cast.manager.client.get(f"/data/upload/{album.project}/%00").status_code == 404


def test_what_was_imported_from_is_for_those_who_import(cast: Cast, album: Album) -> None:
    assert cast.ann1.client.get(album.table_url).status_code == 404
    answer = cast.manager.client.get(album.table_url)
    assert answer.status_code == 200
    assert "attachment" in answer.headers["content-disposition"]


@pytest.mark.parametrize(
    ("asked", "status", "start", "end"),
    [
        ("bytes=0-9", 206, 0, 10),
        ("bytes=10-", 206, 10, None),
        ("bytes=-5", 206, -5, None),
        ("bytes=5-999999999", 206, 5, None),
        ("bytes=9-5", 200, 0, None),
        ("bytes=0-1,4-5", 200, 0, None),
        ("BYTES=0-1", 200, 0, None),
        ("nonsense", 200, 0, None),
    ],
)
def test_parts_of_a_file(cast: Cast, album: Album, asked: str, status: int, start: int, end: int | None) -> None:
    answer = cast.ann1.client.get(album.url, headers={"Range": asked})
    assert (answer.status_code, answer.content) == (status, album.picture[start:end])
    if status == 206:
        assert answer.headers["content-range"].endswith(f"/{len(album.picture)}")


@pytest.mark.parametrize("asked", ["bytes=99999999-", "bytes=-0"])
def test_a_part_beyond_the_end(cast: Cast, album: Album, asked: str) -> None:
    answer = cast.ann1.client.get(album.url, headers={"Range": asked})
    assert answer.status_code == 416
    assert answer.headers["content-range"] == f"bytes */{len(album.picture)}"


@pytest.mark.parametrize(
    ("asked", "if_range", "status"),
    [("bytes=0-9", "same", 206), ("bytes=0-9", '"other"', 200), ("bytes=0-9", "Wed, 21 Oct 2026 07:28:00 GMT", 200)],
)
def test_a_part_is_given_only_of_the_state_that_is_known(
    cast: Cast, album: Album, asked: str, if_range: str, status: int
) -> None:
    tag = cast.ann1.client.get(album.url).headers["etag"]
    given = {"Range": asked, "If-Range": tag if if_range == "same" else if_range}
    assert cast.ann1.client.get(album.url, headers=given).status_code == status


def test_the_head_of_a_file(cast: Cast, album: Album) -> None:
    whole = cast.ann1.client.head(album.url)
    assert (whole.status_code, whole.content) == (200, b"")
    assert whole.headers["content-length"] == str(len(album.picture))
    assert whole.headers["accept-ranges"] == "bytes"
    part = cast.ann1.client.head(album.url, headers={"Range": "bytes=-5"})
    assert (part.status_code, part.headers["content-length"], part.content) == (206, "5", b"")
    assert cast.outsider.client.head(album.url).status_code == 404


def test_none_of_several_known_states_is_sent_again(cast: Cast, album: Album) -> None:
    tag = cast.ann1.client.get(album.url).headers["etag"]
    for given in (f'"x", W/{tag}', "*"):
        assert cast.ann1.client.get(album.url, headers={"If-None-Match": given}).status_code == 304
    assert cast.ann1.client.get(album.url, headers={"If-None-Match": '"x"'}).status_code == 200


def test_parts_are_read_from_their_header() -> None:
    assert part_of("bytes=2-3", 10) == FilePart(2, 4)
    assert part_of("bytes=-20", 10) == FilePart(0, 10)
    assert part_of("bytes=-", 10) is None
    assert part_of(None, 10) is None


def test_the_list_of_files(cast: Cast, album: Album) -> None:
    found = cast.manager.client.get(f"/api/projects/{album.project}/file-uploads").json()
    assert [(file["name"], file["content_type"]) for file in found] == [
        ("holiday.png", "image/png"),
        ("list.csv", "text/csv"),
    ]
    assert found[0]["size"] == len(album.picture)
    path = f"/api/projects/{album.project}/file-uploads"
    some = cast.manager.client.get(path, params={"ids": [album.table_id]}).json()
    assert [file["id"] for file in some] == [album.table_id]
    assert cast.ann1.client.get(path).status_code == 403
    one = cast.manager.client.get(f"/api/import/file-upload/{album.picture_id}")
    assert one.json()["name"] == "holiday.png"
    assert cast.outsider.client.get(f"/api/import/file-upload/{album.picture_id}").status_code == 404


def test_a_picture_that_tasks_show_is_not_deleted(cast: Cast, album: Album) -> None:
    client = cast.manager.client
    refused = client.delete(f"/api/import/file-upload/{album.picture_id}")
    assert (refused.status_code, refused.json()["code"]) == (400, "in_use")
    assert client.delete(f"/api/projects/{album.project}/file-uploads").json() == {"deleted": 1}
    assert client.delete(f"/api/projects/{album.project}/tasks/").status_code == 204
    assert client.delete(f"/api/import/file-upload/{album.picture_id}").status_code == 204
    assert client.get(album.url).status_code == 404


def test_files_go_with_their_project(cast: Cast, album: Album, settings: Config, database: Database) -> None:
    folder = settings.data_dir / "files" / "projects" / str(album.project)
    assert any(path.is_file() for path in folder.rglob("*"))
    assert cast.manager.client.delete(f"/api/projects/{album.project}/").status_code == 204
    kit_jobs.use(database)
    project_jobs.purge(0)
    assert not any(path.is_file() for path in folder.rglob("*"))
    assert cast.manager.client.get(album.url).status_code == 404
