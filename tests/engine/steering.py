"""What those in charge do in a project of manual QA, and what must hold of it: T5, T11, T14, T16, T17."""

from __future__ import annotations

from typing import Any

from tests.engine.play import ANNOTATORS, CLASSES, REVIEWERS, Act, Play

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
            assert now["status"] == expected, f"T16: {was['status']} became {now['status']}"
            assert now["queue_open"], "it is free"
            assert now["queue_key"] == was["queue_key"], "T2: a release keeps the place"


def reopen(play: Play) -> None:
    before = play.seen
    tasks = play.some(list(before.tasks))
    holder = play.pick(["submitter", "submitter", "nobody", play.id(play.pick(ANNOTATORS))])
    status, _ = play.send(LEADER, "POST", play.project("reopen/"), {"tasks": tasks, "holder": holder})
    if status >= 400:
        play.unchanged(before, "reopening was refused")
        return
    for task_id in tasks:
        if before.tasks[task_id]["status"] in ("in_review", "completed"):
            assert play.seen.tasks[task_id]["status"] == "returned", "a reopened task is returned"
    for item_id, was in before.items.items():
        now = play.seen.items[item_id]
        assert was["rejections"] == now["rejections"], "U18: rejections are counted on"
        if was["state"] != "pending":
            assert was["state"] == now["state"], "verdicts stay"


def add_reviews(play: Play) -> None:
    before = play.seen
    body = {
        "tasks": play.some(list(before.tasks)),
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


def set_rates(play: Play) -> None:
    """T17: other rates, another mapping, and one reviewer for all change nothing that was submitted."""
    before = play.seen
    rate = play.pick([0, 0.3, 0.7, 1, 1])
    wish: dict[str, Any] = {"sampling_rate": rate}
    if play.chance(0.5):
        wish["class_sampling_rates"] = {name: play.pick([0, 0.5, 1]) for name in play.some(CLASSES)}
    if play.chance(0.5):
        wish["annotator_sampling_rates"] = {
            str(play.id(name)): play.pick([0, 0.5, 1]) for name in play.some(ANNOTATORS)
        }
    if play.chance(0.5):
        wish["one_reviewer_per_submission"] = play.chance(0.5)
    if play.chance(0.5):
        wish["reviewer_mapping"] = {
            "enabled": play.chance(0.7),
            "classes": {name: _some_ids(play, REVIEWERS) for name in play.some(CLASSES)},
            "annotators": {str(play.id(name)): _some_ids(play, REVIEWERS) for name in play.some(ANNOTATORS)},
        }
    if play.chance(0.3):
        wish["max_instances_per_review"] = play.pick([None, 1, 2])
    _set(play, wish)
    play.unchanged(before, "T17")


def _some_ids(play: Play, names: tuple[str, ...]) -> list[int]:
    return [play.id(name) for name in play.some(names)]


def _set(play: Play, wish: dict[str, Any]) -> bool:
    status, answer = play.send("owner", "PATCH", play.project(""), {"review_settings": wish})
    if status == 200:
        play.settings = answer["review_settings"]
    return status == 200


def set_experts(play: Play) -> None:
    """T11: in the stage of the threshold only approvals can be chosen."""
    threshold = play.pick([None, 1, 2, 3])
    stages = []
    if play.chance(0.5):
        iteration, action = play.rng.randint(1, 3), play.pick(["all", "approved", "rejected"])
        stages = [{"iteration": iteration, "rate": play.pick([0, 0.5, 1]), "action": action}]
    wish = {"threshold": threshold, "reviewers": _some_ids(play, ("expert", "rev1", "both")), "stages": stages}
    taken = _set(play, {"expert": wish if play.chance(0.85) else None})
    if threshold is not None and stages and stages[0]["iteration"] == threshold and stages[0]["action"] != "approved":
        assert not taken or not (play.settings.get("expert") or {}).get("stages"), "T11"


def set_rules(play: Play) -> None:
    """When work goes back, and whether one's own work may be reviewed, can change under way."""
    own = play.chance(0.3)
    if _set(play, {"return_at": play.pick(["end_of_round", "first_rejection"]), "allow_self_review": own}):
        play.own_allowed = own


def expire(play: Play) -> None:
    """Reservations are given a time, and the time of some is over."""
    _set(play, {"reservations_expire": play.chance(0.5)})
    with play.database.transaction() as db:
        db.execute(
            """update work_item set reserved_until = now() - interval '1 minute'
               where project_id = %s and reserved_until is not null and state = 'held'""",
            (play.w.project_id,),
        )
    play.forget()
    play.log.append("time passes")


def leave(play: Play) -> None:
    """Somebody leaves, or comes back; nothing stays in the hands of who is gone."""
    name = play.pick([*ANNOTATORS, *REVIEWERS])
    if name in play.away:
        play.come_back(name)
        return
    if len(play.away) > 1:
        play.come_back(play.pick(sorted(play.away)))
        return
    status, _ = play.send("owner", "DELETE", play.project("members/"), user=play.id(name))
    if status < 300:
        play.away.add(name)
        held = play.seen.held(play.id(name), "annotate", "review", "expert")
        assert not held, f"{name} is gone and holds {held}"


def pause(play: Play) -> None:
    name = play.pick([*ANNOTATORS, *REVIEWERS])
    path = play.project(f"members/{play.id(name)}/pauses/")
    if name in play.paused:
        play.send(LEADER, "DELETE", f"{path}{play.paused.pop(name)}/")
    elif not play.paused and name not in play.away:
        status, answer = play.send(LEADER, "POST", path, {"reason": "MANUAL"})
        if status < 300:
            play.paused[name] = answer["id"]


def data(play: Play) -> None:
    """A dataset is attached, gets new items, is detached; its tasks come and go with it."""
    if not play.dataset:
        title = f"Streets {play.rng.randrange(10**9)} {play.w.project_id}"
        _, made = play.send("owner", "POST", "/api/datasets/", {"title": title})
        play.dataset = made["id"]
    roll = play.rng.random()
    if roll < 0.45:
        if len(play.seen.tasks) < 9:
            name = f"https://example.org/{play.pick(['fly', 'boat'])}{play.rng.randrange(10**6)}.mp4"
            play.send("owner", "POST", f"/api/datasets/{play.dataset}/import", [{"video": name}])
    elif roll < 0.85:
        play.send("owner", "POST", play.project("datasets/"), {"datasets": [play.dataset]})
    else:
        play.send("owner", "DELETE", play.project(f"datasets/{play.dataset}/"), preview=play.chance(0.3))


def beside(play: Play) -> None:
    """A manager changes work beside the queue: with the revision that they saw, or refused."""
    annotation = play.pick([a for a in play.seen.annotations.values() if not a["was_cancelled"]])
    if annotation is None:
        return
    result = [entry for entry in play.results.get(annotation["id"], []) if play.chance(0.9)]
    body: dict[str, Any] = {"result": result}
    if play.chance(0.8):
        body["revision"] = annotation["revision"]
    before = play.seen
    status, _ = play.send(LEADER, "PATCH", f"/api/annotations/{annotation['id']}/", body)
    if status == 200:
        play.results[annotation["id"]] = result
    else:
        play.unchanged(before, "a change was refused")


def delete(play: Play) -> None:
    """An annotation is deleted; its task is in the queue again."""
    annotation = play.pick(list(play.seen.annotations.values()))
    if annotation is not None:
        play.send(LEADER, "DELETE", f"/api/annotations/{annotation['id']}/")


def move(play: Play) -> None:
    """A task is sent to review, or closed, by hand."""
    task = play.pick(list(play.seen.tasks))
    name = play.pick(["send_to_review", "complete"])
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
    (4, set_rates),
    (2, set_experts),
    (2, set_rules),
    (2, expire),
    (2, leave),
    (3, pause),
    (2, data),
    (2, beside),
    (1, delete),
    (1, move),
]
RARE: list[tuple[int, Act]] = [(1, copy)]
