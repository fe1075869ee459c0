"""Who is told what: comments, mentions, work that comes back, assignments, publication, invitations."""

from __future__ import annotations

from typing import Any

import pytest
from tests import world
from tests.cast import Cast, Person, join_project
from tests.world import World

PEOPLE = ("owner", "administrator", "manager", "ann1", "ann2", "rev1", "rev2", "expert")


@pytest.fixture
def w(db: Any, cast: Cast) -> World:
    built = world.build(db, cast, tasks=2)
    for name in PEOPLE:
        cast[name].client.post("/api/notifications/mark-all/", json={"is_read": True})
    return built


@pytest.fixture
def annotation(w: World) -> int:
    """An annotation of ann1 on the first task."""
    return int(w.submit(w.cast.ann1, w.task_ids[0]).json()["id"])


def write(person: Person, **body: Any) -> Any:
    return person.client.post("/api/comments/", json={"text": "Is this right?", **body})


def inbox(person: Person, **params: Any) -> list[dict[str, Any]]:
    answer = person.client.get("/api/notifications/", params={"unread": True, **params})
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["results"]
    return found


def told(w: World) -> dict[str, list[str]]:
    """What waits unread for everybody, by kind; those who were told nothing are left out."""
    kinds = {name: [entry["kind"] for entry in inbox(w.cast[name])] for name in PEOPLE}
    return {name: found for name, found in kinds.items() if found}


def test_the_first_comment_of_an_annotator_goes_to_reviewers_and_managers_of_the_project(
    w: World, annotation: int
) -> None:
    write(w.cast.ann1, annotation=annotation)
    assert told(w) == {"manager": ["comment"], "rev1": ["comment"], "rev2": ["comment"], "expert": ["comment"]}
    [entry] = inbox(w.cast.rev1)
    assert entry["actor"]["name"] == "Ann1"
    assert entry["project"] == {"id": w.project_id, "title": "Reviews"}
    assert entry["task"]["id"] == w.task_ids[0]
    assert (entry["annotation"], entry["text"]) == (annotation, "Is this right?")


def test_later_comments_go_to_those_who_take_part(w: World, annotation: int) -> None:
    write(w.cast.ann1, annotation=annotation)
    write(w.cast.rev1, annotation=annotation)
    assert told(w)["ann1"] == ["comment"]
    for name in PEOPLE:
        w.cast[name].client.post("/api/notifications/mark-all/", json={"is_read": True})
    write(w.cast.ann1, annotation=annotation)
    assert told(w) == {"rev1": ["comment"]}


def test_a_reviewers_comment_goes_to_the_author_and_no_other_annotator(w: World, annotation: int) -> None:
    w.submit(w.cast.ann2, w.task_ids[0])
    write(w.cast.rev1, annotation=annotation)
    assert told(w) == {"ann1": ["comment"]}


def test_a_role_in_the_project_decides_who_reviews(db: Any, w: World, annotation: int) -> None:
    join_project(db, w.project_id, w.cast.rev2, role="AN")
    db.commit()
    write(w.cast.ann1, annotation=annotation)
    assert "rev2" not in told(w)


def test_mentions_are_stored_as_numbers_and_read_as_names(w: World, annotation: int) -> None:
    offered = w.cast.ann1.client.get("/api/comments/people/", params={"annotation": annotation}).json()
    names = {person["name"] for person in offered}
    assert {"Ann1", "Rev1", "Manager", "Owner"} <= names
    assert "Ann2" not in names, "an annotator does not see what is said about the work of another"
    text = f"Look at the second word, <@{w.cast.rev2.id}>"
    made = write(w.cast.rev1, annotation=annotation, text=text).json()
    assert made["text"] == text
    assert made["mentions"] == [{"id": w.cast.rev2.id, "name": "Rev2"}]
    assert told(w) == {"ann1": ["comment"], "rev2": ["mention"]}
    assert inbox(w.cast.rev2)[0]["text"] == "Look at the second word, @Rev2"
    table = w.cast.rev1.client.get("/api/comments/export/", params={"annotation": annotation}).text
    assert "Look at the second word, @Rev2" in table


def test_nobody_is_named_who_would_not_see_the_comment(w: World, annotation: int) -> None:
    for stranger in (w.cast.ann2, w.cast.outsider):
        refused = write(w.cast.rev1, annotation=annotation, text=f"<@{stranger.id}> look")
        assert refused.status_code == 400
        assert "text" in refused.json()["validation_errors"]
    refused = w.review(w.cast.rev1, annotation, False, comment=f"As <@{w.cast.ann2.id}> says")
    assert refused.status_code == 400, "what is said with a verdict is checked too"
    assert told(w) == {}


def test_whom_a_changed_comment_names_for_the_first_time_is_told(w: World, annotation: int) -> None:
    made = write(w.cast.rev1, annotation=annotation, text="Hm").json()["id"]
    for text in (f"Hm, <@{w.cast.rev2.id}>", f"Hm, <@{w.cast.rev2.id}>!"):
        w.cast.rev1.client.patch(f"/api/comments/{made}/", json={"text": text})
    assert told(w) == {"ann1": ["comment"], "rev2": ["mention"]}


def test_work_that_comes_back_is_told_once_with_what_was_said(w: World, annotation: int) -> None:
    answer = w.review(w.cast.rev1, annotation, False, reject_action="requeue", comment="Too narrow")
    assert answer.status_code == 201, answer.text
    assert told(w) == {"ann1": ["returned"]}
    assert inbox(w.cast.ann1)[0]["text"] == "Too narrow"


def test_an_acceptance_is_told_to_nobody(w: World, annotation: int) -> None:
    assert w.review(w.cast.rev1, annotation, True).status_code == 201
    assert told(w) == {}


def test_assignments_are_told_with_their_number(w: World) -> None:
    body = {"users": [w.cast.ann1.id, w.cast.ann2.id], "type": "AN", "selectedItems": {"all": True}}
    answer = w.cast.manager.client.post(f"/api/projects/{w.project_id}/tasks/assignees/", json=body)
    assert answer.status_code in (200, 201), answer.text
    assert told(w) == {"ann1": ["assigned"], "ann2": ["assigned"]}
    assert inbox(w.cast.ann1)[0]["tasks"] == 2


def test_a_project_is_told_when_it_is_published_and_not_before(db: Any, w: World) -> None:
    url, cast = f"/api/projects/{w.project_id}", w.cast
    cast.manager.client.patch(f"{url}/", json={"is_published": False})
    db.execute("delete from project_member where account_id = any(%s)", ([cast.rev1.id, cast.rev2.id],))
    db.commit()
    added = cast.manager.client.post(f"{url}/members/", json={"user": cast.rev1.id})
    assert added.status_code == 201, added.text
    assert told(w) == {}, "a project that is not published is nobody's but its managers'"
    assert cast.manager.client.patch(f"{url}/", json={"is_published": True}).status_code == 200
    assert told(w) == {name: ["published"] for name in ("ann1", "ann2", "rev1", "expert")}
    cast.manager.client.post(f"{url}/members/", json={"user": cast.rev2.id})
    assert [entry["kind"] for entry in inbox(cast.rev2)] == ["project_invited"]


def test_who_leaves_a_project_does_not_see_what_they_were_told_of_it(db: Any, w: World, annotation: int) -> None:
    write(w.cast.rev1, annotation=annotation)
    assert len(inbox(w.cast.ann1)) == 1
    db.execute("delete from project_member where account_id = %s", (w.cast.ann1.id,))
    db.commit()
    assert inbox(w.cast.ann1) == []
    assert w.cast.ann1.client.get("/api/notifications/unread/").json() == {"unread": 0}


def test_a_comment_that_is_deleted_takes_its_notifications_along(w: World, annotation: int) -> None:
    made = write(w.cast.rev1, annotation=annotation).json()["id"]
    w.cast.rev1.client.delete(f"/api/comments/{made}/")
    assert told(w) == {}


def test_reading_and_unreading(w: World, annotation: int) -> None:
    write(w.cast.rev1, annotation=annotation)
    write(w.cast.rev1, annotation=annotation)
    first, second = (entry["id"] for entry in inbox(w.cast.ann1))
    client = w.cast.ann1.client
    assert client.patch(f"/api/notifications/{first}/", json={"is_read": True}).json()["is_read"] is True
    assert client.get("/api/notifications/unread/").json() == {"unread": 1}
    assert [entry["id"] for entry in inbox(w.cast.ann1)] == [second]
    assert client.post("/api/notifications/mark-all/", json={"is_read": True}).json() == {"unread": 0}
    assert client.patch(f"/api/notifications/{second}/", json={"is_read": False}).json()["is_read"] is False
    listed = client.get("/api/notifications/").json()
    assert (listed["unread"], listed["count"] >= 2) == (1, True)
    assert w.cast.rev2.client.patch(f"/api/notifications/{second}/", json={"is_read": True}).status_code == 404


def test_hidden_names_stay_hidden(db: Any, cast: Cast) -> None:
    w = world.build(db, cast, tasks=1, review_settings={"anonymize_annotations": True})
    annotation = w.submit(cast.ann1, w.task_ids[0]).json()["id"]
    write(cast.ann1, annotation=annotation)
    by_reviewer = [entry for entry in inbox(cast.rev1) if entry["kind"] == "comment"]
    assert by_reviewer[0]["actor"] is None
    [listed] = cast.rev1.client.get("/api/comments/", params={"annotation": annotation}).json()
    assert listed["created_by"] is None
    names = cast.rev1.client.get("/api/comments/people/", params={"annotation": annotation}).json()
    assert cast.ann1.id not in {person["id"] for person in names}
    [seen] = cast.manager.client.get("/api/comments/", params={"annotation": annotation}).json()
    assert seen["created_by"] == cast.ann1.id
