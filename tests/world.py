"""Ready-made projects for tests: what a manager would set up by hand, made through the API."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.cast import Cast, Person, join_project

from assay.kit.db import Connection

SENTIMENT = """<View>
  <Text name="text" value="$text"/>
  <Choices name="sentiment" toName="text" choice="single" required="false">
    <Choice value="Positive"/><Choice value="Negative"/>
  </Choices>
</View>"""

ENTITIES = """<View>
  <Labels name="label" toName="text"><Label value="Person"/><Label value="Place"/></Labels>
  <Text name="text" value="$text"/>
</View>"""


def choice(value: str = "Positive") -> list[dict[str, Any]]:
    """The result of one choice."""
    return [{"id": "c1", "from_name": "sentiment", "to_name": "text", "type": "choices", "value": {"choices": [value]}}]


def span(key: str, start: int, end: int, label: str = "Person") -> dict[str, Any]:
    """One labelled span."""
    return {
        "id": key,
        "from_name": "label",
        "to_name": "text",
        "type": "labels",
        "value": {"start": start, "end": end, "text": "x" * (end - start), "labels": [label]},
    }


@dataclass
class World:
    """A published project with tasks, and its people."""

    cast: Cast
    project_id: int
    task_ids: list[int]

    def next(self, person: Person, **params: Any) -> Any:
        return person.client.get(f"/api/projects/{self.project_id}/next", params=params)

    def submit(self, person: Person, task_id: int, result: Any = None, **more: Any) -> Any:
        body = {"result": choice() if result is None else result, "lead_time": 3.5, **more}
        return person.client.post(f"/api/tasks/{task_id}/annotations/", json=body)

    def next_review(self, person: Person, **params: Any) -> Any:
        return person.client.get(f"/api/projects/{self.project_id}/next-review/", params=params)

    def review(self, person: Person, annotation_id: int, accepted: bool, **more: Any) -> Any:
        return person.client.post(
            "/api/annotation-reviews/", json={"annotation": annotation_id, "accepted": accepted, **more}
        )

    def task(self, task_id: int, person: Person | None = None) -> Any:
        answer = (person or self.cast.manager).client.get(f"/api/tasks/{task_id}/")
        assert answer.status_code == 200, answer.text
        return answer.json()

    def project(self) -> Any:
        return self.cast.manager.client.get(f"/api/projects/{self.project_id}/").json()


def build(
    db: Connection,
    cast: Cast,
    *,
    tasks: int = 3,
    data: Sequence[Mapping[str, object]] = (),
    config: str = SENTIMENT,
    **settings: Any,
) -> World:
    """A published project of the manager with `data`, or texts, to label; everybody of the cast is a member."""
    review_settings = settings.pop("review_settings", {})
    made = cast.manager.client.post(
        "/api/projects/",
        json={"title": "Reviews", "label_config": config, "review_settings": review_settings, **settings},
    )
    assert made.status_code == 201, made.text
    project_id = made.json()["id"]
    ids = []
    for row in data or [{"text": f"Text number {number} " + "x" * 60} for number in range(tasks)]:
        answer = cast.manager.client.post("/api/tasks/", json={"project": project_id, "data": row})
        assert answer.status_code == 201, answer.text
        ids.append(answer.json()["id"])
    published = cast.manager.client.patch(f"/api/projects/{project_id}/", json={"is_published": True})
    assert published.status_code == 200, published.text
    join_project(db, project_id, cast.ann1, cast.ann2, cast.rev1, cast.rev2, cast.expert)
    db.commit()
    return World(cast, project_id, ids)
