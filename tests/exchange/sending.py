"""What importing tests send, and how they look at what came of it."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image
from tests.cast import Person

IMAGES = """<View><Image name="image" value="$photo"/>
<RectangleLabels name="box" toName="image"><Label value="Car"/></RectangleLabels></View>"""


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
