"""Importing files, and what stands at an address."""

from __future__ import annotations

import http.server
import io
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PIL import Image
from tests.cast import Cast
from tests.exchange.sending import IMAGES, picture, send, send_files, tasks_of
from tests.world import SENTIMENT

from assay.kit.config import Config, config


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
        "photo": {
            "kind": "image",
            "content_type": "image/png",
            "name": "Straße 1.png",
            "size": len(picture()),
            "probed": True,
            "width": 40,
            "height": 30,
            "thumbnail": first["data"]["photo"] + ".thumb.webp",
        }
    }
    assert first["data"]["photo"].startswith(f"/data/upload/{project}/")
    shown = cast.manager.client.get(second["media"]["photo"]["thumbnail"])
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
