"""The main job from the first call to the last, by script: two annotators, a reviewer, twenty tasks, overlap two."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from label_studio_sdk import LabelStudio
from tests.cast import Cast, Person
from tests.world import SENTIMENT, choice

TASKS = 20


class Streams:
    """The streams, which the official client has no methods for."""

    def __init__(self, url: str, project: int) -> None:
        self.http = httpx.Client(base_url=f"{url}/api/projects/{project}", timeout=30)

    def next(self, person: Person, stream: str) -> dict[str, Any] | None:
        answer = self.http.get(stream, headers={"Authorization": f"Token {person.token}"})
        if answer.status_code == 404:
            assert answer.json()["code"] == "queue_empty"
            return None
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def tasks(self, person: Person) -> Iterator[dict[str, Any]]:
        while task := self.next(person, "/next"):
            yield task

    def batches(self, person: Person) -> Iterator[dict[str, Any]]:
        while batch := self.next(person, "/next-review/"):
            yield batch


@pytest.fixture
def streams(live_url: str, project: int) -> Iterator[Streams]:
    made = Streams(live_url, project)
    yield made
    made.http.close()


@pytest.fixture
def project(manager: LabelStudio, cast: Cast) -> int:
    made = manager.projects.create(title="Letters", label_config=SENTIMENT, maximum_annotations=2).id
    manager.projects.update(made, review_settings={"review_criteria": "all", "default_reject_action": "requeue"})
    for person in (cast.ann1, cast.ann2, cast.rev1):
        manager.projects.members.add(made, user=person.id)
    return int(made)


def test_from_twenty_tasks_to_exactly_what_was_accepted(
    sdk: Any, manager: LabelStudio, cast: Cast, project: int, streams: Streams
) -> None:
    texts = [{"text": f"Letter {number}"} for number in range(TASKS)]
    imported = manager.projects.import_tasks(project, request=texts, return_task_ids=True)
    tasks = imported.task_ids
    assert len(tasks) == TASKS
    manager.projects.update(project, is_published=True)

    annotators = {person.id: sdk(person) for person in (cast.ann1, cast.ann2)}
    for person in (cast.ann1, cast.ann2):
        seen = []
        for task in streams.tasks(person):
            assert task["annotations"] == [], "nobody sees what the other one said"
            annotators[person.id].annotations.create(task["id"], result=choice("Positive"), lead_time=2)
            seen.append(task["id"])
        assert seen == tasks, "each task once, in its order"
    assert manager.projects.get(project).finished_task_number == TASKS

    # Of forty annotations every fourth is fixed and every fifth sent back; the others are accepted.
    reviewer = sdk(cast.rev1)
    given: Counter[str] = Counter()
    for number, batch in enumerate(streams.batches(cast.rev1)):
        annotation = batch["annotation"]["id"]
        if number % 5 == 4:
            reviewer.annotation_reviews.create(
                annotation=annotation, accepted=False, reject_action="requeue", comment="Read it again"
            )
            given["reject"] += 1
        elif number % 4 == 3:
            reviewer.annotation_reviews.create(annotation=annotation, accepted=True, result=choice("Negative"))
            given["fix"] += 1
        else:
            reviewer.annotation_reviews.create(annotation=annotation, accepted=True)
            given["accept"] += 1
    assert given == {"accept": 24, "fix": 8, "reject": 8}
    half = [task.id for task in manager.tasks.list(project=project) if task.reviewed]
    assert len(half) == TASKS - 8, "what waits for its author is not reviewed"

    mended = []
    for person in (cast.ann1, cast.ann2):
        for task in streams.tasks(person):
            assert task["reservation"]["returned"] is True
            [own] = task["annotations"]
            assert own["completed_by"]["id"] == person.id
            [comment] = annotators[person.id].comments.list(annotation=own["id"])
            assert comment.text == "Read it again"
            annotators[person.id].annotations.update(own["id"], result=choice("Negative"))
            mended.append(own["id"])
    assert len(mended) == 8

    again = [batch["annotation"]["id"] for batch in _accepted(reviewer, streams, cast.rev1)]
    assert sorted(again) == sorted(mended), "only what was sent back comes again"
    summary = manager.projects.get(project)
    assert (summary.reviewed_number, summary.state) == (TASKS, "COMPLETED")

    # One more answer that nobody has accepted must not be in the export.
    extra = manager.tasks.create(project=project, data={"text": "Late"})
    annotators[cast.ann1.id].annotations.create(extra.id, result=choice())
    run = manager.projects.exports.create(project, title="Accepted", annotation_filter_options={"accepted": "only"})
    exported = json.loads(b"".join(manager.projects.exports.download(project, run.id, export_type="JSON")))
    assert [task["id"] for task in exported] == tasks
    annotations = [annotation for task in exported for annotation in task["annotations"]]
    assert len(annotations) == 2 * TASKS
    said = Counter(annotation["result"][0]["value"]["choices"][0] for annotation in annotations)
    assert said == {"Positive": 24, "Negative": 16}, "fixes and second thoughts are in it"
    by_person = Counter(annotation["completed_by"] for annotation in annotations)
    assert by_person == {cast.ann1.id: TASKS, cast.ann2.id: TASKS}, "a fix does not change the author"


def _accepted(reviewer: LabelStudio, streams: Streams, person: Person) -> Iterator[dict[str, Any]]:
    for batch in streams.batches(person):
        assert batch["previous"]["result"] == choice("Positive"), "what was judged the last time"
        reviewer.annotation_reviews.create(annotation=batch["annotation"]["id"], accepted=True)
        yield batch
