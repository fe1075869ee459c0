"""What scripts do that use no client: forms instead of JSON, paths with and without their slash."""

from __future__ import annotations

from typing import Any

import orjson
import pytest
from tests.cast import PASSWORD, Cast
from tests.world import SENTIMENT, choice

FIELDS = {"title": "2026", "label_config": SENTIMENT, "maximum_annotations": "2", "show_skip_button": "False"}


@pytest.mark.parametrize("path", ["/api/projects", "/api/projects/"])
@pytest.mark.parametrize("way", ["json", "data", "files"])
def test_a_project_is_made_by_json_form_and_multipart(cast: Cast, path: str, way: str) -> None:
    body: Any = {name: (None, value) for name, value in FIELDS.items()} if way == "files" else FIELDS
    if way == "json":
        body = {**FIELDS, "maximum_annotations": 2, "show_skip_button": False}
    made = cast.manager.client.post(path, **{way: body}, follow_redirects=False)
    assert made.status_code == 201, made.text
    project = made.json()
    assert (project["title"], project["maximum_annotations"], project["show_skip_button"]) == ("2026", 2, False)


def test_a_form_carries_objects_as_json(cast: Cast) -> None:
    client = cast.manager.client
    project = client.post("/api/projects/", data={**FIELDS, "review_settings": '{"review_criteria": "all"}'}).json()
    assert project["review_settings"]["review_criteria"] == "all"
    task = client.post("/api/tasks/", data={"project": project["id"], "data": '{"text": "By form"}'}).json()
    assert task["data"] == {"text": "By form"}
    changed = client.patch(f"/api/tasks/{task['id']}", data={"meta": '{"from": "form"}'})
    assert changed.json()["meta"] == {"from": "form"}
    result = orjson.dumps(choice()).decode()
    made = client.post(f"/api/tasks/{task['id']}/annotations", data={"result": result, "lead_time": "2.5"})
    assert made.status_code == 201, made.text
    assert (made.json()["result"], made.json()["lead_time"]) == (choice(), 2.5)


def test_what_a_form_cannot_be(cast: Cast) -> None:
    client = cast.manager.client
    wrong = client.post("/api/projects/", data={**FIELDS, "maximum_annotations": "many"})
    assert "maximum_annotations" in wrong.json()["validation_errors"]
    file = client.post("/api/projects/", files={"title": ("title.txt", b"A title")})
    assert "title" in file.json()["validation_errors"]
    null = client.post("/api/projects/", data={**FIELDS, "title": "a\x00b"})
    assert "title" in null.json()["validation_errors"]


def test_strangers_send_json_only(anonymous: Any, cast: Cast) -> None:
    given = {"email": cast.ann1.email, "password": PASSWORD}
    refused = anonymous.post("/api/session/", data=given)
    assert (refused.status_code, refused.cookies.get("assay_session")) == (400, None)
    assert anonymous.post("/api/session/", json=given).status_code == 200
