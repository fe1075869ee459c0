"""The PDF with the instructions of a project: put, replaced, read by everybody in it, taken away."""

from __future__ import annotations

from typing import Any

import pytest
from tests.cast import Cast, Person
from tests.world import build

from assay.exchange import instructions

PDF = b"%PDF-1.4\n1 0 obj << /Type /Pages /Count 3 >> endobj\n%%EOF\n"


def put(person: Person, project: int, content: bytes, name: str = "how.pdf") -> Any:
    files = {"file": (name, content, "application/pdf")}
    return person.client.put(f"/api/projects/{project}/instructions-file/", files=files)


def test_it_is_put_read_replaced_and_taken_away(cast: Cast, db: Any) -> None:
    w = build(db, cast, tasks=1)
    url = f"/api/projects/{w.project_id}/instructions-file/"
    assert cast.ann1.client.get(url).status_code == 404
    made = put(cast.manager, w.project_id, PDF)
    assert (made.status_code, made.json()["name"], made.json()["pages"]) == (200, "how.pdf", 3)
    assert cast.ann1.client.get(f"/api/projects/{w.project_id}/").json()["instructions_file"] == "how.pdf"
    first = cast.ann1.client.get(url).json()["url"]
    assert cast.ann1.client.get(first).content == PDF
    assert cast.ann1.client.get(first, headers={"range": "bytes=0-4"}).content == b"%PDF-"
    # Files that no task shows are cleared away; this one is no rest of an import.
    assert cast.manager.client.request("DELETE", f"/api/projects/{w.project_id}/file-uploads").json() == {"deleted": 0}
    put(cast.manager, w.project_id, PDF + b"\n", "better.pdf")
    assert cast.ann1.client.get(url).json()["name"] == "better.pdf"
    assert cast.ann1.client.get(first).status_code == 404
    assert cast.outsider.client.get(url).status_code == 404
    assert cast.ann1.client.delete(url).status_code == 403
    assert put(cast.ann1, w.project_id, PDF).status_code == 403
    assert cast.manager.client.delete(url).status_code == 204
    assert cast.manager.client.get(url).status_code == 404


@pytest.mark.parametrize(
    "content", [b"", b"GIF89a", b"<html>%PDF</html>", PDF[:-8], PDF + b"x" * (instructions.LARGEST + 1)]
)
def test_what_is_no_whole_pdf_is_refused(cast: Cast, db: Any, content: bytes) -> None:
    w = build(db, cast, tasks=1)
    refused = put(cast.manager, w.project_id, content)
    assert (refused.status_code, list(refused.json()["validation_errors"])) == (400, ["file"])
    assert cast.manager.client.get(f"/api/projects/{w.project_id}/").json()["instructions_file"] is None
