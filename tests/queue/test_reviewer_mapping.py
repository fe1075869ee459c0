"""Who reviews what: mapped reviewers, one reviewer for all, people who are gone, one's own work (MQA A.7, A.8)."""

from __future__ import annotations

from typing import Any

import pytest
from tests import world
from tests.cast import join_project
from tests.queue.test_instance_review import batch_of, send
from tests.queue.test_sampling_rates import change
from tests.world import ENTITIES, span

TWO = [span("a", 0, 4), span("b", 5, 9, "Place")]


@pytest.fixture
def build(db: Any, cast: Any) -> Any:
    return lambda **settings: world.build(db, cast, config=ENTITIES, preset="manual_qa", **settings)


def to_map(w: Any, classes: dict[str, list[Any]] | None = None, annotators: dict[Any, list[Any]] | None = None) -> None:
    mapping = {
        "enabled": True,
        "classes": {name: [person.id for person in people] for name, people in (classes or {}).items()},
        "annotators": {
            str(w.cast[name].id): [person.id for person in people] for name, people in (annotators or {}).items()
        },
    }
    answer = change(w, reviewer_mapping=mapping)
    assert answer.status_code == 200, answer.text


def reviews_of(db: Any, task_id: int) -> list[tuple[int | None, str, set[str]]]:
    """The reviews of a task in their order: who holds each, its state, the instances in it."""
    found = db.execute(
        "select w.id, w.holder_id, w.state, array_agg(i.key) from work_item w"
        " join review_item r on r.work_item_id = w.id"
        " join instance i on i.id = r.instance_id where w.task_id = %s and w.kind = 'review'"
        " group by w.id order by w.id",
        (task_id,),
    ).fetchall()
    return [(row[1], row[2], set(row[3])) for row in found]


def notices(person: Any) -> list[Any]:
    found = person.client.get("/api/notifications/").json()["results"]
    return [(entry["actor"]["id"], entry["project"]["id"]) for entry in found if entry["kind"] == "reviewer_missing"]


def test_the_class_beats_the_annotator_and_what_is_not_mapped_waits_for_everybody(
    build: Any, db: Any, cast: Any
) -> None:
    """T8, MQA 41, 42."""
    w = build(tasks=2)
    to_map(w, {"Person": [cast.rev1]}, {"ann1": [cast.rev2]})
    w.submit(cast.ann1, w.task_ids[0], TWO)
    assert reviews_of(db, w.task_ids[0]) == [(cast.rev1.id, "held", {"a"}), (cast.rev2.id, "held", {"b"})]
    assert w.next_review(cast.expert).status_code == 404
    batch = batch_of(w, cast.rev1)
    assert [item["key"] for item in batch["items"] if item["work_item_id"] == batch["reservation"]["work_item"]] == [
        "a"
    ]
    send(w, cast.rev1, batch, {"a": True})
    send(w, cast.rev2, batch_of(w, cast.rev2), {"b": True})
    assert w.task(w.task_ids[0])["status"] == "completed"

    w.submit(cast.ann2, w.task_ids[1], [span("c", 0, 4), span("d", 5, 9, "Place")])
    assert reviews_of(db, w.task_ids[1]) == [(cast.rev1.id, "held", {"c"}), (None, "open", {"d"})]
    send(w, cast.expert, batch_of(w, cast.expert), {"d": True})


def test_a_class_leaves_the_reviews_that_hold_some_of_it(build: Any, db: Any, cast: Any) -> None:
    """MQA 23: a filter is the list that one works through; other reviews of the same task are not on it."""
    w = build(tasks=1, review_settings={"max_instances_per_review": 1})
    w.submit(cast.ann1, w.task_ids[0], TWO)
    path = f"/api/projects/{w.project_id}/queue/"
    rows = cast.manager.client.get(path, params={"kind": "review"}).json()["rows"]
    for name, row in zip(("Person", "Place"), rows, strict=True):
        wanted = f'{{"class": "{name}"}}'
        found = cast.manager.client.get(path, params={"kind": "review", "class": name}).json()["rows"]
        assert [each["work_item"] for each in found] == [row["work_item"]]
        count = cast.manager.client.get(f"{path}count/", params={"filter": wanted}).json()
        assert count == {"rows": 1}
    start = {"kind": "review", "filter": {"class": "Place"}}
    assert cast.rev1.client.post(f"{path}start/", json=start).json()["work_item"] == rows[1]["work_item"]
    assert cast.rev1.client.post(f"{path}start/", json=start).status_code == 404
    assert (
        w.next_review(cast.rev1, filter='{"class": "Place"}').json()["reservation"]["work_item"]
        == (rows[1]["work_item"])
    )
    found = w.next_review(cast.rev1, filter='{"class": "Person"}').json()
    assert found["reservation"]["work_item"] == rows[0]["work_item"], "not what is in hand"


def test_the_draw_can_be_made_again_from_its_seed(build: Any, db: Any, cast: Any) -> None:
    """MQA 40."""
    from assay.reviews.rules.partition import draw

    w = build(tasks=6)
    to_map(w, {"Person": [cast.rev1, cast.rev2]})
    for task_id in w.task_ids:
        w.submit(cast.ann1, task_id, [span("a", 0, 4), span("b", 5, 9)])
    found = db.execute(
        "select holder_id, drawn_from, draw_seed from work_item where project_id = %s and kind = 'review'",
        (w.project_id,),
    ).fetchall()
    assert len(found) == 6, "one reviewer for each submission"
    for holder, pool, seed in found:
        assert set(pool) == {cast.rev1.id, cast.rev2.id}
        assert holder == draw(frozenset(pool), seed)


def test_one_reviewer_gets_all_of_a_submission(build: Any, db: Any, cast: Any) -> None:
    """T9, A.21 U7: who is in every mapped pool; where nobody is, the mapping wins."""
    w = build(tasks=3, review_settings={"max_instances_per_review": 1})
    w.submit(cast.ann1, w.task_ids[0], TWO)
    assert [keys for _, _, keys in reviews_of(db, w.task_ids[0])] == [{"a"}, {"b"}], "off: several reviews"
    assert change(w, one_reviewer_per_submission=True).status_code == 200
    to_map(w, {"Person": [cast.rev1, cast.rev2], "Place": [cast.rev2, cast.expert]})
    w.submit(cast.ann1, w.task_ids[1], TWO)
    assert reviews_of(db, w.task_ids[1]) == [(cast.rev2.id, "held", {"a", "b"})]
    to_map(w, {"Person": [cast.rev1], "Place": [cast.rev2]})
    w.submit(cast.ann1, w.task_ids[2], TWO)
    assert {holder for holder, _, _ in reviews_of(db, w.task_ids[2])} == {cast.rev1.id, cast.rev2.id}


def test_who_is_gone_is_passed_over_and_those_in_charge_are_told_once(build: Any, db: Any, cast: Any) -> None:
    """MQA 43, A.21 U8."""
    w = build(tasks=4)
    to_map(w, {"Person": [cast.rev1]}, {"ann1": [cast.rev2]})
    paused = cast.manager.client.post(
        f"/api/projects/{w.project_id}/members/{cast.rev1.id}/pauses/", json={"reason": "MANUAL"}
    )
    assert paused.status_code in (200, 201), paused.text
    for task_id in w.task_ids[:2]:
        w.submit(cast.ann1, task_id, [span("a", 0, 4)])
        assert reviews_of(db, task_id) == [(cast.rev2.id, "held", {"a"})], "the annotator's"
    assert notices(cast.manager) == [(cast.rev1.id, w.project_id)], "once, not for each submission"
    gone = cast.manager.client.delete(f"/api/projects/{w.project_id}/members/", params={"user": cast.rev2.id})
    assert gone.status_code == 204
    w.submit(cast.ann1, w.task_ids[2], [span("a", 0, 4)])
    assert reviews_of(db, w.task_ids[2]) == [(None, "open", {"a"})], "nobody is left: everybody"
    assert sorted(notices(cast.manager)) == sorted([(cast.rev1.id, w.project_id), (cast.rev2.id, w.project_id)])


def test_those_in_charge_are_told_anew_of_a_mapping_that_was_saved_again(build: Any, cast: Any) -> None:
    w = build(tasks=3)
    to_map(w, {"Person": [cast.rev1]})
    cast.manager.client.post(f"/api/projects/{w.project_id}/members/{cast.rev1.id}/pauses/", json={"reason": "MANUAL"})
    w.submit(cast.ann1, w.task_ids[0], [span("a", 0, 4)])
    assert change(w, sampling_rate=0.9).status_code == 200
    w.submit(cast.ann1, w.task_ids[1], [span("a", 0, 4)])
    assert len(notices(cast.manager)) == 1, "another setting is no other mapping"
    to_map(w, {"Person": [cast.rev1], "Place": [cast.rev2]})
    assert change(w, sampling_rate=1.0).status_code == 200
    w.submit(cast.ann1, w.task_ids[2], [span("a", 0, 4)])
    assert len(notices(cast.manager)) == 2


def test_added_reviews_are_for_everybody_also_where_classes_are_mapped(build: Any, db: Any, cast: Any) -> None:
    """MQA 72: what is drawn for somebody follows a submission; a further review is asked for by hand."""
    w = build(tasks=1)
    to_map(w, {"Person": [cast.rev1], "Place": [cast.rev2]})
    w.submit(cast.ann1, w.task_ids[0], TWO)
    send(w, cast.rev1, batch_of(w, cast.rev1), {"a": True})
    send(w, cast.rev2, batch_of(w, cast.rev2), {"b": True})
    body = {"tasks": w.task_ids, "scope": "approved", "exclude_earlier_reviewers": True}
    added = cast.manager.client.post(f"/api/projects/{w.project_id}/add-reviews/", json=body)
    assert added.status_code in (200, 201), added.text
    waiting = [(holder, keys) for holder, state, keys in reviews_of(db, w.task_ids[0]) if state != "done"]
    assert waiting == [(None, {"a"}), (None, {"b"})]
    batch = batch_of(w, cast.rev1)
    mine = [item["key"] for item in batch["items"] if item["work_item_id"] == batch["reservation"]["work_item"]]
    assert mine == ["b"], "a reviewer gets what they did not judge before, whoever it was mapped to"
    send(w, cast.rev1, batch, {"b": True})
    send(w, cast.rev2, batch_of(w, cast.rev2), {"a": True})
    assert w.task(w.task_ids[0])["status"] == "completed"


@pytest.mark.parametrize("how", ["removed", "deactivated", "paused", "demoted"])
def test_what_was_drawn_for_somebody_goes_on_when_they_cannot_do_it(build: Any, db: Any, cast: Any, how: str) -> None:
    """A.21 U8: to another of the pool, else by the next rule; never does work wait for somebody who is gone."""
    w = build(tasks=2)
    to_map(w, {"Person": [cast.rev1], "Place": [cast.rev1, cast.rev2]}, {"ann1": [cast.expert]})
    w.submit(cast.ann1, w.task_ids[0], [span("a", 0, 4)])
    holders = [holder for holder, _, _ in reviews_of(db, w.task_ids[0])]
    assert holders == [cast.rev1.id]
    manager, project = cast.manager.client, f"/api/projects/{w.project_id}"
    if how == "removed":
        answer = manager.delete(f"{project}/members/", params={"user": cast.rev1.id})
    elif how == "deactivated":
        url = f"/api/organizations/{cast.organization_id}/memberships"
        answer = cast.owner.client.patch(url, json={"user_id": cast.rev1.id, "role": "DI"})
    elif how == "paused":
        answer = manager.post(f"{project}/members/{cast.rev1.id}/pauses/", json={"reason": "MANUAL"})
    else:
        role = {"project": w.project_id, "user": cast.rev1.id, "role": "AN"}
        answer = manager.post("/api/projects/roles/", json=role)
    assert answer.status_code < 300, answer.text
    assert reviews_of(db, w.task_ids[0]) == [(cast.expert.id, "held", {"a"})]
    w.submit(cast.ann1, w.task_ids[1], [span("b", 0, 4, "Place")])
    assert reviews_of(db, w.task_ids[1]) == [(cast.rev2.id, "held", {"b"})]


def test_nobody_reviews_their_own_work_unless_the_project_allows_it(build: Any, db: Any, cast: Any) -> None:
    """A.21 U19: neither from the queue, nor by a mapping, nor by opening it."""
    w = build(tasks=3)
    join_project(db, w.project_id, cast.manager)
    db.commit()
    to_map(w, {"Place": [cast.manager]})
    mine = w.submit(cast.manager, w.task_ids[0], TWO).json()
    assert [holder for holder, _, _ in reviews_of(db, w.task_ids[0])] == [None], "the author is not drawn"
    assert w.next_review(cast.manager).status_code == 404
    opened = cast.manager.client.get(f"/api/projects/{w.project_id}/next-review/", params={"annotation": mine["id"]})
    assert opened.status_code == 403
    report = {"annotation": mine["id"], "text": "Something is missing"}
    assert cast.manager.client.post(f"/api/tasks/{w.task_ids[0]}/missing-labels/", json=report).status_code == 403

    assert change(w, allow_self_review=True).status_code == 200
    batch = batch_of(w, cast.manager)
    send(w, cast.manager, batch, {"a": True, "b": True})
    assert w.task(w.task_ids[0])["status"] == "completed"
    w.submit(cast.manager, w.task_ids[1], TWO)
    assert (cast.manager.id, "held", {"b"}) in reviews_of(db, w.task_ids[1]), "and drawn"


def test_what_comes_back_goes_to_who_judged_it_before(build: Any, db: Any, cast: Any) -> None:
    """A.21 U22."""
    w = build(tasks=1)
    annotation = w.submit(cast.ann1, w.task_ids[0], TWO).json()
    send(w, cast.rev2, batch_of(w, cast.rev2), {"a": True, "b": False})
    resubmit(w, annotation["id"], [TWO[0], span("b", 5, 8, "Place")])
    assert w.next_review(cast.rev1).status_code == 404
    assert reviews_of(db, w.task_ids[0])[-1] == (cast.rev2.id, "held", {"b"})
    send(w, cast.rev2, batch_of(w, cast.rev2), {"b": False})
    cast.manager.client.post(f"/api/projects/{w.project_id}/members/{cast.rev2.id}/pauses/", json={"reason": "MANUAL"})
    resubmit(w, annotation["id"], [TWO[0], span("b", 5, 7, "Place")])
    assert reviews_of(db, w.task_ids[0])[-1] == (None, "open", {"b"})
    send(w, cast.rev1, batch_of(w, cast.rev1), {"b": True})


def resubmit(w: Any, annotation_id: int, result: Any) -> None:
    client = w.cast.ann1.client
    for issue in client.get(f"/api/tasks/{w.task_ids[0]}/issues/").json():
        client.post(f"/api/issues/{issue['id']}/resolve/")
    answer = client.patch(f"/api/annotations/{annotation_id}/", json={"result": result})
    assert answer.status_code == 200, answer.text


def test_a_review_ends_when_its_author_takes_away_all_that_waited_in_it(db: Any, cast: Any) -> None:
    w = world.build(db, cast, tasks=1, config=ENTITIES, review_unit="instance")
    to_map(w, {"Person": [cast.rev1], "Place": [cast.rev2]})
    annotation = w.submit(cast.ann1, w.task_ids[0], TWO).json()
    cast.ann1.client.patch(f"/api/annotations/{annotation['id']}/", json={"result": TWO[:1]})
    assert reviews_of(db, w.task_ids[0]) == [(cast.rev1.id, "held", {"a"})]
    assert w.next_review(cast.rev2).status_code == 404


def test_annotators_are_mapped_where_whole_annotations_are_judged(db: Any, cast: Any) -> None:
    w = world.build(db, cast, tasks=2)
    to_map(w, annotators={"ann1": [cast.rev2]})
    mine = w.submit(cast.ann1, w.task_ids[0]).json()
    w.submit(cast.ann2, w.task_ids[1])
    holders = db.execute(
        "select holder_id from work_item where project_id = %s and kind = 'review' order by task_id", (w.project_id,)
    ).fetchall()
    assert holders == [(cast.rev2.id,), (None,)]
    assert batch_of(w, cast.rev1)["task"]["id"] == w.task_ids[1]
    assert batch_of(w, cast.rev2)["task"]["id"] == w.task_ids[0]
    assert w.review(cast.rev1, mine["id"], True).status_code == 409, "it is reserved by the mapped reviewer"
    assert w.review(cast.rev2, mine["id"], True).status_code == 201
    refused = change(w, reviewer_mapping={"enabled": True, "classes": {"Positive": [cast.rev1.id]}})
    assert refused.status_code == 400


def test_a_mapped_review_waits_until_its_task_is_finished(db: Any, cast: Any) -> None:
    w = world.build(db, cast, tasks=1, maximum_annotations=2, review_settings={"only_finished_tasks": True})
    to_map(w, annotators={"ann1": [cast.rev2]})
    w.submit(cast.ann1, w.task_ids[0])
    assert w.next_review(cast.rev2).status_code == 404
    w.submit(cast.ann2, w.task_ids[0])
    assert w.next_review(cast.rev2).status_code == 200
    states = db.execute(
        "select holder_id, state from work_item where project_id = %s and kind = 'review' order by id", (w.project_id,)
    ).fetchall()
    assert (cast.rev2.id, "held") in states


def test_people_who_were_asked_by_name_come_before_the_mapping(build: Any, db: Any, cast: Any) -> None:
    w = build(tasks=1)
    to_map(w, {"Person": [cast.rev1]})
    named = cast.manager.client.post(
        f"/api/projects/{w.project_id}/tasks/assignees/",
        json={"type": "RE", "users": [cast.rev2.id], "selectedItems": {"all": False, "included": w.task_ids}},
    )
    assert named.status_code < 300, named.text
    w.submit(cast.ann1, w.task_ids[0], [span("a", 0, 4)])
    assert w.next_review(cast.rev2).status_code == 200


def test_imported_work_is_mapped_as_if_it_had_been_handed_in(build: Any, db: Any, cast: Any) -> None:
    w = build(tasks=1)
    to_map(w, {"Person": [cast.rev1], "Place": [cast.rev2]})
    tasks = [{"data": {"text": "x" * 60}, "annotations": [{"result": TWO}]}]
    answer = cast.manager.client.post(f"/api/projects/{w.project_id}/import", json=tasks)
    assert answer.status_code in (200, 201), answer.text
    task_id = max(row[0] for row in db.execute("select id from task where project_id = %s", (w.project_id,)).fetchall())
    assert {(holder, frozenset(keys)) for holder, _, keys in reviews_of(db, task_id)} == {
        (cast.rev1.id, frozenset({"a"})),
        (cast.rev2.id, frozenset({"b"})),
    }


def test_reviews_come_in_the_order_in_which_they_entered(build: Any, cast: Any) -> None:
    """MQA 16: not in that of their tasks, where nothing else is said."""
    w = build(tasks=3)
    assert w.project()["review_settings"]["sampling"] == "queue_entry"
    for task_id in reversed(w.task_ids):
        w.submit(cast.ann1, task_id, [span("a", 0, 4)])
    seen = []
    for _ in w.task_ids:
        batch = batch_of(w, cast.rev1)
        seen.append(batch["task"]["id"])
        send(w, cast.rev1, batch, {"a": True})
    assert seen == w.task_ids[::-1]


def test_what_waits_for_a_person_is_what_they_may_take(build: Any, cast: Any) -> None:
    w = build(tasks=2)
    to_map(w, {"Person": [cast.rev1]})
    for task in w.task_ids:
        assert w.submit(cast.ann1, task, TWO).status_code == 201

    def waits_for(person: Any) -> Any:
        one = person.client.get(f"/api/projects/{w.project_id}/").json()
        [listed] = person.client.get("/api/projects/", params={"ids": w.project_id}).json()["results"]
        assert one["my"]["waiting_for_me"] == listed["my"]["waiting_for_me"]
        return one["my"]["waiting_for_me"]["review"]

    assert [waits_for(person) for person in (cast.rev1, cast.rev2, cast.ann1)] == [4, 2, None]
    assert w.next_review(cast.rev2).status_code == 200
    assert [waits_for(person) for person in (cast.rev1, cast.rev2)] == [3, 2]
