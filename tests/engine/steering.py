"""What those in charge do in a project of manual QA, and what must hold of it: T5, T11, T14, T16, T17."""

from __future__ import annotations

from typing import Any

from tests.engine.play import ANNOTATORS, REVIEWERS, Act, Play

LEADER = "manager"


def assign(play: Play) -> None:
    """T5: assigning what somebody holds fails and changes nothing."""
    before, user = play.seen, play.pick([*ANNOTATORS, *REVIEWERS])
    tasks = play.some(list(before.tasks.values()))
    items = play.some(before.reviews(), 2) if play.chance(0.5) else []
    if play.chance(0.3):
        tasks = []
    if not tasks and not items:
        return
    body = {"user": play.id(user), "tasks": [t["id"] for t in tasks], "work_items": [w["id"] for w in items]}
    status, _ = play.send(LEADER, "POST", play.project("queue/assign/"), body)
    slots = [before.slot(task["id"]) for task in tasks]
    held = [w for w in [*slots, *items] if w is not None and w["state"] == "held" and w["reserved_until"] is None]
    if held:
        assert status >= 400, f"T5: {[w['id'] for w in held]} was held"
    if status >= 400:
        play.unchanged(before, "T5")


def assign_by_filter(play: Play) -> None:
    """All that a filter leaves and that is free; what is held stays where it is."""
    before, user = play.seen, play.pick([*ANNOTATORS, *REVIEWERS])
    wanted = play.pick([{"kind": "annotate"}, {"status": ["returned"]}, {"search": "fly"}, {"kind": "review"}])
    status, _ = play.send(LEADER, "POST", play.project("queue/assign/"), {"user": play.id(user), "filter": wanted})
    if status >= 400:
        play.unchanged(before, "T5")
        return
    now = {w["id"]: w["holder_id"] for w in play.seen.work if w["state"] == "held"}
    for work in before.work:
        if work["state"] == "held" and work["reserved_until"] is None:
            assert now.get(work["id"]) == work["holder_id"], "T5: it was held"


def release(play: Play) -> None:
    """T16: a returned task that is released is returned; T2: with its place."""
    before = play.seen
    held = [w for w in before.work if w["state"] == "held"]
    chosen = play.some(held)
    if not chosen:
        return
    body = {
        "tasks": sorted({w["task_id"] for w in chosen if w["kind"] == "annotate"}),
        "work_items": [w["id"] for w in chosen if w["kind"] != "annotate"],
    }
    who = LEADER if play.chance(0.8) else play.pick([*ANNOTATORS, *REVIEWERS])
    status, _ = play.send(who, "POST", play.project("queue/release/"), body)
    if status >= 400:
        play.unchanged(before, "a release was refused")
        return
    for work in chosen:
        if work["kind"] == "annotate":
            was, now = before.tasks[work["task_id"]], play.seen.tasks[work["task_id"]]
            expected = "returned" if was["status"] == "returned" else "queued"
            if not play.is_managed:
                expected = was["status"]
            assert now["status"] == expected, f"T16: {was['status']} became {now['status']}"
            assert now["queue_open"], "it is free"
            assert now["queue_key"] == was["queue_key"], "T2: a release keeps the place"


def reopen(play: Play) -> None:
    before = play.seen
    tasks = play.some(list(before.tasks))
    status = play.pick(["in_review", "completed"])
    if by_filter := play.chance(0.2):
        tasks = [task["id"] for task in before.tasks.values() if task["status"] == status]
    which: dict[str, Any] = {"filter": {"status": [status]}} if by_filter else {"tasks": tasks}
    holder = play.pick(["submitter", "submitter", "nobody", play.id(play.pick(ANNOTATORS))])
    body = {**which, "holder": holder, "comment": play.pick(["", "Once more"])}
    answer, _ = play.send(LEADER, "POST", play.project("reopen/"), body)
    if answer >= 400:
        play.unchanged(before, "reopening was refused")
        return
    for task_id in tasks:
        if play.is_managed and before.tasks[task_id]["status"] in ("in_review", "completed"):
            assert play.seen.tasks[task_id]["status"] == "returned", "a reopened task is returned"
    for item_id, was in before.items.items():
        now = play.seen.items[item_id]
        assert was["rejections"] == now["rejections"], "U18: rejections are counted on"
        if was["state"] != "pending":
            assert was["state"] == now["state"], "verdicts stay"


def add_reviews(play: Play) -> None:
    before = play.seen
    which = {"tasks": play.some(list(before.tasks))} if play.chance(0.8) else {"filter": {"search": "fly"}}
    body = {
        **which,
        "scope": play.pick(["all", "approved", "not_selected"]),
        "sample_size": play.pick([None, None, 1, 3]),
        "exclude_earlier_reviewers": play.chance(0.4),
        "preview": play.chance(0.2),
    }
    status, answer = play.send(LEADER, "POST", play.project("add-reviews/"), body)
    if status >= 400 or body["preview"]:
        play.unchanged(before, "a preview or a refusal")
        return
    again = [i for i in play.seen.items.values() if i != before.items[i["id"]]]
    assert all(before.items[item["id"]]["state"] in ("accepted", "not_selected") for item in again)
    assert len(again) == answer["result"].get("made", 0), "as many as it says"


def beside(play: Play) -> None:
    """A manager changes work beside the queue: with the revision that they saw, or refused."""
    annotation = play.pick([a for a in play.seen.annotations.values() if not a["was_cancelled"]])
    if annotation is None:
        return
    result = [entry for entry in play.result_of(annotation["id"]) if play.chance(0.9)]
    body: dict[str, Any] = {"result": result}
    if play.chance(0.8):
        body["revision"] = annotation["revision"]
    before = play.seen
    status, _ = play.send(LEADER, "PATCH", f"/api/annotations/{annotation['id']}/", body)
    if status >= 400:
        play.unchanged(before, "a change was refused")


def move(play: Play) -> None:
    """A task is sent to review, or closed, by hand."""
    name, state = play.pick([("send_to_review", "not_selected"), ("complete", "pending")])
    fitting = [item["task_id"] for item in play.seen.items.values() if item["state"] == state]
    task = play.pick(fitting if fitting and play.chance(0.8) else list(play.seen.tasks))
    play.send(LEADER, "POST", f"/api/fsm/entities/task/{task}/transition/", {"transition_name": name})


def copy(play: Play) -> None:
    """T14: every task of a copy is queued, and nobody has it."""
    wish = {"datasets": play.pick(["attach", "clone"]), "labels": {"states": play.some(["approved", "rejected"])}}
    before = play.seen
    status, answer = play.send("owner", "POST", play.project("copy/"), wish)
    play.unchanged(before, "a copy was made")
    if status == 201 and answer["status"] == "done":
        tasks = play.look_at(answer["project"])
        assert {task["status"] for task in tasks.tasks.values()} <= {"queued"}, "T14"
        assert not tasks.work, "T14: nobody holds any"


ACTS: list[tuple[int, Act]] = [
    (6, assign),
    (2, assign_by_filter),
    (6, release),
    (3, reopen),
    (4, add_reviews),
    (2, beside),
    (1, move),
]
