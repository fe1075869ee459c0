"""What reviewers and experts do in a project of manual QA, and what must hold of it: T2, T4, T10, T12."""

from __future__ import annotations

import re
from typing import Any

from tests.engine.play import FRAMES, REVIEWERS, Act, Play
from tests.engine.seen import Row, Seen


def start_review(play: Play) -> None:
    """T2: the first review that waits for this person; experts' work before other reviews."""
    who, kind = play.somebody(REVIEWERS), play.pick(["review", "review", "expert"])
    before = play.seen
    status, answer = play.send(who, "POST", play.project("queue/start/"), {"kind": kind})
    if status != 201:
        return
    waiting = [w for w in before.reviews() if w["state"] == "open" and w["kind"] == kind]
    mine = [w for w in waiting if w["kind"] != "expert" and _may(play, w, play.id(who))]
    if kind == "review" and mine:
        first = min(mine, key=lambda w: (w["order_key"], w["id"]))
        assert answer["work_item"] == first["id"], f"T2: served {answer['work_item']}, {first['id']} was first"
    [got] = [w for w in play.seen.reviews() if w["id"] == answer["work_item"]]
    assert (got["state"], got["holder_id"]) == ("held", play.id(who)), "T1"


def _may(play: Play, work: Row, person: int) -> bool:
    own = work["author_id"] == person and not play.own_allowed
    return not own and person not in (work["excluded"] or ()) and (not work["pool"] or person in work["pool"])


def go_on(play: Play) -> None:
    play.send(play.somebody(REVIEWERS), "GET", play.project("next-review/"))


def initiate(play: Play) -> None:
    work, who = play.pick(play.seen.reviews()), play.somebody(REVIEWERS)
    if work is None:
        return
    before = play.seen
    status, _ = play.send(who, "POST", f"/api/work-items/{work['id']}/initiate/")
    if work["state"] == "held" and work["reserved_until"] is None and work["holder_id"] != play.id(who):
        assert status >= 400, "T1: it is in other hands"
        play.unchanged(before, "T1")


def judge(play: Play) -> None:
    """Verdicts: on one, on several, on all, on what is in a frame; with reports of what has no label."""
    held = [w for name in REVIEWERS for w in play.seen.held(play.id(name), "review", "expert")]
    work = play.pick(held)
    who = play.name(work["holder_id"]) if work is not None else None
    if who is None:
        start_review(play)
        return
    before = play.seen
    waiting = before.waiting_in(work["id"])
    way = play.rng.random()
    if way < 0.3:
        chosen = play.some(waiting, 1)
    elif way < 0.5:
        chosen = play.some(waiting)
    elif way < 0.75:
        frame = play.rng.randint(1, FRAMES)
        chosen = [item for item in waiting if _is_on(item, frame)]
    else:
        chosen = waiting
    said = play.rng.random()
    verdicts = [_verdict(item["id"], said < 0.35 or (said < 0.7 and play.chance(0.5))) for item in chosen]
    body: dict[str, Any] = {"revision": before.annotations[work["annotation_id"]]["revision"], "verdicts": verdicts}
    if play.chance(0.08):
        body["reports"] = [{"text": "The bus has no label", "place": {"frame": 3}}]
    if play.chance(0.05):
        body["revision"] -= 1
    makers = play.makers(before.annotations[work["annotation_id"]])
    status, _ = play.send(who, "POST", f"/api/work-items/{work['id']}/verdicts/", body)
    assert status >= 400 or play.id(who) not in makers, "nobody judges what they have made"
    if status == 200:
        check_judged(play, before, work, {v["item"]: v["accepted"] for v in verdicts})
    else:
        play.unchanged(before, "verdicts were refused")


def _verdict(item_id: int, accepted: bool) -> dict[str, Any]:
    return {"item": item_id, "accepted": accepted, **({} if accepted else {"reason": "Too wide", "comment": "Look"})}


def _is_on(item: Row, frame: int) -> bool:
    found = re.findall(r"\[(\d+),(\d+)\)", item["ranges"] or "")
    return any(int(first) <= frame < int(end) for first, end in found)


def check_judged(play: Play, before: Seen, work: Row, said: dict[int, bool]) -> None:
    """T4, T10, T12: each verdict holds for its instance; the others are as they were."""
    after = play.seen
    expert = play.settings.get("expert") or {}
    threshold = expert.get("threshold")
    for item_id, was in before.items.items():
        now = after.items[item_id]
        if item_id not in said:
            assert (was["state"], was["rejections"], was["round"]) == (
                now["state"],
                now["rejections"],
                now["round"],
            ), f"T12: item {item_id} was not judged"
        elif work["kind"] == "expert":
            assert now["state"] == ("accepted" if said[item_id] else "rejected"), f"T10: an expert's word on {item_id}"
        elif not said[item_id]:
            assert now["rejections"] == was["rejections"] + 1
            if threshold is not None and now["rejections"] >= threshold:
                assert now["state"] == "expert_pending", f"T10: rejection {now['rejections']} of item {item_id}"
            elif not expert.get("stages"):
                assert now["state"] == "returned", f"item {item_id} goes back"
        elif not expert.get("stages"):
            assert now["state"] == "accepted"


def report(play: Play) -> None:
    """Something has no label: of a task that was submitted, by somebody who may review."""
    annotation = play.pick([a for a in play.seen.annotations.values() if not a["was_cancelled"]])
    if annotation is not None:
        body = {"annotation": annotation["id"], "text": "The bus has no label"}
        play.send(play.somebody(REVIEWERS), "POST", f"/api/tasks/{annotation['task_id']}/missing-labels/", body)


def release(play: Play) -> None:
    who = play.somebody(REVIEWERS)
    work = play.pick(play.seen.held(play.id(who), "review", "expert"))
    if work is not None:
        play.send(who, "POST", play.project("queue/release/"), {"work_items": [work["id"]]})


def reconsider(play: Play) -> None:
    """A verdict is taken back, or changed, by who gave it or by somebody else."""
    who = play.pick([*REVIEWERS, "manager"])
    task = play.pick(list(play.seen.tasks))
    _, given = play.send("manager", "GET", "/api/annotation-reviews/", annotation__task=task)
    verdict = play.pick(given or [])
    if verdict is None:
        return
    if play.chance(0.5):
        play.send(who, "DELETE", f"/api/annotation-reviews/{verdict['id']}/")
    else:
        play.send(who, "PATCH", f"/api/annotation-reviews/{verdict['id']}/", {"accepted": play.chance(0.5)})


ACTS: list[tuple[int, Act]] = [
    (12, start_review),
    (4, go_on),
    (3, initiate),
    (36, judge),
    (2, report),
    (3, release),
    (2, reconsider),
]
