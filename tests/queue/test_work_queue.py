"""The queue of manual QA over HTTP: start, skip, open one, assign, release, filters as lists of work (MQA A.3, A.4)."""

from __future__ import annotations

from typing import Any

import pytest
from tests import world
from tests.world import ENTITIES, span

FILES = [{"text": f"{name}.txt"} for name in ("flyover", "Boats", "FLYaround", "harbour", "crossing")]


@pytest.fixture
def build(db: Any, cast: Any) -> Any:
    return lambda **settings: world.build(db, cast, config=ENTITIES, preset="manual_qa", **settings)


@pytest.fixture
def w(build: Any) -> Any:
    return build(data=FILES)


def start(w: Any, person: Any, **body: Any) -> Any:
    return person.client.post(f"/api/projects/{w.project_id}/queue/start/", json=body)


def started(w: Any, person: Any, **body: Any) -> Any:
    answer = start(w, person, **body)
    assert answer.status_code == 201, answer.text
    return answer.json()["task"]


def assign(w: Any, user: Any, person: Any = None, **body: Any) -> Any:
    who = person or w.cast.manager
    return who.client.post(f"/api/projects/{w.project_id}/queue/assign/", json={"user": user.id, **body})


def release(w: Any, person: Any = None, **body: Any) -> Any:
    return (person or w.cast.manager).client.post(f"/api/projects/{w.project_id}/queue/release/", json=body)


def queue(w: Any, person: Any = None, **params: Any) -> Any:
    answer = (person or w.cast.manager).client.get(f"/api/projects/{w.project_id}/queue/", params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()["rows"]


def statuses(w: Any) -> list[str]:
    return [w.task(task_id)["status"] for task_id in w.task_ids]


def skip(w: Any, person: Any, task_id: int, reason: str = "Too dark") -> Any:
    return w.submit(person, task_id, [], was_cancelled=True, comment=reason)


def returned(w: Any, task_id: int) -> None:
    """Submits a task by the first annotator and has it sent back to them."""
    assert w.submit(w.cast.ann1, task_id, [span("a", 0, 4)]).status_code == 201
    found = w.cast.rev1.client.get(f"/api/projects/{w.project_id}/next-review/").json()
    body = {
        "revision": found["annotation"]["revision"],
        "verdicts": [{"item": item["id"], "accepted": False, "reason": "Wide"} for item in found["items"]],
    }
    answer = w.cast.rev1.client.post(f"/api/work-items/{found['reservation']['work_item']}/verdicts/", json=body)
    assert answer.status_code in (200, 201), answer.text
    assert w.task(task_id)["status"] == "returned"


class TestStart:
    def test_the_longest_waiting_task_is_reserved_in_the_same_act(self, w: Any) -> None:
        """T1, T2, T3: in order, to one person each, queued before and assigned after."""
        assert statuses(w) == ["queued"] * 5
        assert [started(w, p) for p in (w.cast.ann1, w.cast.ann2, w.cast.ann1)] == w.task_ids[:3]
        assert statuses(w) == ["assigned"] * 3 + ["queued"] * 2
        [row] = [row for row in queue(w) if row["task"] == w.task_ids[1]]
        assert row["reserved_by"]["id"] == w.cast.ann2.id
        assert row["reserved_at"] is not None
        assert row["reserved_until"] is None, "it does not expire"

    def test_the_stream_goes_on_with_what_is_in_hand_and_reserves_nothing_in_advance(self, w: Any) -> None:
        first = w.next(w.cast.ann1).json()
        assert first["id"] == w.task_ids[0]
        assert first["reservation"]["expires_at"] is None
        assert w.next(w.cast.ann1).json()["id"] == w.task_ids[0]
        assert not first["reservation"]["can_prefetch"]
        assert w.next(w.cast.ann1, prefetch=True).status_code == 404
        assert w.next(w.cast.ann2).json()["id"] == w.task_ids[1]

    def test_what_is_in_hand_as_well_can_be_asked_for_in_advance(self, w: Any) -> None:
        assert assign(w, w.cast.ann1, tasks=w.task_ids[1:3]).status_code == 200
        assert w.next(w.cast.ann1).json()["reservation"]["can_prefetch"]
        assert w.next(w.cast.ann1, prefetch=True).json()["id"] == w.task_ids[2]

    def test_reviews_that_are_in_hand_too(self, w: Any) -> None:
        for task in w.task_ids[:2]:
            started(w, w.cast.ann1)
            w.submit(w.cast.ann1, task, [span("a", 0, 4)])
        assert not w.next_review(w.cast.rev1).json()["reservation"]["can_prefetch"]
        [other] = queue(w, kind="review", free="true")
        assert assign(w, w.cast.rev1, work_items=[other["work_item"]]).status_code == 200
        assert w.next_review(w.cast.rev1).json()["reservation"]["can_prefetch"]
        assert w.next_review(w.cast.rev1, prefetch=True).status_code == 200

    def test_a_released_task_keeps_its_place(self, w: Any) -> None:
        """T2: it has waited longest, and comes first again."""
        started(w, w.cast.ann1)
        started(w, w.cast.ann1)
        assert release(w, tasks=[w.task_ids[0]]).json()["tasks"] == 1
        assert statuses(w)[:2] == ["queued", "assigned"]
        assert started(w, w.cast.ann2) == w.task_ids[0]

    def test_returned_work_stands_behind_what_was_there_and_before_what_comes_later(self, w: Any) -> None:
        """T2, T16: once released it waits for anybody, still returned."""
        returned(w, w.task_ids[0])
        assert release(w, tasks=[w.task_ids[0]]).status_code == 200
        assert w.task(w.task_ids[0])["status"] == "returned"
        later = w.cast.manager.client.post("/api/tasks/", json={"project": w.project_id, "data": {"text": "later"}})
        assert [row["task"] for row in queue(w)] == [*w.task_ids[1:], w.task_ids[0], later.json()["id"]]
        got = [started(w, w.cast.ann2) for _ in range(5)]
        assert got == [*w.task_ids[1:], w.task_ids[0]]
        assert w.task(w.task_ids[0])["status"] == "returned", "held, and returned still"

    def test_nothing_left_says_so(self, build: Any) -> None:
        w = build(tasks=1)
        started(w, w.cast.ann1)
        answer = start(w, w.cast.ann2)
        assert answer.status_code == 404
        assert answer.json()["code"] == "queue_empty"

    def test_reviews_are_served_as_they_came_in(self, w: Any) -> None:
        """T2 for reviewers, who never get their own work."""
        for task_id in (w.task_ids[0], w.task_ids[2]):
            w.submit(w.cast.ann1, task_id, [span("a", 0, 4)])
        got = [started(w, p, kind="review") for p in (w.cast.rev1, w.cast.rev2)]
        assert got == [w.task_ids[0], w.task_ids[2]]
        assert start(w, w.cast.ann1, kind="review").status_code == 403


class TestSkip:
    def test_it_goes_to_others_first_and_comes_back_when_nothing_else_is_left(self, build: Any) -> None:
        """U3: released, with its place, and logged with the reason."""
        w = build(tasks=3)
        first = w.next(w.cast.ann1).json()["id"]
        assert skip(w, w.cast.ann1, first).status_code == 201
        assert w.task(first)["status"] == "queued"
        assert w.next(w.cast.ann1).json()["id"] == w.task_ids[1], "the next one is shown and reserved"
        assert started(w, w.cast.ann2) == first, "it has waited longest"
        release(w, tasks=[first])
        assert skip(w, w.cast.ann1, w.task_ids[1]).status_code == 201
        third = w.next(w.cast.ann1).json()["id"]
        assert third == w.task_ids[2]
        skip(w, w.cast.ann1, third)
        assert w.next(w.cast.ann1).json()["id"] == first, "the one skipped longest ago"
        skip(w, w.cast.ann1, first, "Still dark")
        assert w.next(w.cast.ann1).json()["id"] == w.task_ids[1]
        log = w.cast.manager.client.get(f"/api/tasks/{first}/log/").json()
        assert [entry["action"] for entry in log].count("annotation.skipped") == 2

    def test_what_was_skipped_can_be_done_after_all(self, build: Any) -> None:
        w = build(tasks=1)
        skip(w, w.cast.ann1, w.next(w.cast.ann1).json()["id"])
        task_id = w.next(w.cast.ann1).json()["id"]
        assert start(w, w.cast.ann2).status_code == 404, "it is in somebody's hands"
        assert w.submit(w.cast.ann1, task_id, [span("a", 0, 4)]).status_code == 201
        assert w.task(task_id)["status"] == "in_review"


class TestOpeningOne:
    def test_a_free_row_is_reserved_a_held_one_refused(self, w: Any) -> None:
        """MQA 18, T1."""
        path = f"/api/tasks/{w.task_ids[3]}/initiate/"
        assert w.cast.ann1.client.post(path).json()["task"] == w.task_ids[3]
        assert w.cast.ann1.client.post(path).status_code == 200, "mine stays mine"
        refused = w.cast.ann2.client.post(path)
        assert refused.status_code == 409
        assert refused.json()["code"] == "held_by_other"
        assert "Ann1" in refused.json()["detail"]

    def test_a_review_too(self, w: Any) -> None:
        w.submit(w.cast.ann1, w.task_ids[0], [span("a", 0, 4)])
        [row] = queue(w, kind="review")
        path = f"/api/work-items/{row['work_item']}/initiate/"
        assert w.cast.rev1.client.post(path).json()["kind"] == "review"
        assert w.cast.rev2.client.post(path).status_code == 409

    def test_what_was_submitted_is_not_in_the_queue(self, w: Any) -> None:
        w.submit(w.cast.ann1, w.task_ids[0], [span("a", 0, 4)])
        refused = w.cast.ann2.client.post(f"/api/tasks/{w.task_ids[0]}/initiate/")
        assert refused.status_code == 409
        assert refused.json()["code"] == "not_in_queue"


class TestAssign:
    def test_free_rows_go_to_one_person(self, w: Any) -> None:
        assert assign(w, w.cast.ann2, tasks=w.task_ids[:2]).json() == {"tasks": 2, "work_items": 0, "left": 0}
        assert statuses(w)[:3] == ["assigned", "assigned", "queued"]
        assert w.next(w.cast.ann2).json()["id"] == w.task_ids[0]

    def test_a_held_row_refuses_the_whole_and_changes_nothing(self, w: Any) -> None:
        """T5, and reassigning takes two steps (MQA 21)."""
        started(w, w.cast.ann1)
        before = queue(w)
        refused = assign(w, w.cast.ann2, tasks=w.task_ids)
        assert refused.status_code == 409
        assert refused.json()["code"] == "held"
        held = refused.json()["display_context"]["held"]
        assert [(one["task"], one["reserved_by"]["id"]) for one in held] == [(w.task_ids[0], w.cast.ann1.id)]
        assert queue(w) == before
        assert release(w, tasks=w.task_ids[:1]).status_code == 200
        assert assign(w, w.cast.ann2, tasks=w.task_ids).json()["tasks"] == 5

    def test_who_holds_tasks_of_other_projects_is_not_told(self, w: Any, db: Any, new_cast: Any) -> None:
        started(w, w.cast.ann1)
        other = world.build(db, new_cast(), config=ENTITIES, preset="manual_qa", data=FILES[:1])
        refused = assign(other, other.cast.ann1, tasks=w.task_ids[:2])
        assert (refused.status_code, refused.json()["code"]) == (400, "bad_input")
        assert refused.json()["problems"][0]["field"] == "tasks"
        assert "Ann1" not in refused.text

    def test_all_that_a_filter_leaves_but_some(self, w: Any) -> None:
        started(w, w.cast.ann1)
        answer = assign(w, w.cast.ann2, filter={"kind": "annotate", "search": "fly"}, exclude_tasks=[]).json()
        assert answer == {"tasks": 1, "work_items": 0, "left": 1}, "flyover is held"
        assert assign(w, w.cast.ann2, filter={}, exclude_tasks=[w.task_ids[4]]).json()["tasks"] == 2
        assert statuses(w) == ["assigned"] * 4 + ["queued"]

    def test_of_what_a_filter_leaves_everybody_gets_what_they_may_do(self, w: Any) -> None:
        w.submit(w.cast.ann1, w.task_ids[0], [span("a", 0, 4)])
        assert assign(w, w.cast.rev1, filter={}).json() == {"tasks": 0, "work_items": 1, "left": 4}
        assert assign(w, w.cast.rev2, filter={}).status_code == 400, "labels are left, and they may do none of it"
        assert assign(w, w.cast.ann2, filter={}).json() == {"tasks": 4, "work_items": 0, "left": 1}

    def test_who_may_not_do_the_work_gets_none(self, w: Any) -> None:
        w.submit(w.cast.ann1, w.task_ids[0], [span("a", 0, 4)])
        [review] = queue(w, kind="review")
        items = [review["work_item"]]
        for person, body in (
            (w.cast.rev1, {"tasks": w.task_ids[1:2]}),
            (w.cast.ann2, {"work_items": items}),
            (w.cast.outsider, {"tasks": w.task_ids[1:2]}),
        ):
            refused = assign(w, person, **body)
            assert refused.status_code == 400, (person.name, refused.text)
            assert refused.json()["problems"][0]["field"] == "user"
        assert assign(w, w.cast.rev1, work_items=items).json()["work_items"] == 1
        assert queue(w, kind="review")[0]["status"] == "assigned"

    def test_nobody_gets_their_own_work_to_review(self, w: Any) -> None:
        manager = w.cast.manager
        w.submit(manager, w.task_ids[0], [span("a", 0, 4)])
        [review] = queue(w, kind="review")
        refused = assign(w, manager, work_items=[review["work_item"]])
        assert refused.status_code == 400
        assert "own" in refused.json()["detail"]

    def test_only_who_steers_the_queue_assigns(self, w: Any) -> None:
        for person in (w.cast.ann1, w.cast.rev1):
            assert assign(w, w.cast.ann2, person, tasks=w.task_ids[:1]).status_code == 403


class TestRelease:
    def test_a_holder_releases_their_own_and_nobody_elses(self, w: Any) -> None:
        started(w, w.cast.ann1)
        assert release(w, w.cast.ann2, tasks=w.task_ids[:1]).status_code == 403
        assert release(w, w.cast.ann1, tasks=w.task_ids[:1]).json()["tasks"] == 1
        assert statuses(w)[0] == "queued"

    def test_a_review_is_free_again(self, w: Any) -> None:
        w.submit(w.cast.ann1, w.task_ids[0], [span("a", 0, 4)])
        started(w, w.cast.rev1, kind="review")
        [row] = queue(w, kind="review")
        assert release(w, work_items=[row["work_item"]]).json()["work_items"] == 1
        assert queue(w, kind="review", free=True)[0]["reserved_by"] is None
        assert started(w, w.cast.rev2, kind="review") == w.task_ids[0]

    def test_who_lost_a_task_cannot_hand_it_in(self, w: Any) -> None:
        """MQA 25: only the holder annotates."""
        started(w, w.cast.ann1)
        release(w, tasks=w.task_ids[:1])
        started(w, w.cast.ann2)
        refused = w.submit(w.cast.ann1, w.task_ids[0], [span("a", 0, 4)])
        assert refused.status_code == 409
        assert refused.json()["code"] == "held_by_other"
        assert w.task(w.task_ids[0])["status"] == "assigned"

    def test_reservations_expire_where_a_project_says_so(self, build: Any, db: Any) -> None:
        """U4."""
        w = build(tasks=1, review_settings={"reservations_expire": True}, custom_task_lock_ttl=60)
        started(w, w.cast.ann1)
        assert queue(w)[0]["reserved_until"] is not None
        db.execute("update work_item set reserved_until = now() - interval '1 minute' where state = 'held'")
        db.commit()
        assert started(w, w.cast.ann2) == w.task_ids[0]


class TestFilter:
    def test_a_part_of_a_name_finds_files_whatever_its_case(self, w: Any) -> None:
        """MQA 24, U5."""
        assert [row["file"] for row in queue(w, search="FLY")] == ["flyover.txt", "FLYaround.txt"]
        assert [row["file"] for row in queue(w, search="oa")] == ["Boats.txt"]
        assert queue(w, search="%") == []

    def test_it_is_the_list_that_one_works_through(self, w: Any) -> None:
        """MQA 23, T2 under a filter."""
        wanted = '{"search": "fly"}'
        assert w.next(w.cast.ann1, filter=wanted).json()["id"] == w.task_ids[0]
        assert started(w, w.cast.ann2, filter={"search": "fly"}) == w.task_ids[2]
        assert start(w, w.cast.ann2, filter={"search": "fly"}).status_code == 404
        assert start(w, w.cast.ann2, filter={"serach": "fly"}).json()["problems"][0]["field"] == "filter.serach"
        w.submit(w.cast.ann1, w.task_ids[0], [span("a", 0, 4)])
        for other in (w.next(w.cast.ann1, filter='{"kind": "review"}'),
                      w.next_review(w.cast.rev1, filter='{"kind": "annotate"}')):  # fmt: skip
            assert (other.status_code, other.json()["problems"][0]["field"]) == (400, "filter.kind")
        assert w.next_review(w.cast.rev1, filter='{"search": "boat"}').status_code == 404
        assert w.next_review(w.cast.rev1, filter='{"class": "Person"}').json()["task"]["id"] == w.task_ids[0]

    def test_a_status_is_part_of_the_list(self, w: Any) -> None:
        """Who goes through what is queued goes on with what they took of it; returned work is another list."""
        queued, returned = '{"status": ["queued"]}', '{"status": ["returned"]}'
        assert w.next(w.cast.ann1, filter=queued).json()["id"] == w.task_ids[0]
        assert w.next(w.cast.ann1, filter=queued).json()["id"] == w.task_ids[0]
        assert w.next(w.cast.ann1, filter=returned).status_code == 404
        w.submit(w.cast.ann2, w.task_ids[1], [span("a", 0, 4)])
        assert w.next_review(w.cast.rev1, filter=returned).status_code == 404
        assert w.next_review(w.cast.rev1, filter=queued).json()["task"]["id"] == w.task_ids[1]
        assert w.next_review(w.cast.rev1, filter=queued).json()["task"]["id"] == w.task_ids[1]

    def test_by_status_holder_and_kind(self, w: Any) -> None:
        started(w, w.cast.ann1)
        w.submit(w.cast.ann2, w.task_ids[1], [span("a", 0, 4)])
        mine = {"reserved_by": w.cast.ann1.id}
        assert [row["task"] for row in queue(w, **mine)] == [w.task_ids[0]]
        assert [row["task"] for row in queue(w, status="assigned")] == [w.task_ids[0]]
        assert [row["task"] for row in queue(w, kind="annotate", free=True)] == w.task_ids[2:]
        assert [row["task"] for row in queue(w, kind="review")] == [w.task_ids[1]]

    def test_people_see_what_they_may_take_and_what_they_hold(self, w: Any) -> None:
        """MQA A.14."""
        started(w, w.cast.ann1)
        w.submit(w.cast.ann2, w.task_ids[1], [span("a", 0, 4)])
        assert [row["task"] for row in queue(w, w.cast.ann2)] == w.task_ids[2:]
        assert [row["task"] for row in queue(w, w.cast.ann1)] == [w.task_ids[0], *w.task_ids[2:]]
        assert [(row["task"], row["kind"]) for row in queue(w, w.cast.rev1)] == [(w.task_ids[1], "review")]


class TestWithoutQueue:
    def test_work_is_not_handed_out_and_statuses_stand_still(self, w: Any) -> None:
        """U1."""
        started(w, w.cast.ann1)
        path = f"/api/projects/{w.project_id}/"
        off = w.cast.manager.client.patch(path, json={"review_settings": {"task_management": False}})
        assert off.status_code == 200, off.text
        for answer in (start(w, w.cast.ann2), assign(w, w.cast.ann2, tasks=w.task_ids[1:2]), w.next(w.cast.ann2)):
            assert (answer.status_code, answer.json()["code"]) == (409, "no_queue"), answer.text
        assert w.submit(w.cast.ann2, w.task_ids[1], [span("a", 0, 4)]).status_code == 201
        assert statuses(w)[:2] == ["assigned", "queued"], "frozen"
        rows = w.cast.ann2.client.get(f"/api/projects/{w.project_id}/data/").json()["rows"]
        assert len(rows) == 5
        w.cast.manager.client.patch(path, json={"review_settings": {"task_management": True}})
        assert statuses(w)[:2] == ["assigned", "in_review"], "as the work says"


class TestBesideTheQueue:
    def test_a_manager_is_warned_and_must_say_what_they_have_seen(self, w: Any) -> None:
        """MQA 25, D."""
        annotation = w.submit(w.cast.ann1, w.task_ids[0], [span("a", 0, 4)]).json()
        manager = w.cast.manager.client
        warning = manager.get(f"/api/tasks/{w.task_ids[0]}/reservation/").json()
        assert "review" in warning["warning"]
        assert warning["is_mine"] is False
        path, result = f"/api/annotations/{annotation['id']}/", [span("a", 0, 5)]
        blind = manager.patch(path, json={"result": result})
        assert blind.status_code == 400
        assert blind.json()["problems"][0]["field"] == "revision"
        stale = manager.patch(path, json={"result": result, "revision": annotation["revision"] + 1})
        assert stale.status_code == 409
        assert stale.json()["code"] == "stale_revision"
        assert manager.patch(path, json={"result": result, "revision": annotation["revision"]}).status_code == 200
        log = manager.get(f"/api/tasks/{w.task_ids[0]}/log/").json()
        assert "annotation.changed_beside_queue" in [entry["action"] for entry in log]

    def test_an_annotator_changes_nothing_that_is_not_in_their_hands(self, w: Any) -> None:
        annotation = w.submit(w.cast.ann1, w.task_ids[0], [span("a", 0, 4)]).json()
        refused = w.cast.ann1.client.patch(
            f"/api/annotations/{annotation['id']}/", json={"result": [span("a", 0, 5)], "revision": 1}
        )
        assert refused.status_code == 409
        assert refused.json()["code"] == "not_held"


def test_what_others_hold_does_not_wait_for_somebody(w: Any) -> None:
    def waits(person: Any) -> int:
        one = person.client.get(f"/api/projects/{w.project_id}/").json()
        [listed] = person.client.get("/api/projects/", params={"ids": w.project_id}).json()["results"]
        assert one["my"]["waiting_for_me"] == listed["my"]["waiting_for_me"]
        return int(one["my"]["waiting_for_me"]["label"])

    tasks = len(w.task_ids)
    assert (waits(w.cast.ann1), waits(w.cast.ann2)) == (tasks, tasks)
    started(w, w.cast.ann1)
    assert (waits(w.cast.ann1), waits(w.cast.ann2)) == (tasks, tasks - 1)
    w.submit(w.cast.ann2, w.task_ids[1], [span("a", 0, 4)])
    assert (waits(w.cast.ann1), waits(w.cast.ann2)) == (tasks - 1, tasks - 2)


def test_other_projects_say_where_their_work_comes_from(db: Any, cast: Any) -> None:
    w = world.build(db, cast)
    refused = start(w, cast.ann1)
    assert refused.status_code == 404
    assert refused.json()["code"] == "not_manual_qa"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("maximum_annotations", 2),
        ("sampling", "Uniform sampling"),
        ("skip_queue", "REQUEUE_FOR_ME"),
        ("agreement_threshold", 70),
        ("review_settings.review_only_manual_assignments", True),
        ("review_settings.only_finished_tasks", True),
    ],
)
def test_what_one_queue_would_not_obey_is_refused(w: Any, field: str, value: Any) -> None:
    path = f"/api/projects/{w.project_id}/"
    part, _, name = field.rpartition(".")
    asked = {part: {name: value}} if part else {field: value}
    refused = w.cast.manager.client.patch(path, json=asked)
    assert refused.status_code == 400
    assert [problem["field"] for problem in refused.json()["problems"]] == [field]
    made = w.cast.manager.client.post("/api/projects/", json={"title": "Q", "preset": "manual_qa", **asked})
    assert made.status_code == 400


def test_who_is_in_the_project_by_a_group_is_assigned_work(w: Any, db: Any) -> None:
    owner, person = w.cast.owner.client, w.cast.ann2
    db.execute("delete from project_member where project_id = %s and account_id = %s", (w.project_id, person.id))
    db.commit()
    assert assign(w, person, tasks=w.task_ids[:1]).status_code == 400, "not a member"
    group = owner.post("/api/groups/", json={"title": "Night", "users": [person.id]}).json()["id"]
    answer = owner.post(f"/api/projects/{w.project_id}/groups/", json={"group": group, "role": "RE"})
    assert answer.status_code in (200, 201), answer.text
    refused = assign(w, person, tasks=w.task_ids[:1])
    assert refused.status_code == 400, "the group reviews"
    assert owner.patch(f"/api/projects/{w.project_id}/groups/{group}/", json={"role": "AN"}).status_code == 200
    assert assign(w, person, tasks=w.task_ids[:1]).status_code == 200
    assert queue(w, person)[0]["reserved_by"]["id"] == person.id
