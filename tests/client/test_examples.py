"""The examples of the page about `assay.client`, run in their order as one script."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path
from typing import Any

from tests.cast import Cast, Person

from assay import client
from assay.client import Assay

PAGE = Path(__file__).parents[2] / "docs" / "client.md"
BLOCKS = re.findall(r"^```python\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def as_person(person: Person) -> client.Assay:
    return Assay("", person.token, http=person.client)


def test_every_example_runs_and_says_what_it_says(cast: Cast, monkeypatch: Any) -> None:
    actors = {"MANAGER_TOKEN": cast.manager, "ANNOTATOR_TOKEN": cast.ann1, "REVIEWER_TOKEN": cast.rev1}
    people = {person.token: person for person in actors.values()}
    monkeypatch.setattr(client, "Assay", lambda url, token: as_person(people[token]))
    monkeypatch.setenv("ASSAY_URL", "")
    for name, person in actors.items():
        monkeypatch.setenv(name, person.token)
    names: dict[str, Any] = {}
    said = io.StringIO()
    for block in BLOCKS:
        with contextlib.redirect_stdout(said):
            exec(compile(block, f"{PAGE.name}:{block[:30]!r}", "exec"), names)
    lines = said.getvalue().splitlines()
    assert "7" in lines, "six items and one more"
    assert "True" in lines, "the review was done"
    assert "['Cars at the crossing']" in lines, "the projects with a tag"
    assert any("Box too loose" in line for line in lines)
    assert any(line.startswith("annotation") or "review.created" in line for line in lines)
    copy = names["copy"]
    assert (copy.status, copy.tasks_done) == ("done", 7)
    assert {row.status for row in as_person(cast.manager).project(copy.project).data()} == {"queued"}
