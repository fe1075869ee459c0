"""Hooks: what is sent, to whom, signed how, tried again when, and given up when."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from tests.cast import Cast, Person, join_project
from tests.exchange.receiving import Receiver, receiving
from tests.world import World, build, choice

from assay.access.rules.permissions import ProjectRole
from assay.exchange.webhooks import queries
from assay.exchange.webhooks.delivering import deliver
from assay.exchange.webhooks.rules.retrying import GIVEN_UP_AFTER, WAITS
from assay.kit.db import Connection, Database

Send = Callable[..., None]


@pytest.fixture
def w(db: Connection, cast: Cast) -> World:
    return build(db, cast)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as made:
        yield made


@pytest.fixture
def send(database: Database) -> Send:
    """Does what a worker would: sends everything that is due for a hook."""

    def sent(hook: dict[str, Any], *, allow_private: bool = True) -> None:
        while deliver(database, hook["id"], allow_private=allow_private):
            pass

    return sent


@pytest.fixture
def hook(w: World, receiver: Receiver) -> dict[str, Any]:
    """A hook of the project that hears of everything."""
    return made(w, receiver)


def made(w: World, receiver: Receiver, **more: Any) -> dict[str, Any]:
    body = {"url": receiver.url, "project": w.project_id, **more}
    answer = w.cast.manager.client.post("/api/webhooks/", json=body)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


def log(w: World, hook: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = w.cast.owner.client.get(f"/api/webhooks/{hook['id']}/deliveries/").json()
    return found


def test_an_annotation_is_told_with_its_task_and_project(
    w: World, receiver: Receiver, hook: dict[str, Any], send: Send
) -> None:
    annotation = w.submit(w.cast.ann1, w.task_ids[0]).json()["id"]
    send(hook)
    [said] = receiver.said
    assert said.keys() == {"action", "annotation", "task", "project"}
    assert said["action"] == "ANNOTATION_CREATED"
    assert (said["annotation"]["id"], said["annotation"]["completed_by"]) == (annotation, w.cast.ann1.id)
    assert said["annotation"]["result"] == choice()
    assert (said["task"]["id"], said["task"]["data"]["text"]) == (w.task_ids[0], w.task(w.task_ids[0])["data"]["text"])
    assert (said["project"]["id"], said["project"]["total_annotations_number"]) == (w.project_id, 1)
    assert "<Choices" in said["project"]["label_config"]
    [entry] = log(w, hook)
    assert (entry["status"], entry["response_status"], entry["response_start"]) == ("sent", 200, "thanks")
    assert entry["duration_ms"] is not None


def test_the_life_of_work_is_told_in_its_order(w: World, receiver: Receiver, hook: dict[str, Any], send: Send) -> None:
    manager, reviewer = w.cast.manager.client, w.cast.rev1.client
    first = w.submit(w.cast.ann1, w.task_ids[0]).json()["id"]
    w.cast.ann1.client.patch(f"/api/annotations/{first}/", json={"result": choice("Negative")})
    verdict = w.review(w.cast.rev1, first, True).json()["id"]
    reviewer.patch(f"/api/annotation-reviews/{verdict}/", json={"accepted": False, "reject_action": "requeue"})
    reviewer.delete(f"/api/annotation-reviews/{verdict}/")
    manager.delete(f"/api/annotations/{first}/")
    manager.patch(f"/api/projects/{w.project_id}/", json={"title": "Renamed"})
    send(hook)
    dropped = [entry["action"] for entry in reversed(log(w, hook)) if entry["status"] == "dropped"]
    assert dropped == ["ANNOTATION_CREATED", "ANNOTATION_UPDATED", "REVIEW_CREATED", "REVIEW_UPDATED"], "it is gone"
    assert receiver.actions() == ["REVIEWS_DELETED", "ANNOTATIONS_DELETED", "PROJECT_UPDATED"]
    deleted = receiver.said[-2]
    assert deleted["annotations"] == [{"id": first}]
    assert receiver.said[-1]["project"]["title"] == "Renamed"


def test_a_verdict_is_told_with_its_annotation(w: World, receiver: Receiver, hook: dict[str, Any], send: Send) -> None:
    annotation = w.submit(w.cast.ann1, w.task_ids[0]).json()["id"]
    send(hook)
    receiver.clear()
    verdict = w.review(w.cast.rev1, annotation, True, result=choice("Negative")).json()["id"]
    send(hook)
    assert sorted(receiver.actions()) == ["ANNOTATION_UPDATED", "REVIEW_CREATED"], "a fix is both (LSE 17.5)"
    said = next(one for one in receiver.said if one["action"] == "REVIEW_CREATED")
    assert said["review"]["id"] == verdict
    assert said["review"]["annotation"] == said["annotation"]["id"] == annotation
    assert said["task"]["id"] == w.task_ids[0]
    assert said["project"]["id"] == w.project_id


def test_a_skip_is_an_annotation_that_was_cancelled(
    w: World, receiver: Receiver, hook: dict[str, Any], send: Send
) -> None:
    w.submit(w.cast.ann1, w.task_ids[0], [], was_cancelled=True)
    send(hook)
    [said] = receiver.said
    assert (said["action"], said["annotation"]["was_cancelled"]) == ("ANNOTATION_CREATED", True)


def test_many_tasks_come_in_batches_and_their_end_with_ids_alone(
    w: World, receiver: Receiver, hook: dict[str, Any], send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assay.exchange.webhooks.outbox.MOST_TASKS", 2)
    manager = w.cast.manager.client
    texts = [{"text": f"New {number}"} for number in range(5)]
    made = manager.post(f"/api/projects/{w.project_id}/import", json=texts, params={"return_task_ids": True}).json()
    send(hook)
    assert receiver.actions() == ["TASKS_CREATED"] * 3
    assert [task["id"] for said in receiver.said for task in said["tasks"]] == made["task_ids"]
    assert [task["data"] for said in receiver.said for task in said["tasks"]] == texts
    receiver.clear()
    manager.delete(f"/api/tasks/{made['task_ids'][0]}/")
    send(hook)
    assert [(said["action"], said["tasks"]) for said in receiver.said] == [
        ("TASKS_DELETED", [{"id": made["task_ids"][0]}])
    ]


def test_our_own_messages_are_sent_to_who_names_them(w: World, receiver: Receiver, send: Send) -> None:
    named = made(
        w, receiver, send_for_all_actions=False,
        actions=["ASSAY_COMMENT_CREATED", "ASSAY_TASKS_ASSIGNED", "ASSAY_MEMBER_PAUSED", "ANNOTATION_DELETED"],
    )  # fmt: skip
    annotation = w.submit(w.cast.ann1, w.task_ids[0]).json()["id"]
    manager = w.cast.manager.client
    manager.post("/api/comments/", json={"annotation": annotation, "text": "Sure?"})
    manager.post(
        f"/api/projects/{w.project_id}/tasks/{w.task_ids[1]}/assignees", json={"type": "AN", "users": [w.cast.ann1.id]}
    )
    manager.post(f"/api/projects/{w.project_id}/members/{w.cast.ann2.id}/pauses/", json={"reason": "MANUAL"})
    manager.delete(f"/api/annotations/{annotation}/")
    send(named)
    assert receiver.actions() == ["ASSAY_TASKS_ASSIGNED", "ASSAY_MEMBER_PAUSED", "ANNOTATION_DELETED"], (
        "the comment is gone with its annotation before it could be sent"
    )
    assigned, paused, deleted = receiver.said
    assert (assigned["assignment"]["users"], assigned["assignment"]["tasks"]) == ([w.cast.ann1.id], [w.task_ids[1]])
    assert paused["pause"]["user"] == w.cast.ann2.id
    assert deleted["annotation"] == {"id": annotation}
    dropped = [entry for entry in log(w, named) if entry["status"] == "dropped"]
    assert [(entry["action"], entry["attempts"]) for entry in dropped] == [("ASSAY_COMMENT_CREATED", 0)]


def test_labels_that_are_offered_are_told(w: World, receiver: Receiver, hook: dict[str, Any], send: Send) -> None:
    place = {"project": w.project_id, "from_name": "sentiment"}
    body = [{**place, "title": word, "value": [word]} for word in ("Mixed", "Unclear")]
    labels = w.cast.manager.client.post("/api/labels", json=body).json()
    send(hook)
    [made_now] = receiver.said
    assert made_now["action"] == "LABEL_LINK_CREATED"
    assert [link["label"] for link in made_now["label_link"]] == [label["id"] for label in labels]
    assert [label["title"] for label in made_now["label"]] == ["Mixed", "Unclear"]
    assert made_now["project"]["id"] == w.project_id
    receiver.clear()
    w.cast.manager.client.patch(f"/api/labels/{labels[0]['id']}", json={"title": "Both"})
    w.cast.manager.client.delete(f"/api/label_links/{labels[1]['links'][0]}")
    send(hook)
    changed, gone = receiver.said
    assert (changed["action"], changed["label"]["title"]) == ("LABEL_LINK_UPDATED", "Both")
    assert (gone["action"], gone["label_link"]) == ("LABEL_LINK_DELETED", [{"id": labels[1]["links"][0]}])


def test_a_hook_without_payload_says_the_action_alone(w: World, receiver: Receiver, send: Send) -> None:
    hook = made(w, receiver, send_payload=False, headers={"X-Key": "secret"})
    w.submit(w.cast.ann1, w.task_ids[0])
    send(hook)
    assert receiver.said == [{"action": "ANNOTATION_CREATED"}]
    assert receiver.seen[0]["x-key"] == "secret"


def test_a_message_is_signed(w: World, receiver: Receiver, hook: dict[str, Any], send: Send) -> None:
    w.cast.manager.client.post(f"/api/webhooks/{hook['id']}/test/")
    send(hook)
    seen, body = receiver.seen[0], receiver.bodies[0]
    key = base64.b64decode(hook["secret"].removeprefix("whsec_"))
    signed = f"{seen['webhook-id']}.{seen['webhook-timestamp']}.".encode() + body
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert seen["webhook-signature"] == f"v1,{expected}"
    assert receiver.actions() == ["ASSAY_TEST"]
    renewed = w.cast.manager.client.post(f"/api/webhooks/{hook['id']}/renew-secret/").json()
    assert renewed["secret"] != hook["secret"]


def test_hooks_of_the_organization_hear_of_every_project(cast: Cast, receiver: Receiver, send: Send) -> None:
    refused = cast.manager.client.post("/api/webhooks/", json={"url": receiver.url})
    assert refused.status_code == 403
    hook = cast.owner.client.post("/api/webhooks/", json={"url": receiver.url}).json()
    assert hook["project"] is None
    project = cast.manager.client.post("/api/projects/", json={"title": "Letters"}).json()["id"]
    cast.manager.client.delete(f"/api/projects/{project}/")
    send(hook)
    actions = receiver.actions()
    assert (actions[0], actions[-1]) == ("PROJECT_CREATED", "PROJECT_DELETED")
    assert receiver.said[-1]["project"] == {"id": project}
    assert cast.manager.client.get(f"/api/webhooks/{hook['id']}/").status_code == 403
    assert hook["id"] not in [one["id"] for one in cast.manager.client.get("/api/webhooks/").json()]


def test_others_do_not_see_a_hook(w: World, hook: dict[str, Any]) -> None:
    path = f"/api/webhooks/{hook['id']}/"
    assert w.cast.outsider.client.get(path).status_code == 404
    assert w.cast.ann1.client.get(path).status_code == 403
    assert w.cast.manager.client.get(path).json() == hook
    found = w.cast.manager.client.get("/api/webhooks/", params={"project": w.project_id}).json()
    assert [one["id"] for one in found] == [hook["id"]]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"url": "ftp://example.org"}, "url"),
        ({"url": "https://me:pass@example.org/"}, "url"),
        ({"url": ""}, "url"),
        ({"url": "https://example.org", "headers": {f"X-{n}": "v" for n in range(11)}}, "headers"),
        ({"url": "https://example.org", "headers": {"X Y": "v"}}, "headers.X Y"),
        ({"url": "https://example.org", "headers": {"X": "a\nb"}}, "headers.X"),
        ({"url": "https://example.org", "headers": {"Content-Length": "3"}}, "headers.Content-Length"),
        ({"url": "https://example.org", "actions": ["NOTHING"]}, "actions"),
        ({"url": "https://example.org", "actions": ["PROJECT_CREATED"]}, "actions"),
    ],
)
def test_what_no_hook_can_be_is_refused_by_name(w: World, given: dict[str, Any], field: str) -> None:
    answer = w.cast.manager.client.post("/api/webhooks/", json={"project": w.project_id, **given})
    assert answer.status_code == 400
    assert answer.json()["problems"][0]["field"] == field


def test_private_networks_are_not_reached(w: World, receiver: Receiver, hook: dict[str, Any], send: Send) -> None:
    w.submit(w.cast.ann1, w.task_ids[0])
    send(hook, allow_private=False)
    assert receiver.bodies == []
    [entry] = log(w, hook)
    assert "private network" in entry["error"]
    assert (entry["status"], entry["attempts"], entry["response_status"]) == ("waiting", 1, None)


def test_redirects_are_not_followed(w: World, receiver: Receiver, hook: dict[str, Any], send: Send) -> None:
    receiver.status, receiver.headers = 307, {"Location": receiver.url + "/other"}
    w.submit(w.cast.ann1, w.task_ids[0])
    send(hook)
    assert len(receiver.bodies) == 1
    assert "redirects are not followed" in log(w, hook)[0]["error"]


def test_what_fails_is_tried_again_and_others_go_on(
    w: World, db: Connection, receiver: Receiver, hook: dict[str, Any], send: Send
) -> None:
    receiver.status, receiver.answer = 500, b"\x00broken"
    w.submit(w.cast.ann1, w.task_ids[0])
    send(hook)
    [entry] = log(w, hook)
    assert (entry["status"], entry["attempts"], entry["response_start"]) == ("waiting", 1, "broken")
    assert entry["due_at"] > entry["attempted_at"]
    receiver.status = 200
    w.submit(w.cast.ann1, w.task_ids[1])
    send(hook)
    assert [one["status"] for one in log(w, hook)] == ["sent", "waiting"], "one bad message does not hold up the others"
    for _ in WAITS:
        receiver.status = 503
        db.execute("update webhook_delivery set due_at = now() where webhook_id = %s", (hook["id"],))
        db.commit()
        send(hook)
    first = log(w, hook)[-1]
    assert (first["status"], first["attempts"]) == ("failed", len(WAITS) + 1)
    receiver.status = 200
    answer = w.cast.manager.client.post(f"/api/webhooks/{hook['id']}/deliveries/{first['id']}/resend/")
    assert answer.status_code == 201
    send(hook)
    assert (log(w, hook)[0]["status"], log(w, hook)[0]["subject"]) == ("sent", first["subject"])
    assert w.cast.manager.client.get(f"/api/webhooks/{hook['id']}/").json()["consecutive_failures"] == 0


def test_where_nobody_answers_the_rest_waits(w: World, db: Connection, receiver: Receiver, send: Send) -> None:
    hook = made(w, receiver, url="http://127.0.0.1:9/hook")
    w.submit(w.cast.ann1, w.task_ids[0])
    w.submit(w.cast.ann1, w.task_ids[1])
    send(hook)
    assert [one["attempts"] for one in log(w, hook)] == [0, 1]
    send(hook)
    assert [one["attempts"] for one in log(w, hook)] == [0, 1], "the address is left alone for a while"
    assert hook["id"] not in queries.due(db)


def test_an_address_that_always_fails_is_given_up(
    w: World, db: Connection, receiver: Receiver, hook: dict[str, Any], send: Send
) -> None:
    receiver.status = 410
    db.execute("update webhook set consecutive_failures = %s where id = %s", (GIVEN_UP_AFTER - 1, hook["id"]))
    db.commit()
    w.submit(w.cast.ann1, w.task_ids[0])
    w.submit(w.cast.ann1, w.task_ids[1])
    send(hook)
    path, client = f"/api/webhooks/{hook['id']}/", w.cast.manager.client
    found = client.get(path).json()
    assert (found["is_active"], found["consecutive_failures"]) == (False, GIVEN_UP_AFTER)
    assert found["switched_off_at"] is not None
    assert {one["status"] for one in log(w, hook)} == {"dropped"}
    for who in ("owner", "administrator", "manager"):
        told = w.cast[who].client.get("/api/notifications/").json()["results"][0]
        assert (told["kind"], told["webhook"], told["project"]["id"]) == ("webhook_off", receiver.url, w.project_id)
    others = w.cast.ann1.client.get("/api/notifications/").json()["results"]
    assert "webhook_off" not in [found["kind"] for found in others]
    w.submit(w.cast.ann1, w.task_ids[2])
    assert len(log(w, hook)) == 2, "nothing is kept for a hook that is off"
    assert client.post(path + "test/").json()["code"] == "switched_off"
    back = client.patch(path, json={"is_active": True}).json()
    assert (back["is_active"], back["consecutive_failures"], back["switched_off_at"]) == (True, 0, None)


def test_who_is_admin_of_that_project_alone_is_told_that_an_address_is_given_up(
    cast: Cast, db: Connection, receiver: Receiver, send: Send
) -> None:
    project_id = cast.owner.client.post("/api/projects/", json={"title": "Streets", "preset": "manual_qa"}).json()["id"]
    db.execute("update project set is_published = true where id = %s", (project_id,))
    join_project(db, project_id, cast.ann1, role=ProjectRole.ADMIN)
    join_project(db, project_id, cast.ann2, role=ProjectRole.TEAM_MANAGER)
    db.commit()
    made = cast.ann1.client.post("/api/webhooks/", json={"url": receiver.url, "project": project_id}).json()
    receiver.status = 410
    db.execute("update webhook set consecutive_failures = %s where id = %s", (GIVEN_UP_AFTER - 1, made["id"]))
    db.commit()
    assert cast.ann1.client.post(f"/api/webhooks/{made['id']}/test/").status_code == 201
    send(made)

    def told(person: Person) -> list[str]:
        return [one["kind"] for one in person.client.get("/api/notifications/").json()["results"]]

    assert "webhook_off" in told(cast.ann1)
    assert "webhook_off" not in told(cast.ann2), "a team manager cannot mend it"


def test_a_message_that_cannot_be_written_holds_up_no_other(
    w: World, receiver: Receiver, hook: dict[str, Any], send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assay.exchange.webhooks.messages._with_task", lambda *_: {}["nothing"])
    w.submit(w.cast.ann1, w.task_ids[0])
    w.cast.manager.client.patch(f"/api/projects/{w.project_id}/", json={"title": "Renamed"})
    send(hook)
    assert receiver.actions() == ["PROJECT_UPDATED"]
    assert [one["status"] for one in log(w, hook)] == ["sent", "failed"]


def test_what_is_rolled_back_is_not_told(w: World, receiver: Receiver, hook: dict[str, Any], send: Send) -> None:
    assert w.submit(w.cast.ann1, w.task_ids[0], choice("Sideways")).status_code == 400
    send(hook)
    assert log(w, hook) == []


def test_the_actions_are_listed(cast: Cast) -> None:
    found = cast.manager.client.get("/api/webhooks/info/").json()
    assert found["PROJECT_CREATED"]["organization-only"] is True
    assert found["ANNOTATIONS_CREATED"]["key"] == "annotation"
    assert found["ASSAY_MEMBER_PAUSED"]["assay"] is True
    some = cast.manager.client.get("/api/webhooks/info/", params={"organization-only": False}).json()
    assert "PROJECT_CREATED" not in some
    assert "PROJECT_UPDATED" in some
