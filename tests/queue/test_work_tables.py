"""The tables of manual QA: activity, data, instances, and what happened to a task (MQA A.16)."""

from __future__ import annotations

from typing import Any

import orjson
import pytest
from tests import world
from tests.cast import join_project
from tests.queue.test_work_queue import FILES, queue, started
from tests.world import ENTITIES, span


@pytest.fixture
def w(db: Any, cast: Any) -> Any:
    return world.build(db, cast, config=ENTITIES, preset="manual_qa", data=FILES)


def table(w: Any, name: str, person: Any = None, **params: Any) -> Any:
    answer = (person or w.cast.manager).client.get(f"/api/projects/{w.project_id}/{name}/", params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()


def judged(w: Any, reviewer: Any, accepted: bool) -> None:
    found = w.next_review(reviewer).json()
    body = {
        "revision": found["annotation"]["revision"],
        "verdicts": [{"item": item["id"], "accepted": accepted, "reason": "Wide"} for item in found["items"]],
    }
    path = f"/api/work-items/{found['reservation']['work_item']}/verdicts/"
    assert reviewer.client.post(path, json=body).status_code in (200, 201)


def test_what_was_handed_in_with_who_did_what(w: Any) -> None:
    w.submit(w.cast.ann1, w.task_ids[0], [span("a", 0, 4), span("b", 5, 8, "Place")])
    judged(w, w.cast.rev1, True)
    w.submit(w.cast.ann2, w.task_ids[1], [span("a", 0, 4)])
    second, first = table(w, "activity")["rows"]
    assert (second["task"], second["status"], second["reviewed"], second["instances"]) == (
        w.task_ids[1], "in_review", 0, 1,
    )  # fmt: skip
    assert (first["status"], first["reviewed"], first["instances"]) == ("completed", 2, 2)
    assert first["submitted_by"]["id"] == w.cast.ann1.id
    assert first["reviewed_by"]["id"] == w.cast.rev1.id
    assert first["submitted_at"] is not None
    assert [row["task"] for row in table(w, "activity", status="completed")["rows"]] == w.task_ids[:1]
    assert [row["task"] for row in table(w, "activity", w.cast.ann2)["rows"]] == w.task_ids[1:2], "their own"


def test_a_setting_and_a_departure_are_no_edits_of_a_task(w: Any) -> None:
    w.submit(w.cast.ann1, w.task_ids[0], [span("a", 0, 4)])
    w.submit(w.cast.ann2, w.task_ids[1], [span("a", 0, 4)])
    judged(w, w.cast.rev1, False)
    started(w, w.cast.ann1)
    client = w.cast.manager.client

    def edits() -> Any:
        return [(row["task"], row["edited_at"], row["edited_by"]) for row in table(w, "data")["rows"]]

    before = edits()
    for changed in ({"task_management": False}, {"task_management": True}, {"return_at": "first_rejection"}):
        answer = client.patch(f"/api/projects/{w.project_id}/", json={"review_settings": changed})
        assert answer.status_code == 200, answer.text
        assert edits() == before, changed
    client.delete(f"/api/projects/{w.project_id}/members/", params={"user": w.cast.ann1.id})
    assert edits() == before, "what they held, and what was sent back to them, is free"
    assert [row["reserved_by"] for row in table(w, "data")["rows"]] == [None] * len(w.task_ids)


def test_who_hands_returned_work_in_again_is_who_submitted_it_last(w: Any) -> None:
    """The author of the annotation may be somebody else by then (MQA A.16)."""
    task, ann1, ann2 = w.task_ids[0], w.cast.ann1, w.cast.ann2
    annotation = w.submit(ann1, task, [span("a", 0, 4)]).json()["id"]
    judged(w, w.cast.rev1, False)
    [before] = [row for row in table(w, "data")["rows"] if row["task"] == task]
    assert before["reserved_by"]["id"] == ann1.id
    path = f"/api/projects/{w.project_id}/queue"
    w.cast.manager.client.post(f"{path}/release/", json={"tasks": [task]})
    w.cast.manager.client.post(f"{path}/assign/", json={"user": ann2.id, "tasks": [task]})
    [issue] = ann2.client.get(f"/api/tasks/{task}/issues/").json()
    ann2.client.post(f"/api/issues/{issue['id']}/resolve/")
    again = ann2.client.patch(f"/api/annotations/{annotation}/", json={"result": [span("a", 0, 3)]})
    assert (again.status_code, again.json()["completed_by"]) == (200, ann1.id)
    [row] = table(w, "activity")["rows"]
    assert row["submitted_by"]["id"] == ann2.id
    assert row["submitted_at"] == row["edited_at"]
    for person in (ann1, ann2):
        assert [row["task"] for row in table(w, "activity", person)["rows"]] == [task], "who made it, who mended it"
        assert [one["identifier"] for one in person.client.get(f"/api/tasks/{task}/instances/").json()] == ["a"]


def openable(w: Any, person: Any, **params: Any) -> list[tuple[str, bool]]:
    """The reviews that somebody's queue shows, and whether it offers to open them; whoever tries finds it so."""
    found = []
    for row in table(w, "queue", person, **params)["rows"]:
        if row["kind"] != "annotate":
            tried = person.client.post(f"/api/work-items/{row['work_item']}/initiate/")
            assert (tried.status_code == 200) is row["can_initiate"], (person.name, row["kind"], tried.text)
            found.append((row["kind"], row["can_initiate"]))
            release = f"/api/projects/{w.project_id}/queue/release/"
            w.cast.owner.client.post(release, json={"work_items": [row["work_item"]]})
    return found


def test_the_queue_offers_those_reviews_that_one_may_open(w: Any) -> None:
    ann1, rev1, rev2, expert, manager = (w.cast[name] for name in ("ann1", "rev1", "rev2", "expert", "manager"))
    w.submit(ann1, w.task_ids[0], [span("a", 0, 4)])
    assert openable(w, rev1) == openable(w, rev2) == openable(w, manager) == [("review", True)]
    judged(w, rev1, True)
    again = {"tasks": w.task_ids[:1], "exclude_earlier_reviewers": True}
    assert manager.client.post(f"/api/projects/{w.project_id}/add-reviews/", json=again).status_code == 200
    assert (openable(w, rev1), openable(w, rev2)) == ([], [("review", True)]), "who judged it is not asked again"
    settings = {"review_settings": {"expert": {"threshold": 1, "reviewers": [expert.id]}}}
    assert manager.client.patch(f"/api/projects/{w.project_id}/", json=settings).status_code == 200
    judged(w, rev2, False)
    assert (openable(w, rev1), openable(w, expert)) == ([], [("expert", True)])
    assert openable(w, manager) == [("expert", False)], "a manager sees all, and is no expert here"


def test_where_people_review_their_own_work_they_find_it_in_the_queue(w: Any, db: Any) -> None:
    manager, both, path = w.cast.manager, w.cast.ann2, f"/api/projects/{w.project_id}"
    join_project(db, w.project_id, both, role="AR")
    db.commit()
    w.submit(both, w.task_ids[1], [span("a", 0, 4)])
    assert openable(w, both) == []
    manager.client.patch(f"{path}/", json={"review_settings": {"allow_self_review": True}})
    assert openable(w, both) == [("review", True)]
    judged(w, both, True)
    w.submit(manager, w.task_ids[0], [span("a", 0, 4)])
    assert openable(w, manager) == [("review", True)]
    again = {"tasks": w.task_ids[:1], "preview": True}
    judged(w, manager, True)
    for name in ("rev1", "rev2", "expert", "ann2"):
        manager.client.delete(f"{path}/members/", params={"user": w.cast[name].id})
    assert manager.client.post(f"{path}/add-reviews/", json=again).json()["items"] == 1


def test_the_queue_shows_what_came_in_together_in_the_order_of_the_tasks(w: Any, db: Any) -> None:
    started(w, w.cast.ann1)
    db.execute("update task set created_at = now() where project_id = %s", (w.project_id,))
    db.commit()
    assert [row["task"] for row in table(w, "queue")["rows"]] == w.task_ids


def test_pages_follow_one_another_without_a_gap(w: Any) -> None:
    for task_id in w.task_ids[:3]:
        w.submit(w.cast.ann1, task_id, [span("a", 0, 4)])
    for name in ("queue", "activity", "data", "instances"):
        whole = table(w, name)["rows"]
        pages, after = [], None
        while True:
            page = table(w, name, limit=2, **({"after": after} if after else {}))
            pages += page["rows"]
            after = page["next"]
            if after is None:
                break
        assert pages == whole, name
    wrong = w.cast.manager.client.get(f"/api/projects/{w.project_id}/queue/", params={"after": "[1]"})
    assert wrong.status_code == 400
    assert wrong.json()["problems"][0]["field"] == "after"


def test_all_items_with_their_facts(w: Any) -> None:
    started(w, w.cast.ann1)
    rows = table(w, "data")["rows"]
    assert [row["file"] for row in rows] == [row["text"] for row in FILES]
    assert rows[0]["status"] == "assigned"
    assert rows[0]["reserved_by"]["id"] == w.cast.ann1.id
    assert rows[0]["type"] == "text"
    assert rows[0]["fps"] is None
    assert rows[0]["dataset"]["title"]
    assert [row["file"] for row in table(w, "data", search="RND")["rows"]] == ["FLYaround.txt"][:0]
    assert [row["file"] for row in table(w, "data", search="round")["rows"]] == ["FLYaround.txt"]


def test_a_table_says_how_many_rows_it_has_under_a_filter(w: Any) -> None:
    """As many as its pages hold together, for everybody who sees it."""
    for person, task_id in ((w.cast.ann1, w.task_ids[0]), (w.cast.ann2, w.task_ids[1])):
        w.submit(person, task_id, [span("a", 0, 4)])
    started(w, w.cast.ann1)
    filters: list[dict[str, Any]] = [
        {}, {"search": "fly"}, {"search": "fl"}, {"free": True}, {"free": False}, {"kind": "review"},
        {"reserved_by": w.cast.ann1.id}, {"status": ["queued"]}, {"class": "Person"}, {"type": "text"},
    ]  # fmt: skip
    seen = set()
    for person in (w.cast.manager, w.cast.rev1, w.cast.ann1, w.cast.ann2):
        for name in ("queue", "activity"):
            for given in filters:
                if name == "activity" and {"free", "kind", "reserved_by"} & set(given):
                    continue
                rows = len(table(w, name, person, **given)["rows"])
                filter = orjson.dumps(given).decode()
                assert table(w, f"{name}/count", person, filter=filter) == {"rows": rows}, (name, given)
                seen.add(rows)
    assert len(seen) > 3
    wrong = w.cast.manager.client.get(f"/api/projects/{w.project_id}/queue/count/", params={"filter": "{"})
    assert (wrong.status_code, wrong.json()["problems"][0]["field"]) == (400, "filter")
    outside = w.cast.outsider.client.get(f"/api/projects/{w.project_id}/queue/count/")
    assert outside.status_code == 404


def test_an_instance_is_found_by_its_identifier(w: Any) -> None:
    w.submit(w.cast.ann1, w.task_ids[0], [span("car-1", 0, 4), span("boat", 5, 8, "Place")])
    [found] = table(w, "instances", search="car")["rows"]
    assert (found["identifier"], found["class"], found["state"]) == ("car-1", "Person", "pending")
    assert found["author"]["id"] == w.cast.ann1.id
    assert table(w, "instances", search="ar-1")["rows"] == [], "an identifier is known from its beginning"
    refused = w.cast.manager.client.get(f"/api/projects/{w.project_id}/instances/", params={"state": "approved"})
    assert (refused.status_code, refused.json()["problems"][0]["field"]) == (400, "state")
    judged(w, w.cast.rev1, False)
    panel = w.cast.manager.client.get(f"/api/tasks/{w.task_ids[0]}/instances/").json()
    assert {(one["verdict"], one["reviewer"]["id"]) for one in panel} == {("reject", w.cast.rev1.id)}


def test_some_tables_are_not_for_everybody(w: Any) -> None:
    """MQA A.14."""
    for name in ("data", "instances"):
        for person in (w.cast.ann1, w.cast.rev1):
            path = f"/api/projects/{w.project_id}/{name}/"
            assert person.client.get(path).status_code == 403, (name, person.name)
    assert w.cast.rev1.client.get(f"/api/tasks/{w.task_ids[0]}/log/").status_code == 403
    assert queue(w, w.cast.rev1) == []


def test_a_group_has_as_many_frames_as_pictures_wherever_they_are(db: Any, cast: Any) -> None:
    pictures = [f"https://example.org/{name}.png" for name in "abc"]
    w = world.build(
        db,
        cast,
        config="""<View><Image name="image" valueList="$images"/>
            <RectangleLabels name="box" toName="image"><Label value="Car"/></RectangleLabels></View>""",
        preset="manual_qa",
        data=[{"images": pictures, "note": "A crossing"}, {"images": pictures[:1]}],
    )
    shown = {row["task"]: (row["type"], row["frames"]) for row in table(w, "data")["rows"]}
    assert [shown[task] for task in w.task_ids] == [("image_group", 3), ("image_group", 1)]
