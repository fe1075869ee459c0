"""What tests of datasets do and look at again and again."""

from __future__ import annotations

from typing import Any

from tests.cast import Person

from assay.kit.db import Connection

IMAGES = """<View><Image name="image" value="$image"/>
<RectangleLabels name="box" toName="image"><Label value="Car"/></RectangleLabels></View>"""
TEXTS = [{"text": "One"}, {"text": "Two"}, {"text": "Three"}]


class Job:
    """What a job sees of its worker."""

    attempts = 0

    @property
    def job(self) -> Any:
        return self

    def should_abort(self) -> bool:
        return False


def add(person: Person, dataset: int, rows: Any) -> Any:
    return person.client.post(f"/api/datasets/{dataset}/import", json=rows)


def attach(person: Person, project: int, *datasets: int) -> Any:
    return person.client.post(f"/api/projects/{project}/datasets/", json={"datasets": list(datasets)})


def units(person: Person, dataset: int, **params: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = person.client.get(f"/api/datasets/{dataset}/data-units/", params=params).json()[
        "results"
    ]
    return found


def tasks(person: Person, project: int) -> list[dict[str, Any]]:
    answer = person.client.get("/api/tasks/", params={"project": project, "page_size": 1000, "fields": "all"})
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["tasks"]
    return found


def number(db: Connection, sql: str, *params: object) -> int:
    row = db.execute(sql, params).fetchone()  # type: ignore[call-overload]
    assert row is not None
    return int(row[0])
