"""What `assay.client` makes of answers: values, pages, refusals, tokens."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from tests.cast import Cast
from tests.world import ENTITIES, World, build, span

from assay.client import Assay, Conflict, NotFound, Person, QueueRow, Refused
from assay.client.errors import ApiError, NotAllowed, NotSignedIn, from_answer
from assay.client.names import APPROVAL_STATE, TASK_STATUS, label_row_status
from assay.client.reading import read
from assay.client.rows import Instance
from assay.client.transport import Transport
from assay.kit.db import Connection
from assay.reviews.rules import ItemState
from assay.tasks.rules import Status

ROW = {
    "task": 3, "inner_id": 1, "file": "fly.mp4", "dataset": {"id": 5, "title": "Films"}, "type": "video",
    "status": "assigned", "frames": 500, "edited_at": "2026-03-01T10:00:00Z", "edited_by": None,
    "kind": "annotate", "work_item": 9, "annotation": None, "instances": None, "entered_at": "2026-03-01T09:00:00Z",
    "reserved_by": {"id": 2, "email": "a@example.org", "first_name": "Ann", "last_name": ""},
    "reserved_at": "2026-03-01T10:00:00+00:00", "reserved_until": None, "of_a_newer_server": 1,
}  # fmt: skip


def test_objects_become_values_and_what_is_new_is_passed_over() -> None:
    row = read(QueueRow, ROW)
    assert row.entered_at == datetime(2026, 3, 1, 9, tzinfo=UTC)
    assert (row.dataset.title, row.reserved_by, row.reserved_until) == (
        "Films",
        Person(2, "a@example.org", "Ann", ""),
        None,
    )
    assert row.reserved_by is not None
    assert row.reserved_by.name == "Ann"


def test_the_words_of_another_sdk() -> None:
    assert {status.value for status in Status} == set(TASK_STATUS)
    assert {state.value for state in ItemState} == set(APPROVAL_STATE)
    assert read(QueueRow, ROW).task_status == "ASSIGNED"


@pytest.mark.parametrize(
    ("status", "has_labels", "reviews", "word"),
    [
        ("queued", False, 0, "NOT_LABELLED"),
        ("queued", True, 0, "LABEL_IN_PROGRESS"),
        ("assigned", False, 0, "LABEL_IN_PROGRESS"),
        ("returned", True, 1, "LABEL_IN_PROGRESS"),
        ("in_review", True, 0, "REVIEW_IN_PROGRESS"),
        ("completed", True, 0, "LABELLED"),
        ("completed", True, 1, "REVIEWED"),
        ("completed", True, 2, "REVIEWED_TWICE"),
    ],
)
def test_the_word_for_all_labels_of_a_task(status: str, has_labels: bool, reviews: int, word: str) -> None:
    assert label_row_status(status, has_labels=has_labels, reviews=reviews) == word


def test_a_word_that_python_keeps_has_another_name() -> None:
    found = {"id": 1, "identifier": "a", "class": "Car", "kind": "object", "frames": 1, "task": 1, "annotation": 1}
    row = read(Instance, {**found, "file": "f", "state": "pending", "author": None, "created_at": "2026-03-01T09:00Z"})
    assert row.class_name == "Car"


@pytest.mark.parametrize(
    ("status", "kind"),
    [(400, Refused), (401, NotSignedIn), (403, NotAllowed), (404, NotFound), (409, Conflict), (500, ApiError)],
)
def test_refusals_name_the_field_and_the_fix(status: int, kind: type[ApiError]) -> None:
    problem = {"field": "user", "message": "is nobody here.", "fix": "Give the id of a member."}
    error = from_answer(status, {"detail": "No.", "code": "no", "problems": [problem], "display_context": {"a": 1}})
    assert type(error) is kind
    assert str(error) == "No. (user: is nobody here. Give the id of a member.)"
    assert (error.status, error.code, error.context, error.problems[0].field) == (status, "no", {"a": 1}, "user")


def test_what_is_no_answer_of_the_server_is_an_error_too() -> None:
    assert str(from_answer(502, "<html>")) == "The server answered with status 502."


def serving(answers: Callable[[httpx.Request], Any]) -> httpx.Client:
    return httpx.Client(transport=httpx.MockTransport(lambda request: httpx.Response(200, json=answers(request))))


def test_a_personal_token_is_exchanged_once_for_many_requests() -> None:
    seen: list[tuple[str, str]] = []

    def answer(request: httpx.Request) -> Any:
        seen.append((request.url.path, request.headers.get("Authorization", "")))
        return {"access": "short"} if request.url.path.endswith("/refresh/") else {}

    transport = Transport("https://x/", "a.b.c", http=serving(answer))
    transport.call("GET", "/api/one/")
    transport.call("GET", "/api/two/")
    assert seen == [("/api/token/refresh/", ""), ("/api/one/", "Bearer short"), ("/api/two/", "Bearer short")]


def test_pages_are_read_as_they_are_asked_for() -> None:
    asked: list[str | None] = []

    def answer(request: httpx.Request) -> Any:
        after = request.url.params.get("after")
        asked.append(after)
        return {"rows": [{"n": 1}, {"n": 2}], "next": "x"} if after is None else {"rows": [{"n": 3}], "next": None}

    rows = Transport("https://x", "t", http=serving(answer)).rows("/api/rows/", {"free": True})
    assert next(rows) == {"n": 1}
    assert asked == [None]
    assert [row["n"] for row in rows] == [2, 3]


@pytest.fixture
def w(db: Connection, cast: Cast) -> World:
    return build(db, cast, config=ENTITIES, preset="manual_qa", tasks=2)


def as_person(w: World, name: str) -> Any:
    person = w.cast[name]
    return Assay("", person.token, http=person.client).project(w.project_id)


def test_work_is_skipped_released_and_there_is_an_end(w: World) -> None:
    annotator = as_person(w, "ann1")
    first = annotator.start_labeling()
    assert first.data()["text"].startswith("Text number 0")
    first.skip()
    second = annotator.start_labeling()
    assert second.task != first.task, "what was skipped comes last"
    second.release()
    assert [row.reserved_by for row in as_person(w, "manager").queue()] == [None, None]
    assert annotator.start_labeling({"search": "nothing is called so"}) is None


def test_one_row_is_opened_and_is_nobody_elses(w: World) -> None:
    [first, *_] = as_person(w, "ann1").queue(free=True)
    as_person(w, "ann1").initiate(first)
    with pytest.raises(Conflict):
        as_person(w, "ann2").initiate(first)


def test_verdicts_are_taken_back_before_they_are_sent(w: World) -> None:
    as_person(w, "ann1").start_labeling().submit([span("a", 0, 4), span("b", 5, 9)])
    review = as_person(w, "rev1").start_review()
    review.reject(reason="Too wide")
    review.reopen(review.pending[0])
    review.approve(review.pending[0])
    assert review.send() is True
    assert [item.state for item in review.items] == ["accepted", "returned"]
    assert as_person(w, "rev1").start_review() is None


def test_the_time_of_all_rounds_counts(w: World) -> None:
    annotator, manager = as_person(w, "ann1"), as_person(w, "manager")
    annotator.start_labeling().submit([span("a", 0, 4)], seconds=40)
    review = as_person(w, "rev1").start_review()
    review.reject()
    review.send()
    [row] = annotator.queue(status=["returned"])
    back = annotator.initiate(row)
    [issue] = back.issues()
    back.resolve(issue)
    back.submit([span("a", 0, 3)], seconds=2.5)
    assert manager.performance()["annotators"][0]["seconds"] == 42.5
    assert [spent.seconds for spent in manager.time_spent() if spent.stage == "annotate"] == [42.5]


def test_a_review_is_given_back(w: World) -> None:
    as_person(w, "ann1").start_labeling().submit([span("a", 0, 4)])
    as_person(w, "rev1").start_review().release()
    [row] = as_person(w, "manager").queue(kind="review")
    assert row.reserved_by is None
    assert as_person(w, "rev2").initiate(row).pending[0].key == "a"


def test_a_moment_needs_a_zone(w: World) -> None:
    with pytest.raises(ValueError, match="zone"):
        list(as_person(w, "manager").time_spent(since=datetime(2026, 3, 1)))


def test_others_do_not_see_the_project(w: World) -> None:
    outsider = w.cast.outsider
    with pytest.raises(NotFound):
        Assay("", outsider.token, http=outsider.client).project(w.project_id)


def test_a_refusal_says_its_only_problem_once() -> None:
    problem = {"field": "title", "message": "is taken.", "fix": "Give another."}
    said = str(from_answer(400, {"detail": "title: is taken.", "problems": [problem]}))
    assert said == "title: is taken. Give another."


def test_people_groups_and_tags_of_a_project(db: Connection, cast: Cast) -> None:
    w = build(db, cast, preset="manual_qa", config=ENTITIES)
    assay = Assay("", cast.manager.token, http=cast.manager.client)
    project = assay.project(w.project_id)
    ann = project.team.find(cast.ann1.email)
    assert (ann.id, ann.role) == (cast.ann1.id, "AN")
    project.team.change_role(ann.id, "AR")
    assert project.team.find(cast.ann1.email.upper()).role == "AR"
    project.team.remove(ann.id)
    with pytest.raises(LookupError, match="has the address"):
        project.team.find(cast.ann1.email)
    assert project.team.add(cast.ann1.email).role == "AN"
    with pytest.raises(Refused, match="email"):
        project.team.add("nobody@example.org")
    made = cast.owner.client.post("/api/groups/", json={"title": "Night"}).json()["id"]
    assert [(group.id, group.title) for group in assay.groups()] == [(made, "Night")]
    [group] = project.team.add_group(made, "RE")
    assert (group.id, group.title, group.role) == (made, "Night", "RE")
    project.team.remove_group(made)
    assert project.team.groups() == []
    tag = assay.create_tag("Pilot")
    project.change(tags=[tag.id])
    assert [each.id for each in assay.projects(tags=[tag.id])] == [project.id]
    assert tag in assay.tags()
    assert cast.ann1.id in [person.id for person in assay.people()]
